import type {
  ExportObstacle,
  Failure,
  FailureCode,
  IncompatibleReason,
  LimitName,
  Operation,
  ProgramPart,
  TensorName,
  TextProblem,
  ValueKind,
} from '#core/contract/failure.ts';

/** What the sentences need of the language besides words. */
export interface Pen {
  /** A number as this language writes it. */
  readonly number: (value: number) => string;
  /** One measured, to three digits. */
  readonly measure: (value: number) => string;
  /** "a, b or c". */
  readonly either: (items: readonly string[]) => string;
  /** What a run file writes for what was just said, in brackets; nothing in the window, where it is chosen by its name. */
  readonly written: (value: string) => string;
}

/** One sentence for every code; a language without one does not compile. */
export type FailureSentences = {
  readonly [Code in FailureCode]: (failure: Extract<Failure, { code: Code }>, pen: Pen) => string;
};

/** The sentence of a failure that stands within another. */
export const sayBy = (sentences: FailureSentences, failure: Failure, pen: Pen): string =>
  (sentences[failure.code] as (failure: Failure, pen: Pen) => string)(failure, pen);

/** The words that sentences are made of, one for every name of the failure contract. */
export interface FailureWords {
  readonly kinds: Readonly<Record<ValueKind, string>>;
  readonly limits: Readonly<Record<LimitName, string>>;
  /** How to get under each limit. */
  readonly smaller: Readonly<Record<LimitName, string>>;
  readonly tensors: Readonly<Record<TensorName, string>>;
  /** What was being computed, of which numbers. */
  readonly operations: Readonly<Record<Operation, (a: string, b: string) => string>>;
  /** What is wrong with a text, and what to do about it. */
  readonly texts: Readonly<Record<TextProblem, string>>;
  readonly reasons: Readonly<Record<IncompatibleReason, string | ((pen: Pick<Pen, 'written'>) => string)>>;
  /** Why a form of a run cannot say a part of it. */
  readonly exports: Readonly<Record<ExportObstacle, string>>;
  /** Whose defect it is. */
  readonly parts: Readonly<Record<ProgramPart, string>>;
}

/** A file's name without the folders before it. */
export const plainNameOf = (file: string): string => file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);

/** What a run writes to learn from a table. */
export const dataOf = (file: string, target: string): string => `"data": ${JSON.stringify({ kind: 'csv', file, target: [target] })}`;
