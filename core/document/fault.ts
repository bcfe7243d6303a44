import { fail, type DocumentProblem, type Result } from '#core/contract/failure.ts';

/** What a document that cannot be read, or written, is refused for. */
export type Refuse = (
  problem: DocumentProblem,
  about?: { readonly place?: string; readonly found?: number; readonly limit?: number },
) => Result<never>;

export const refuseFor =
  (file: string): Refuse =>
  (problem, about = {}) =>
    fail({ code: 'bad-document', file, problem, ...about });
