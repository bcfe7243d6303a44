import type { Operation } from '#core/account/place.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';

/**
 * A stretch of a step that one sentence tells: the parts of its timeline from index `from` to `to`. `one` is a single part; `parts` are the
 * further weights of a unit, `units` the further units of a layer, `all` a whole phase.
 */
export interface Told {
  readonly from: number;
  readonly to: number;
  readonly how: 'one' | 'parts' | 'units' | 'all';
}

/** So many weights of a unit are told one by one; where there are more than one further, the others are told together. */
const oneByOne = 2;
/** These are said in one sentence, however many units or layers they go through. */
const wholePhases: readonly Operation[] = ['input', 'optimiser'];

/** The stretch that holds a part: the first unit of a layer is told in full, the others together. Index 0 is the start, and told alone. */
export const toldAt = (timeline: StepTimeline, index: number): Told => {
  if (index <= 0) return { from: 0, to: 0, how: 'one' };
  const { unit, operation, part } = timeline.positionOf(index);
  const group = (granularity: 'unit' | 'layer' | 'phase'): { from: number; to: number } => {
    const to = timeline.next(index - 1, granularity)!;
    return { from: timeline.previous(to, granularity)! + 1, to };
  };
  if (wholePhases.includes(operation)) return { ...group('phase'), how: 'all' };
  const isLoss = operation === 'residual' || operation === 'loss';
  if (unit > 0 && !(isLoss && operation === 'loss')) {
    const layer = group('layer');
    return { from: firstOf(index, (at) => timeline.positionOf(at).unit > 0, layer.from), to: layer.to, how: 'units' };
  }
  const { from, to } = group('unit');
  const isSame = (at: number): boolean => timeline.positionOf(at).operation === operation;
  const first = firstOf(index, isSame, from);
  const last = lastOf(index, isSame, to);
  if (part < oneByOne || last - first <= oneByOne) return { from: index, to: index, how: 'one' };
  return { from: first + oneByOne, to: last, how: 'parts' };
};

/** First index of `least`..`index` from which on all hold, where `index` does and those that do lie together. */
const firstOf = (index: number, holds: (at: number) => boolean, least: number): number => {
  let [low, high] = [least, index];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const lastOf = (index: number, holds: (at: number) => boolean, most: number): number => {
  let [low, high] = [index, most];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
};
