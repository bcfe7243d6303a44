import { seconds, type Seconds } from '#core/contract/units.ts';

/** A place in time: a step of training and a moment within it. */
export interface TimePoint {
  readonly step: number;
  readonly t: Seconds;
}

export const beginning: TimePoint = { step: 0, t: seconds(0) };

/** Below 0 where `a` comes before `b`, 0 where they are the same. */
export const compare = (a: TimePoint, b: TimePoint): number => a.step - b.step || a.t - b.t;
