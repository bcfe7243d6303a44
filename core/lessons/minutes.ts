import type { Lesson } from './lesson.ts';
import type { LessonText } from './text.ts';

/** Words a minute of somebody who reads to learn, with a picture beside the text. */
const pace = 110;
/** Seconds in which a scene is set and looked at. */
const scene = 8;
/** Seconds for one thought: a question of one answer, a number to be worked out, a task to be done. */
const thought = { choice: 20, sign: 15, order: 35, number: 50 };
const taskSeconds = 75;
/** Seconds for the question at the end. */
const openSeconds = 30;
/** Steps a second of a beat's play, unless it says. */
const usualSteps = 2;

/** Whole minutes that a lesson takes: to read what it says, to look, to answer, to do. */
export const minutesOf = ({ beats }: Lesson, text: LessonText): number => {
  const words = [...text.beats.values()].reduce((sum, beat) => sum + beat.words, 0);
  const seconds = beats.reduce((sum, { ask, do: task, play, view }) => {
    const steps = play ? Math.max(0, play.step - view.place.step) : 0;
    return sum + scene + (ask ? thought[ask.kind] : 0) + (task ? taskSeconds : 0) + steps / (play?.stepsASecond ?? usualSteps);
  }, 0);
  return Math.max(1, Math.round(words / pace + (seconds + (text.open ? openSeconds : 0)) / 60));
};
