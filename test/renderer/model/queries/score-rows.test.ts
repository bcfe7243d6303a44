import { expect, test } from 'vitest';
import type { ClassScores, RegressionScores } from '#core/contract/scores.ts';
import type { BaselineScores, Evaluation } from '#core/protocol/trainer.ts';
import { baselineValues, binaryRoc, comparedBy, isShare, partsOf, summaryRows } from '#renderer/model/queries/score-rows.ts';

const curve = (auc: number) => ({
  falsePositives: Float64Array.of(0, 1),
  truePositives: Float64Array.of(0, 1),
  thresholds: Float64Array.of(Infinity, 0),
  auc,
});
const classes = (accuracy: number, count = 2): ClassScores => ({
  task: 'classes',
  accuracy,
  confusion: [],
  classes: Array.from({ length: count }, (_, c) => ({ precision: 0, recall: 0, f1: 0, support: 1, roc: curve((c + 1) / 10) })),
  macro: { precision: accuracy / 2, recall: accuracy / 3, f1: accuracy / 4 },
});
const regression = (mse: number, r2?: number): RegressionScores => ({
  task: 'regression',
  mse,
  mae: mse / 2,
  ...(r2 === undefined ? {} : { r2 }),
});
const of = (scores: Evaluation['scores'], held: Partial<Evaluation> = {}): Evaluation => ({
  outputs: new Float64Array(0),
  loss: 0.7,
  ...(scores && { scores }),
  ...held,
});
const rowsOf = (evaluation: Evaluation) => Object.fromEntries(summaryRows(evaluation).map(({ measure, values }) => [measure, values]));

test('the parts that a run has stand side by side, in their order', () => {
  const evaluation = of(classes(0.8), { test: { loss: 0.9, scores: classes(0.6) } });
  expect(partsOf(evaluation)).toEqual(['train', 'test']);
  expect(rowsOf(evaluation)).toEqual({
    loss: [0.7, 0.9],
    accuracy: [0.8, 0.6],
    precision: [0.4, 0.3],
    recall: [0.8 / 3, 0.6 / 3],
    f1: [0.2, 0.15],
    // The second class's: a single output tells it.
    auc: [0.2, 0.2],
  });
});

test('more than two classes have no one curve, a regression has errors, and a target that never changes no R²', () => {
  expect(rowsOf(of(classes(0.8, 3)))).not.toHaveProperty('auc');
  expect(binaryRoc(classes(0.8, 3))).toBeUndefined();
  expect(rowsOf(of(regression(2, 0.5)))).toEqual({ loss: [0.7], mse: [2], mae: [1], r2: [0.5] });
  expect(rowsOf(of(regression(2)))).not.toHaveProperty('r2');
  expect(['loss', 'mse', 'r2', 'auc'].some((measure) => isShare(measure as 'loss'))).toBe(false);
});

test('simple methods are compared by one figure, on the same parts', () => {
  const baseline: BaselineScores = { name: 'nearest-neighbours', fitted: 4, train: classes(1), test: classes(0.5) };
  const evaluation = of(classes(0.8), { validation: { loss: 1, scores: classes(0.7) }, test: { loss: 1, scores: classes(0.6) } });
  expect(comparedBy(evaluation)).toBe('accuracy');
  expect(baselineValues(baseline, evaluation)).toEqual([1, undefined, 0.5]);
  const line: BaselineScores = { name: 'linear-regression', fitted: 4, train: regression(3) };
  expect([comparedBy(of(regression(2))), baselineValues(line, of(regression(2)))]).toEqual(['mse', [3]]);
});
