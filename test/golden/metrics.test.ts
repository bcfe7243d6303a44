import { describe, expect, test } from 'vitest';
import { linearRegression } from '#core/metrics/linear-regression.ts';
import { logisticRegression } from '#core/metrics/logistic-regression.ts';
import { nearestNeighbours } from '#core/metrics/nearest-neighbours.ts';
import { classScores, regressionScores } from '#core/metrics/scores.ts';
import { finished } from '#core/net/finished.ts';
import { expectClose, golden } from './golden.ts';

type Table = number[][];
interface ClassCase {
  readonly name: string;
  readonly boundary: number;
  readonly y: Table;
  readonly outputs: Table;
  readonly accuracy: number;
  readonly confusion: Table;
  readonly classes: readonly Readonly<Record<'precision' | 'recall' | 'f1' | 'support' | 'auc', number>>[];
  readonly macro: Readonly<Record<'precision' | 'recall' | 'f1', number>>;
}
const file = golden<{
  classes: readonly ClassCase[];
  regression: { y: Table; outputs: Table; mse: number; mae: number; r2: number };
  fitted: Readonly<Record<'x' | 'y' | 'labels' | 'points' | 'linear' | 'logistic' | 'neighbours', Table>>;
}>('metrics.json');

const flat = (table: Table): Float64Array => Float64Array.from(table.flat());
const scored = (y: Table, outputs: Table, boundary: number) =>
  ({ samples: y.length, units: y[0]!.length, y: flat(y), outputs: flat(outputs), boundary }) as const;
const rates = ['precision', 'recall', 'f1'] as const;

test('the file holds its three cases of classes', () => expect(file.classes).toHaveLength(3));

test.each(file.classes)('NumPy: classes, $name', ({ y, outputs, boundary, accuracy, confusion, classes, macro }) => {
  const found = classScores({ task: 'classes', ...scored(y, outputs, boundary) });
  expect(found.confusion).toEqual(confusion);
  expectClose([found.accuracy], accuracy, 1e-12, 'accuracy');
  expect(found.classes).toHaveLength(classes.length);
  classes.forEach((wanted, c) => {
    const one = found.classes[c]!;
    expect(one.support).toBe(wanted.support);
    for (const rate of rates) expectClose([one[rate]], wanted[rate], 1e-12, `class ${c}, ${rate}`);
    expectClose([one.roc!.auc], wanted.auc, 1e-12, `class ${c}, auc`);
  });
  for (const rate of rates) expectClose([found.macro[rate]], macro[rate], 1e-12, `macro ${rate}`);
});

test('NumPy: regression', () => {
  const { y, outputs, mse, mae, r2 } = file.regression;
  const found = regressionScores({ task: 'regression', ...scored(y, outputs, 0.5) });
  expectClose([found.mse, found.mae, found.r2!], [mse, mae, r2], 1e-12, 'mse, mae, r2');
});

describe('NumPy: simple methods', () => {
  const { x, y, labels, points, linear, logistic, neighbours } = file.fitted;
  const data = (task: 'classes' | 'regression', targets: Table) =>
    ({ task, samples: x.length, inputs: x[0]!.length, outputs: targets[0]!.length, x: flat(x), y: flat(targets) }) as const;

  test('linear regression', () =>
    expectClose(finished(linearRegression(data('regression', y)))(flat(points), points.length), linear, 1e-12, 'linear'));
  test('logistic regression', () =>
    expectClose(finished(logisticRegression(data('classes', labels)))(flat(points), points.length), logistic, 1e-10, 'logistic'));
  test('nearest neighbours', () =>
    expectClose(nearestNeighbours(data('regression', y))(flat(points), points.length), neighbours, 1e-12, 'neighbours'));
});
