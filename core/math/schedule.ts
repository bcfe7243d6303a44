import type { ScheduleSpec } from '#core/spec/run-spec.ts';
import { power } from './elementary.ts';
import { cosTurn } from './turn.ts';

/**
 * The learning rate of a step, as a function of the step alone; only `plateau` also asks what the loss did (`PlateauState`).
 * With a warm-up of w steps, step t < w takes base·(t+1)/(w+1); then the schedule runs with s = t - w. That is PyTorch's SequentialLR of
 * LinearLR (start factor 1/(w+1), w steps) and the schedule's own class, except where the table says otherwise. m is `lowest`.
 *
 * | constant            | base |
 * | step                | base·γ^⌊s/every⌋                                          StepLR |
 * | exponential         | base·γ^s                                                  ExponentialLR |
 * | cosine              | m + (base - m)·(1 + cos(π·s/T))/2, then m for good        CosineAnnealingLR up to s = T |
 * | cosine-restarts     | the same, begun anew after T, T·g, T·g², ... steps        CosineAnnealingWarmRestarts (Loshchilov and Hutter, 2017) |
 * | one-cycle           | base/d₀ up to base in rise·T - 1 steps, down to base/(d₀·d₁) at s = T - 1, along cosines
 *                         OneCycleLR, the rate alone, not the momentum (Smith and Topin, 2018) |
 * | inverse-square-root | base·√(τ/(s + τ))                                         Transformers' get_inverse_sqrt_schedule |
 * | plateau             | max(m, base·factor), see `movePlateau`                    ReduceLROnPlateau |
 */
export const learningRate = (schedule: ScheduleSpec, base: number, step: number, factor = 1): number => {
  const { warmup } = schedule;
  if (step < warmup) return (base * (step + 1)) / (warmup + 1);
  const s = step - warmup;
  switch (schedule.kind) {
    case 'constant':
      return base;
    case 'step':
      return base * power(schedule.gamma, Math.floor(s / schedule.every));
    case 'exponential':
      return base * power(schedule.gamma, s);
    case 'cosine':
      return cosine(base, schedule.lowest, Math.min(1, s / schedule.steps));
    case 'cosine-restarts':
      return cosine(base, schedule.lowest, restarted(s, schedule.steps, schedule.growth));
    case 'one-cycle': {
      const { steps, rise, startDivisor, endDivisor } = schedule;
      const top = rise * steps - 1;
      const start = base / startDivisor;
      if (s < top) return cosine(start, base, s / top);
      return cosine(base, start / endDivisor, Math.min(1, (s - top) / (steps - 1 - top)));
    }
    case 'inverse-square-root':
      return base * Math.sqrt(schedule.timescale / (s + schedule.timescale));
    case 'plateau':
      return Math.max(schedule.lowest, base * factor);
  }
};

/** From `from` at 0 to `to` at 1 along half a cosine. */
const cosine = (from: number, to: number, share: number): number => to + ((from - to) * (1 + cosTurn(share / 2))) / 2;

/** How much of its period step s has behind it, the periods being T, T·g, T·g², ... */
const restarted = (s: number, first: number, growth: number): number => {
  if (growth === 1) return (s % first) / first;
  let period = first;
  let left = s;
  while (left >= period) {
    left -= period;
    period *= growth;
  }
  return left / period;
};

/** What reduce-on-plateau remembers: the best loss so far, the epochs since, and what the rate is multiplied by. */
export interface PlateauState {
  readonly best: number;
  readonly waited: number;
  readonly factor: number;
}

/** Before the first epoch. The largest number stands for "none yet": every number of a run's state is finite. */
export const restingPlateau: PlateauState = { best: Number.MAX_VALUE, waited: 0, factor: 1 };

/** After an epoch of this loss: more than `patience` epochs without a loss below best·(1 - threshold) multiply the rate by γ. */
export const movePlateau = (
  { gamma, patience, threshold }: Extract<ScheduleSpec, { kind: 'plateau' }>,
  { best, waited, factor }: PlateauState,
  loss: number,
): PlateauState => {
  if (loss < best * (1 - threshold)) return { best: loss, waited: 0, factor };
  return waited < patience ? { best, waited: waited + 1, factor } : { best, waited: 0, factor: factor * gamma };
};
