import type { ClassScores, OneClassScores, Rates, RegressionScores, Scores } from '#core/contract/scores.ts';
import { rocOf } from './roc.ts';

/** What is scored: outputs and targets (N,O), row-major. */
export interface Scored {
  readonly task: 'classes' | 'regression';
  readonly samples: number;
  /** O */
  readonly units: number;
  readonly outputs: Float64Array;
  readonly y: Float64Array;
  /** Where a single output goes from class 0 to class 1: 1/2 for a probability, 0 for a logit. */
  readonly boundary: number;
}

/** Scores of at least one sample. One output tells two classes apart; of several, the largest is the class. */
export const scoresOf = (scored: Scored): Scores => (scored.task === 'classes' ? classScores(scored) : regressionScores(scored));

export const regressionScores = ({ samples, units, outputs, y }: Scored): RegressionScores => {
  let squares = 0;
  let sizes = 0;
  let explained = 0;
  for (let o = 0; o < units; o++) {
    let mean = 0;
    for (let i = o; i < samples * units; i += units) mean += y[i]! / samples;
    let left = 0;
    let spread = 0;
    for (let i = o; i < samples * units; i += units) {
      left += (outputs[i]! - y[i]!) * (outputs[i]! - y[i]!);
      sizes += Math.abs(outputs[i]! - y[i]!);
      spread += (y[i]! - mean) * (y[i]! - mean);
    }
    squares += left;
    explained += spread > 0 ? 1 - left / spread : NaN;
  }
  const count = samples * units;
  const scores = { task: 'regression', mse: squares / count, mae: sizes / count } as const;
  return Number.isNaN(explained) ? scores : { ...scores, r2: explained / units };
};

export const classScores = (scored: Scored): ClassScores => {
  const { samples, units, outputs } = scored;
  const count = units === 1 ? 2 : units;
  const actual = classesOf(scored.y, samples, units, 0.5);
  const predicted = classesOf(outputs, samples, units, scored.boundary);
  const confusion = Array.from({ length: count }, () => Array<number>(count).fill(0));
  for (let n = 0; n < samples; n++) confusion[actual[n]!]![predicted[n]!]!++;
  const classes = confusion.map((_, c) => oneClass(scored, confusion, actual, c));
  const mean = (rate: keyof Rates): number => classes.reduce((sum, one) => sum + one[rate], 0) / count;
  return {
    task: 'classes',
    accuracy: confusion.reduce((right, row, c) => right + row[c]!, 0) / samples,
    confusion,
    classes,
    macro: { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') },
  };
};

const oneClass = ({ samples, units, outputs }: Scored, confusion: readonly number[][], actual: Int32Array, c: number): OneClassScores => {
  const right = confusion[c]![c]!;
  const support = confusion[c]!.reduce((sum, count) => sum + count, 0);
  const said = confusion.reduce((sum, row) => sum + row[c]!, 0);
  // With one output the score of class 0 is that of class 1 turned round.
  const sign = units === 1 && c === 0 ? -1 : 1;
  const column = units === 1 ? 0 : c;
  const scores = Float64Array.from({ length: samples }, (_, n) => sign * outputs[n * units + column]!);
  const roc = rocOf(scores, (n) => actual[n] === c);
  return {
    precision: ratio(right, said),
    recall: ratio(right, support),
    f1: ratio(2 * right, said + support),
    support,
    ...(roc && { roc }),
  };
};

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The class of each row of (N,O). */
export const classesOf = (data: Float64Array, samples: number, units: number, boundary: number): Int32Array =>
  Int32Array.from({ length: samples }, (_, n) => (units === 1 ? +(data[n]! >= boundary) : largest(data, n, units)));

const largest = (data: Float64Array, n: number, units: number): number => {
  let best = 0;
  for (let o = 1; o < units; o++) if (data[n * units + o]! > data[n * units + best]!) best = o;
  return best;
};
