import { FailureError, type Failure } from '#core/contract/failure.ts';

/** What to tell of an error: its own failure; one that nobody foresaw is told as the trainer's loss, with what it said. */
export const failureOf = (error: unknown): Failure =>
  error instanceof FailureError ? error.failure : { code: 'trainer-lost', reason: error instanceof Error ? error.message : String(error) };
