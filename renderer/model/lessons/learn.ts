import type { App } from '#renderer/model/app.svelte.ts';
import { Bank } from './bank.svelte.ts';
import { ownCourse, type CourseSource } from './course-files.ts';
import { fetchCourse, fetchLesson } from './open-lesson.ts';
import { Player } from './player.svelte.ts';

/** Opens a lesson at a beat, counted from 0. What is on screen is put aside, or stays aside where a lesson is left for another. Rejects with a FailureError. */
export const learn = async (app: App, source: CourseSource, id: string, beat = 0): Promise<void> => {
  const course = await fetchCourse(source);
  const lesson = await fetchLesson(source, course, id);
  const back = app.lesson instanceof Player ? app.lesson.back : putAside(app);
  const player = new Player(app, course, lesson, back, new Bank(source));
  app.lesson = player;
  await player.goTo(beat);
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

/** The same, of one of the program's own courses. */
export const learnOwn = (app: App, course: string, id: string, beat = 0): Promise<void> => learn(app, ownCourse(course), id, beat);
