import { seconds } from '#core/contract/units.ts';
import { beginning, compare, type TimePoint } from './time-point.ts';

/** A range that play goes around in; `start` comes before `end`. */
export interface Loop {
  readonly start: TimePoint;
  readonly end: TimePoint;
}

/** The loop from `a` to `b`, or nothing where that is no range. */
const between = (start: TimePoint, end: TimePoint): Loop | undefined => (compare(start, end) < 0 ? { start, end } : undefined);

/** Marks one edge; the other stays where it still fits, else it is the first or `last` place of training. */
export const withStart = (loop: Loop | undefined, start: TimePoint, last: TimePoint): Loop | undefined =>
  (loop && between(start, loop.end)) ?? between(start, last) ?? loop;
export const withEnd = (loop: Loop | undefined, end: TimePoint): Loop | undefined =>
  (loop && between(loop.start, end)) ?? between(beginning, end) ?? loop;

/** What of a loop lies before the `last` place of training. */
export const within = ({ start, end }: Loop, last: TimePoint): Loop | undefined => between(start, compare(end, last) < 0 ? end : last);

export const isOneStep = ({ start, end }: Loop): boolean => start.step === end.step;

/** The edge that play comes to, and the one where it goes on. */
export const edges = ({ start, end }: Loop, direction: 1 | -1): { ahead: TimePoint; behind: TimePoint } =>
  direction === 1 ? { ahead: end, behind: start } : { ahead: start, behind: end };

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

/**
 * Where play that moves from `from` to `to` goes around, as it meets the edge ahead; undefined where it does not, or had
 * passed that edge. Within one step `to.t` may lie outside the step.
 */
export const around = (loop: Loop, from: TimePoint, to: TimePoint, direction: 1 | -1): TimePoint | undefined => {
  const { ahead, behind } = edges(loop, direction);
  const hasPassed = compare(from, ahead) * direction > 0;
  if (hasPassed || compare(to, ahead) * direction < 0) return undefined;
  if (!isOneStep(loop) || to.step !== ahead.step) return behind;
  // Within one step a frame may be longer than the loop: the moment goes around with it.
  const { start, end } = loop;
  const passed = modulo((to.t - ahead.t) * direction, end.t - start.t);
  return { step: behind.step, t: seconds(behind.t + passed * direction) };
};

/** The same for play from finished step to finished step: the step it comes to. A loop of several steps. */
export const aroundSteps = (loop: Loop, from: TimePoint, step: number, direction: 1 | -1): number => {
  const { start, end } = loop;
  const hasPassed = compare(from, edges(loop, direction).ahead) * direction > 0;
  const isInside = direction === 1 ? step < end.step : step >= start.step;
  return hasPassed || isInside ? step : start.step + modulo(step - start.step, end.step - start.step);
};
