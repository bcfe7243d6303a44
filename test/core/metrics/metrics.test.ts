import { describe, expect, test } from 'vitest';
import { scoringBaselines } from '#core/metrics/baselines.ts';
import { linearRegression } from '#core/metrics/linear-regression.ts';
import { logisticRegression } from '#core/metrics/logistic-regression.ts';
import { nearestNeighbours } from '#core/metrics/nearest-neighbours.ts';
import { rocOf } from '#core/metrics/roc.ts';
import { classScores, regressionScores, scoresOf } from '#core/metrics/scores.ts';
import { finished } from '#core/net/finished.ts';

const dataset = (task: 'classes' | 'regression', x: number[][], y: number[][]) =>
  ({
    task,
    samples: x.length,
    inputs: x[0]!.length,
    outputs: y[0]!.length,
    columns: [],
    targets: [],
    x: Float64Array.from(x.flat()),
    y: Float64Array.from(y.flat()),
  }) as const;
const scored = (task: 'classes' | 'regression', outputs: number[][], y: number[][], boundary = 0.5) =>
  ({
    task,
    samples: y.length,
    units: y[0]!.length,
    outputs: Float64Array.from(outputs.flat()),
    y: Float64Array.from(y.flat()),
    boundary,
  }) as const;

describe('classes', () => {
  // Actual 0 0 0 1 1 2, predicted 0 0 1 1 0 1.
  const hot = (classes: number[]): number[][] => classes.map((c) => [0, 1, 2].map((o) => +(o === c)));
  const found = classScores(scored('classes', hot([0, 0, 1, 1, 0, 1]), hot([0, 0, 0, 1, 1, 2])));

  test('a table that can be counted by hand', () => {
    expect(found.confusion).toEqual([
      [2, 1, 0],
      [1, 1, 0],
      [0, 1, 0],
    ]);
    expect(found.accuracy).toBe(0.5);
    expect(found.classes.map(({ precision, recall, f1, support }) => [precision, recall, f1, support])).toEqual([
      [2 / 3, 2 / 3, 4 / 6, 3],
      [1 / 3, 1 / 2, 2 / 5, 2],
      [0, 0, 0, 1],
    ]);
    expect(found.macro.f1).toBeCloseTo((4 / 6 + 2 / 5) / 3, 15);
  });

  test('one output: its boundary decides, and the two classes mirror each other', () => {
    const { confusion, classes } = classScores(scored('classes', [[-0.5], [0], [2], [-3]], [[0], [1], [1], [1]], 0));
    expect(confusion).toEqual([
      [1, 0],
      [1, 2],
    ]);
    expect(classes[0]!.roc!.auc).toBe(2 / 3);
    expect(classes[1]!.roc!.auc).toBe(2 / 3);
  });
});

describe('ROC', () => {
  const of = (scores: number[], positive: number[]) => rocOf(Float64Array.from(scores), (n) => positive[n] === 1);

  test('the points of a small case, ties crossing together', () => {
    const roc = of([0.9, 0.8, 0.8, 0.4, 0.1], [1, 1, 0, 1, 0])!;
    expect([...roc.thresholds]).toEqual([Infinity, 0.9, 0.8, 0.4, 0.1]);
    expect([...roc.falsePositives]).toEqual([0, 0, 0.5, 0.5, 1]);
    expect([...roc.truePositives]).toEqual([0, 1 / 3, 2 / 3, 1, 1]);
    // Pairs: 0.9 beats both, 0.8 ties one and beats one, 0.4 beats one: 4.5 of 6.
    expect(roc.auc).toBe(0.75);
  });

  test('perfect, reversed, undecided, and of one kind only', () => {
    expect(of([3, 2, 1, 0], [1, 1, 0, 0])!.auc).toBe(1);
    expect(of([3, 2, 1, 0], [0, 0, 1, 1])!.auc).toBe(0);
    expect(of([1, 1, 1, 1], [0, 1, 1, 0])).toMatchObject({ auc: 0.5, thresholds: Float64Array.of(Infinity, 1) });
    expect(of([1, 2], [1, 1])).toBeUndefined();
  });

  test('a curve of many corners is thinned and its area is not', () => {
    const n = 20_000;
    const roc = of(Array.from({ length: n }, (_, i) => -i), Array.from({ length: n }, (_, i) => i % 2))!; // prettier-ignore
    expect(roc.thresholds).toHaveLength(1000);
    expect([roc.falsePositives.at(-1), roc.truePositives.at(-1)]).toEqual([1, 1]);
    expect(roc.auc).toBeCloseTo(0.5 - 1 / n, 12);
  });

  test('scores that are not numbers end', () => expect(of([NaN, NaN, 1], [1, 0, 1])!.auc).toBeGreaterThanOrEqual(0));
});

