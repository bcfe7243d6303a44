import type { RocCurve } from '#core/contract/scores.ts';

/** Points of a curve that is drawn; a longer one is thinned, its area is not. */
const mostPoints = 1000;

/** The ROC curve of scores where `isPositive` tells the truth (Fawcett, 2006); undefined unless there are samples of both kinds. */
export const rocOf = (scores: Float64Array, isPositive: (sample: number) => boolean): RocCurve | undefined => {
  const order = Int32Array.from(scores, (_, n) => n).sort((p, q) => scores[q]! - scores[p]! || p - q);
  const steps: { threshold: number; positives: number; negatives: number }[] = [{ threshold: Infinity, positives: 0, negatives: 0 }];
  let positives = 0;
  let negatives = 0;
  let doubledArea = 0;
  for (let i = 0; i < order.length;) {
    const threshold = scores[order[i]!]!;
    const [p, n] = [positives, negatives];
    // Equal scores cross the threshold together. `do` passes a score that is not a number, which equals nothing.
    do {
      if (isPositive(order[i]!)) positives++;
      else negatives++;
      i++;
    } while (i < order.length && scores[order[i]!] === threshold);
    doubledArea += (negatives - n) * (positives + p);
    steps.push({ threshold, positives, negatives });
  }
  if (positives === 0 || negatives === 0) return undefined;
  const corners = thinned(steps.filter((_, i) => isCorner(steps, i)));
  return {
    falsePositives: Float64Array.from(corners, (step) => step.negatives / negatives),
    truePositives: Float64Array.from(corners, (step) => step.positives / positives),
    thresholds: Float64Array.from(corners, (step) => step.threshold),
    auc: doubledArea / (2 * positives * negatives),
  };
};

/** Whether the curve bends at this point; whole numbers tell exactly. */
const isCorner = (steps: readonly { positives: number; negatives: number }[], i: number): boolean => {
  const [before, here, after] = [steps[i - 1], steps[i]!, steps[i + 1]];
  if (!before || !after) return true;
  const across = (here.positives - before.positives) * (after.negatives - here.negatives);
  return across !== (after.positives - here.positives) * (here.negatives - before.negatives);
};

const thinned = <T>(points: readonly T[]): readonly T[] =>
  points.length <= mostPoints
    ? points
    : Array.from({ length: mostPoints }, (_, i) => points[Math.round((i * (points.length - 1)) / (mostPoints - 1))]!);
