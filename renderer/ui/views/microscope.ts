import type { SampleGradients } from '#core/contract/explanation.ts';
import type { DataSummary } from '#core/protocol/trainer.ts';
import { niceCeiling } from '#renderer/picture/scales.ts';
import { classOf } from '#renderer/ui/plots/plane.ts';

/** More points than this lie on each other, and slow the page down. */
const most = 2000;

export interface Share {
  /** Index into the training set. */
  readonly sample: number;
  readonly value: number;
  /** The sample's class; 0 in a regression. */
  readonly kind: number;
  /** 0 to 1: keeps dots apart. */
  readonly height: number;
  /** Sum of all shares up to and with this one, in the order of the batch. */
  readonly sum: number;
}

export interface Microscope {
  readonly shares: readonly Share[];
  /** The axis of the shares goes from -reach to reach, that of their sum from -sumReach to sumReach. */
  readonly reach: number;
  readonly sumReach: number;
  readonly positive: { readonly count: number; readonly sum: number };
  readonly negative: { readonly count: number; readonly sum: number };
  readonly net: number;
  /** What the shares would add up to if all had one sign. */
  readonly gross: number;
  /** Share of the gross that cancels out; 0 where there is nothing. */
  readonly cancelled: number;
}

/** What each sample adds to one gradient, of all classes or of one; of very many an even choice is drawn. */
export const microscopeOf = ({ samples, values }: SampleGradients, data: DataSummary, only: number | undefined): Microscope => {
  const kindOf = (sample: number): number => (data.task === 'classes' ? classOf(data, sample) : 0);
  const all: Share[] = [];
  let sum = 0;
  values.forEach((value, n) => {
    const kind = kindOf(samples[n]!);
    if (only !== undefined && kind !== only) return;
    sum += value;
    all.push({ sample: samples[n]!, value, kind, height: (all.length * 0.6180339887498949) % 1, sum });
  });
  const part = (sign: 1 | -1) => {
    const kept = all.filter(({ value }) => value * sign > 0);
    return { count: kept.length, sum: kept.reduce((total, { value }) => total + value, 0) };
  };
  const [positive, negative] = [part(1), part(-1)];
  const gross = positive.sum - negative.sum;
  const every = Math.ceil(all.length / most);
  return {
    shares: all.filter((_, i) => i % every === 0),
    reach: niceCeiling(all.reduce((largest, { value }) => Math.max(largest, Math.abs(value)), 0)),
    sumReach: niceCeiling(all.reduce((largest, { sum: upTo }) => Math.max(largest, Math.abs(upTo)), 0)),
    positive,
    negative,
    net: sum,
    gross,
    cancelled: gross > 0 ? 1 - Math.abs(sum) / gross : 0,
  };
};

/** How far down dot i of n has fallen when a share p of the fall is over: one after the other, several at a time. */
export const fallen = (i: number, n: number, p: number): number => {
  const together = 0.25;
  const t = (p * (1 + together) - (n > 1 ? i / (n - 1) : 0)) / together;
  const clamped = Math.min(1, Math.max(0, t));
  return clamped * clamped;
};

/** The sum that has gathered when a share p of the fall is over. */
export const gathered = ({ shares }: Microscope, p: number): number => {
  let sum = 0;
  shares.forEach((share, i) => {
    if (fallen(i, shares.length, p) === 1) ({ sum } = share);
  });
  return sum;
};
