import { limits } from '#core/spec/methods.ts';

/** What the roads between page, host and trainer carry: no less than what a run, a table or a document may be, so that the reader decides. */
export const bounds = {
  /** Bytes of any file. */
  fileBytes: limits.tableBytes,
  /** Bytes of a request: inputs and targets at their largest, and the rest of a run's text. */
  requestBytes: 2 * 8 * limits.cells + limits.specBytes,
} as const;
