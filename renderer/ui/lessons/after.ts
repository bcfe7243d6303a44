import { stopAfter, type Stop } from '#core/lessons/syllabus.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Playing } from '#renderer/model/lessons/playing.ts';

/** What comes behind a lesson; undefined at the end of its course. */
export const stopBehind = ({ course, id }: Playing): Stop | undefined => stopAfter(course, id);

/** Ends a lesson, and goes on with what comes behind it. */
export const goOnFrom = async (app: App, lesson: Playing): Promise<void> => {
  const stop = stopBehind(lesson);
  app.learner?.finish(lesson);
  if (stop && app.learner) await app.learner.open(lesson.course.id, stop.id);
  else await app.leaveLesson();
};

/** Ends a lesson. */
export const endLesson = async (app: App, lesson: Playing): Promise<void> => {
  app.learner?.finish(lesson);
  await app.leaveLesson();
};
