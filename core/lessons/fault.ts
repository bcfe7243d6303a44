import { FailureError, type LessonProblem } from '#core/contract/failure.ts';

/** What is wrong at a place of a lesson, as an error to throw. */
export const lessonFault = (problem: LessonProblem, place: string, found?: string, expected?: string): FailureError =>
  new FailureError({
    code: 'lesson-fault',
    place,
    problem,
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
  });
