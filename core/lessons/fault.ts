import { FailureError, type Failure, type LessonProblem } from '#core/contract/failure.ts';

/** What is wrong at a place of a lesson, as an error to throw. */
export const lessonFault = (problem: LessonProblem, place: string, found?: string, expected?: string): FailureError =>
  new FailureError({
    code: 'lesson-fault',
    place,
    problem,
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
  });

/** What is wrong in a text, in which of its beats. */
class InBeat extends FailureError {
  constructor(
    readonly beat: string,
    failure: Failure,
  ) {
    super(failure);
  }
}

/** Reads what stands under the heading of a beat. Throws a FailureError that `ofFile` tells of that beat. */
export const inBeat = <T>(beat: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw error instanceof FailureError ? new InBeat(beat, error.failure) : error;
  }
};

/** What was thrown of a file, as its failure; anything else is a defect, and is thrown on. */
export const ofFile = (file: string, error: unknown): Extract<Failure, { code: 'in-lesson' }> => {
  if (!(error instanceof FailureError)) throw error;
  return { code: 'in-lesson', file, ...(error instanceof InBeat && { beat: error.beat }), failure: error.failure };
};
