import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { toldAt, type Told } from './told.ts';

/** Characters that people read in a second: 238 words a minute (Brysbaert 2019), of six characters. */
const perSecond = 24;
/** Seconds to find in the picture what the sentence speaks of, and the fewest that any sentence stands. */
const toLook = 0.5;
const fewest = 1.5;
/** What is told moves over so much of the time that its sentence stands, and rests for the other. */
const moving = 0.6;

/** Seconds that reading a sentence takes. */
export const readingSeconds = (sentence: string): number => (sentence === '' ? 0 : Math.max(fewest, toLook + sentence.length / perSecond));

/** A stretch that is being told, for so many seconds by now. */
export interface Reading {
  readonly step: number;
  readonly told: Told;
  readonly start: number;
  readonly spent: number;
}

/** Where reading comes to: the moment, and what is being told; undefined at its end, `rest` seconds before which it was told to the end. */
interface Reached {
  readonly t: number;
  readonly reading: Reading;
  readonly rest: number | undefined;
}

/** Begins to tell what comes after the moment `t` of a step; undefined at its end. */
export const beginReading = (timeline: StepTimeline, step: number, t: number): Reading | undefined => {
  const { index, progress } = timeline.at(t);
  const next = progress >= 1 ? index + 1 : index;
  if (next >= timeline.count) return undefined;
  return { step, told: toldAt(timeline, next), start: t, spent: 0 };
};

/** Seconds that a stretch of so many seconds moves, and that it stands in all, whose sentence takes `needed` to read. */
export const timesOf = (way: number, needed: number): { readonly motion: number; readonly total: number } => {
  const motion = Math.max(way, moving * needed);
  return { motion, total: Math.max(motion, needed) };
};

/** Goes on with what is being told, by `elapsed` seconds at the person's speed; its sentence takes `needed` seconds to read. */
export const goOnReading = (timeline: StepTimeline, reading: Reading, elapsed: number, needed: number): Reached => {
  const { told, start } = reading;
  const end = timeline.restAt(told.to);
  const way = end - start;
  const { motion, total } = timesOf(way, needed);
  const spent = reading.spent + elapsed;
  const t = spent >= motion ? end : start + way * (spent / motion);
  return { t, reading: { ...reading, spent }, rest: spent >= total ? spent - total : undefined };
};

/** A phase of the step ends with this stretch. */
export const endsPhase = (timeline: StepTimeline, { to }: Told): boolean => timeline.next(to - 1, 'phase') === to;

/** What one sentence tells of a step: it moves up to the moment `end`, and rests there, in seconds at speed 1. */
interface Stretch {
  readonly end: number;
  readonly moving: number;
  readonly resting: number;
}

/** A whole step as it is told; `seconds` says how long the sentence of a stretch takes to read. */
export const stretchesOf = (timeline: StepTimeline, seconds: (told: Told) => number): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (let index = 1; index < timeline.count;) {
    const told = toldAt(timeline, index);
    const end = timeline.restAt(told.to);
    const { motion, total } = timesOf(end - timeline.restAt(told.from - 1), seconds(told));
    stretches.push({ end, moving: motion, resting: total - motion });
    index = told.to + 1;
  }
  return stretches;
};
