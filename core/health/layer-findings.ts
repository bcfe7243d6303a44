import type { Finding, FindingNumbers } from '#core/contract/health.ts';
import { step as asStep } from '#core/contract/units.ts';
import type { Series } from '#core/protocol/trainer.ts';
import type { Run } from '#core/net/run.ts';
import type { RunHistory } from './run-history.ts';
import { thresholds } from './thresholds.ts';

type Norms = FindingNumbers['vanishing'];
/** The norms of a layer (from 0) in entry i of the series, where they are out of bounds. */
type Judge = (series: Series, l: number, i: number) => Norms | undefined;

const vanishing: Judge = ({ gradientNorm }, l, i) => {
  const [norm, reference] = [gradientNorm[l]![i]!, gradientNorm.at(-1)![i]!];
  const small = l < gradientNorm.length - 1 && reference > thresholds.smallestNorm && norm < thresholds.vanishingRatio * reference;
  return small ? { norm, reference, against: 'last-layer' } : undefined;
};

const exploding: Judge = ({ gradientNorm }, l, i) => {
  const [norm, last, first] = [gradientNorm[l]![i]!, gradientNorm.at(-1)![i]!, gradientNorm[l]![0]!];
  if (norm < thresholds.explodingNorm) return undefined;
  if (last > 0 && norm > thresholds.explodingRatio * last) return { norm, reference: last, against: 'last-layer' };
  if (first > 0 && norm > thresholds.explodingRatio * first) return { norm, reference: first, against: 'start' };
  return undefined;
};

/** Layers whose gradient is far smaller or larger than it should be at a step: of each kind the worst layer. */
export const layerFindings = (run: Run, history: RunHistory, step: number): Finding[] => {
  const series = history.series(0, history.trainedTo, thresholds.entries);
  const { start } = series;
  // The trained end has no update of its own yet: it is judged by the one before it.
  const here = start.findLastIndex((from) => from <= step);
  const layers = [...run.layout.layers.keys()];
  const judged = (judge: Judge) =>
    layers.map((l) => ({ l, from: beginning(series, judge, l, here), norms: here < 0 ? undefined : judge(series, l, here) }));
  const worst = (kind: 'vanishing' | 'exploding', judge: Judge, sign: 1 | -1): Finding[] => {
    const found = judged(judge).flatMap(({ l, from, norms }) => (from === undefined || !norms ? [] : [{ l, from, numbers: norms }]));
    const [first] = found.toSorted((a, b) => sign * (a.numbers.norm / a.numbers.reference - b.numbers.norm / b.numbers.reference));
    return first ? [{ kind, where: { part: 'layer', layer: first.l + 1 }, since: asStep(start[first.from]!), numbers: first.numbers }] : [];
  };
  return [...worst('vanishing', vanishing, 1), ...worst('exploding', exploding, -1)];
};

/** The first entry of those in a row, up to `here`, that are out of bounds; undefined where they are too few. */
const beginning = (series: Series, judge: Judge, l: number, here: number): number | undefined => {
  let i = here;
  while (i >= 0 && judge(series, l, i)) i--;
  return here - i >= Math.min(thresholds.sustained, here + 1) && here > i ? i + 1 : undefined;
};
