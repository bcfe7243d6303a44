import { FailureError } from '#core/contract/failure.ts';
import type { FigureSubject } from '#core/view/figures.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';
import type { TimePoint } from '#renderer/model/time/time-point.ts';
import { throughout } from '#renderer/ui/figures/ready.ts';

/** A run is as long as what is asked of it: its last place, and so many steps where the view is about all of training. */
export const reach = (run: Run, subject: FigureSubject, steps: number | undefined, places: Iterable<Pick<TimePoint, 'step'>>): void => {
  let last = 0;
  for (const { step } of places) last = Math.max(last, step);
  if (last > run.summary!.maxStep) throw outOf(last, run.summary!.maxStep);
  const goal = Math.max(steps ?? (throughout.includes(subject) ? run.goal : 0), last);
  if (goal > run.goal || steps !== undefined) run.train(goal);
};

export const outOf = (step: number, max: number): FailureError => new FailureError({ code: 'step-out-of-range', step, min: 0, max });
