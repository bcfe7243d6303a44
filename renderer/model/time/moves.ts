import type { Granularity } from '#core/contract/position.ts';
import { seconds, type Seconds } from '#core/contract/units.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { TimePoint } from './time-point.ts';

/** What time is made of: the moments of a step, the steps of an epoch, and the last step. */
export interface Course {
  readonly timeline: StepTimeline;
  readonly epoch: number;
  readonly goal: number;
}

/** The place `t` seconds from the start of a step that lasts so long, where that is before it or after it in the one beside. */
export const normal = (step: number, t: number, duration: Seconds): TimePoint => {
  if (t >= duration) return startOf(step + 1);
  if (t >= 0) return { step, t: seconds(t) };
  return step === 0 ? startOf(0) : { step: step - 1, t: duration };
};

const startOf = (step: number): TimePoint => ({ step, t: seconds(0) });

/** Where one operation on from `here` ends, from the last part of a step in the next step; undefined at the end of training. */
export const after = ({ step, t }: TimePoint, granularity: Granularity, { timeline, epoch, goal }: Course): TimePoint | undefined => {
  const fine = granularity !== 'step' && granularity !== 'epoch';
  const next = fine ? timeline.next(timeline.at(t).index, granularity) : undefined;
  if (next !== undefined) return { step, t: timeline.restAt(next) };
  if (step >= goal) return undefined;
  return startOf(granularity === 'epoch' ? Math.min((Math.floor(step / epoch) + 1) * epoch, goal) : step + 1);
};

/** Where one operation back from `here` ends; undefined at the beginning. */
export const before = ({ step, t }: TimePoint, granularity: Granularity, { timeline, epoch }: Course): TimePoint | undefined => {
  if (granularity === 'epoch') {
    const start = Math.floor(step / epoch) * epoch;
    return startOf(Math.max(0, step > start || t > 0 ? start : start - epoch));
  }
  if (granularity === 'step') return t > 0 ? startOf(step) : step > 0 ? startOf(step - 1) : undefined;
  const previous = timeline.previous(timeline.at(t).index, granularity);
  if (previous !== undefined) return { step, t: timeline.restAt(previous) };
  if (step === 0) return undefined;
  // Leaving the step backwards at this granularity ends on the last boundary of the step before.
  const last = timeline.previous(timeline.count, granularity);
  return { step: step - 1, t: last === undefined ? seconds(0) : timeline.restAt(last) };
};

/** Where moves of one size end within a step, in seconds from its start; the last at its end. */
export const movesIn = (timeline: StepTimeline, size: Granularity): readonly Seconds[] => {
  const course = { timeline, epoch: 1, goal: 1 };
  const times: Seconds[] = [];
  for (let at = after(startOf(0), size, course); at?.step === 0; at = after(at, size, course)) times.push(at.t);
  return times.at(-1) === timeline.duration ? times : [...times, timeline.duration];
};
