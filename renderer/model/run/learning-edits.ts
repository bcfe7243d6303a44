import { schedules, stoppingSettings, type ScheduleKind } from '#core/spec/methods.ts';
import type { RunSpec, ScheduleSpec, StoppingSpec } from '#core/spec/run-spec.ts';
import { defaultsOf, type Edit } from './edits.ts';

/** Schedules that are drawn over the whole of a run. */
const wholeRun: readonly ScheduleKind[] = ['cosine', 'one-cycle'];

/** Another schedule with its usual settings; one that covers the run gets the `steps` that follow the warm-up, which stays. */
export const setSchedule =
  (kind: ScheduleKind, steps: number): Edit =>
  (spec) => {
    const { warmup } = spec.schedule;
    const length = wholeRun.includes(kind) ? { steps: Math.max(1, steps - (Number(warmup) || 0)) } : {};
    return { ...spec, schedule: { kind, warmup, ...defaultsOf(schedules[kind].settings), ...length } as ScheduleSpec };
  };

/** The validation part that early stopping gets where there is none. */
const usualValidation = 0.2;

/** Early stopping on or off; it looks at the validation part, so there is one from then on. */
export const setStopping =
  (on: boolean): Edit =>
  (spec) => {
    const stopping = on ? ({ ...defaultsOf(stoppingSettings), restore: true } as StoppingSpec) : null;
    const next = { ...spec, stopping };
    return on && spec.split.validation === 0 ? setShare('validation', usualValidation)(next) : next;
  };

/** Another share of the samples held out: where the parts were the whole, the training part gives or takes the difference. */
export const setShare =
  (part: 'validation' | 'test', share: number | string): Edit =>
  (spec) => {
    const split = { ...spec.split, [part]: share } as RunSpec['split'];
    const rest = rounded(1 - split.validation - split.test);
    return { ...spec, split: unusedShare(spec.split) === 0 && rest > 0 && rest <= 1 ? { ...split, train: rest } : split };
  };

/** Share of the samples that no part takes. */
export const unusedShare = ({ train, validation, test }: RunSpec['split']): number => rounded(1 - train - validation - test);

/** Shares are typed in decimals, which sums of binary fractions miss by a hair. */
const rounded = (share: number): number => Number(share.toFixed(12));

/** How many weights the loss takes: one per output, or those of 0 and 1 for a binary cross-entropy. */
export const weightedClasses = ({ loss, network }: RunSpec): number =>
  loss === 'categorical-cross-entropy' ? Number(network.layers.at(-1)!.units) : 2;

/** One weight per class, all alike at first; or none. */
export const setClassWeights =
  (on: boolean): Edit =>
  (spec) => ({ ...spec, classWeights: on ? Array.from({ length: weightedClasses(spec) }, () => 1) : null });