describe('regression', () => {
  test('by hand', () => {
    const scores = regressionScores(scored('regression', [[1], [2], [6]], [[1], [3], [5]]));
    expect(scores).toEqual({ task: 'regression', mse: 2 / 3, mae: 2 / 3, r2: 1 - 2 / 8 });
  });

  test('a target that never changes has no r2', () =>
    expect(scoresOf(scored('regression', [[1], [2]], [[3], [3]]))).toEqual({ task: 'regression', mse: 2.5, mae: 1.5 }));
});

describe('simple methods', () => {
  test('a plane is found exactly, also through columns that depend on each other', () => {
    const x = [[0, 0], [1, 2], [2, 4], [3, 6]]; // prettier-ignore
    const predict = finished(linearRegression(dataset('regression', x, x.map(([a]) => [2 + 3 * a!])))); // prettier-ignore
    expect(predict(Float64Array.of(10, 20), 1)[0]).toBeCloseTo(32, 12);
  });

  test('fewer samples than inputs: still what was seen', () => {
    const predict = finished(linearRegression(dataset('regression', [[1, 2, 3]], [[7]])));
    expect([...predict(Float64Array.of(1, 2, 3), 1)]).toEqual([7]);
  });

  test('classes that a line separates have finite probabilities on the right sides', () => {
    const predict = finished(logisticRegression(dataset('classes', [[-1000], [-900], [900], [1000]], [[0], [0], [1], [1]])));
    const [low, high] = predict(Float64Array.of(-50, 50), 2);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });

  test('neighbours: the mean, the earlier at equal distance, and no more than there are', () => {
    const data = dataset('regression', [[0], [2], [1], [100]], [[1], [5], [30], [9]]);
    expect([...nearestNeighbours(data, 1)(Float64Array.of(1.9, 0.5), 2)]).toEqual([5, 1]);
    expect([...nearestNeighbours(data, 9)(Float64Array.of(0), 1)]).toEqual([45 / 4]);
  });

  /** Numbers between 0 and 1 that follow no rule that a line could find. */
  const noise = (samples: number, width: number): number[][] =>
    Array.from({ length: samples }, (_, n) =>
      Array.from({ length: width }, (__, i) => (Math.sin(n * 12.9898 + i * 78.233) * 43758.5453) % 1),
    );
  const none = dataset('regression', [[0]], [[0]]);
  const empty = { ...none, samples: 0 };

  test('each kind of data has its own, and too many inputs have neighbours only', () => {
    const names = (task: 'classes' | 'regression', inputs = 1) => {
      const train = dataset(task, [Array<number>(inputs).fill(0), Array<number>(inputs).fill(1)], [[0], [1]]);
      return finished(scoringBaselines({ train, validation: empty, test: empty })).map(({ name }) => name);
    };
    expect(names('classes')).toEqual(['logistic-regression', 'nearest-neighbours']);
    expect(names('regression')).toEqual(['linear-regression', 'nearest-neighbours']);
    expect(names('classes', 129)).toEqual(['nearest-neighbours']);
  });

  test('are fitted to the training part alone; an empty part has no scores', () => {
    const part = (samples: number, from: number) => dataset('regression', noise(200, 3).slice(from, from + samples), noise(200, 2).slice(from, from + samples).map(([, v]) => [v!])); // prettier-ignore
    const found = finished(scoringBaselines({ train: part(40, 0), validation: part(80, 100), test: empty }));
    for (const { train, validation, test: held, fitted } of found) {
      expect([train.task, validation?.task, held, fitted]).toEqual(['regression', 'regression', undefined, 40]);
      // Noise: nothing predicts it, and least squares fits the training part no worse than its mean does.
      expect((validation as { mse: number }).mse).toBeGreaterThan((train as { mse: number }).mse);
    }
    expect((found[0]!.train as { r2: number }).r2).toBeGreaterThanOrEqual(0);
  });

  test('a large part stands in by samples spread over it, in pieces', () => {
    const [x, y] = [noise(12_000, 1), noise(12_000, 1).map(([v]) => [v! > 0 ? 1 : 0])];
    const work = scoringBaselines({ train: dataset('classes', x, y), validation: empty, test: empty });
    let pieces = 0;
    while (!work.next().done) pieces++;
    expect(pieces).toBeGreaterThan(100);
    const few = scoringBaselines({
      train: dataset('classes', x, y),
      validation: dataset('classes', x.slice(0, 7), y.slice(0, 7)),
      test: empty,
    });
    const [logistic, neighbours] = finished(few);
    expect([logistic!.fitted, neighbours!.fitted]).toEqual([5000, 5000]);
    const counted = (scores: unknown) => (scores as { confusion: number[][] }).confusion.flat().reduce((a, b) => a + b, 0);
    expect([counted(neighbours!.train), counted(neighbours!.validation)]).toEqual([5000, 7]);
  });
});
