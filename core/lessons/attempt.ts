import { fail, FailureError, ok, type Failure, type Result } from '#core/contract/failure.ts';

/** What was thrown as a failure, answered as one. */
export const attempt = <T>(make: () => T): Result<T> => {
  try {
    return ok(make());
  } catch (error) {
    return fail(failureIn(error));
  }
};

/** The failure that was thrown; anything else is a defect, and is thrown on. */
export const failureIn = (error: unknown): Failure => {
  if (error instanceof FailureError) return error.failure;
  throw error;
};
