import type { App } from '#renderer/model/app.svelte.ts';
import { Bank } from './bank.svelte.ts';
import type { CourseSource } from './course-files.ts';
import { fetchCourse, fetchLesson } from './open-lesson.ts';
import { Player } from './player.svelte.ts';

/**
 * Opens a lesson at a beat, by its place from 0 or by its name. What is on screen is put aside, or stays aside where a lesson is left for
 * another. What was done in a lesson that has been left is there again. Rejects with a FailureError.
 */
export const learn = async (app: App, source: CourseSource, id: string, beat: number | string = 0): Promise<void> => {
  const course = await fetchCourse(source);
  const lesson = await fetchLesson(source, course, id);
  app.learner?.know(course, source);
  const back = app.lesson instanceof Player ? app.lesson.back : putAside(app);
  const player = new Player(app, course, lesson, back, new Bank(source));
  const done = Object.entries(app.learner?.doneIn(course.id, id) ?? {});
  player.records = Object.fromEntries(done.map(([name, one]) => [name, { hints: 0, ...one }]));
  app.lesson = player;
  const { beats } = lesson.lesson;
  const at = typeof beat === 'number' ? beat : beats.findIndex((one) => one.id === beat);
  await player.goTo(at);
};

/** Puts away what is on screen, with the panels around it; answers how to bring it back. */
const putAside = ({ keeper, layout }: App): (() => Promise<void>) => {
  const { state, large } = layout;
  const bring = keeper.putAside();
  return async () => {
    layout.set(state);
    layout.large = large;
    await bring();
  };
};
