import { fail, type Result } from '#core/contract/failure.ts';
import { limits } from '#core/contract/methods.ts';
import { readRunText } from '#core/contract/read-run-spec.ts';
import type { TableShapes } from '#core/contract/table.ts';
import type { RunSpec } from '#core/contract/run-spec.ts';

/** A run file's bytes as a valid run, over the tables that are here. A file that is too large is refused before it is decoded. */
export const readRunFile = (bytes: Uint8Array, tables?: TableShapes): Result<RunSpec> =>
  bytes.byteLength > limits.specBytes
    ? fail({ code: 'too-large', what: 'bytes', place: '', found: bytes.byteLength, limit: limits.specBytes })
    : readRunText(new TextDecoder().decode(bytes), tables);
