import type { RunSpec } from '#core/spec/run-spec.ts';
import { permutation, streams, substream } from '#core/math/random.ts';
import type { Dataset } from './dataset.ts';

/** A part of the data: a data set of its own that remembers where its rows come from. */
export interface Part extends Dataset {
  /** Index into the whole data set of each row, ascending. */
  readonly indices: Int32Array;
}

export interface Split {
  readonly train: Part;
  readonly validation: Part;
  readonly test: Part;
}

/** How many samples each part takes; the training part never comes out empty while there is a sample and `train` is above zero. */
export const splitSizes = (split: RunSpec['split'], samples: number): { train: number; validation: number; test: number } => {
  const train = Math.min(samples, split.train > 0 ? Math.max(1, Math.round(split.train * samples)) : 0);
  const validation = Math.min(samples - train, Math.round(split.validation * samples));
  const test = Math.min(samples - train - validation, Math.round(split.test * samples));
  return { train, validation, test };
};

/** Cuts the data into its parts by chance, each class in the same proportion. With `train: 1` the data keep their own order, untouched. */
export const splitDataset = (spec: RunSpec, dataset: Dataset): Split => {
  const { samples } = dataset;
  const sizes = splitSizes(spec.split, samples);
  if (sizes.train === samples) {
    const all = Int32Array.from({ length: samples }, (_, n) => n);
    return { train: { ...dataset, indices: all }, validation: part(dataset, new Int32Array(0)), test: part(dataset, new Int32Array(0)) };
  }
  const order = stratifiedOrder(spec.seed, dataset);
  const cut = (from: number, count: number): Part => part(dataset, order.slice(from, from + count).sort());
  return {
    train: cut(0, sizes.train),
    validation: cut(sizes.train, sizes.validation),
    test: cut(sizes.train + sizes.validation, sizes.test),
  };
};

/**
 * A random order of which every stretch holds the classes in proportion: each class is shuffled by itself and its samples are
 * laid evenly over [0, 1); reading all classes from left to right gives the order.
 */
const stratifiedOrder = (seed: number, dataset: Dataset): Int32Array => {
  const position = new Float64Array(dataset.samples);
  membersByClass(dataset).forEach((members, c) => {
    const shuffled = permutation(seed, substream(streams.split, c), members.length);
    shuffled.forEach((member, i) => (position[members[member]!] = (i + 0.5) / members.length));
  });
  return Int32Array.from(position, (_, n) => n).sort((p, q) => position[p]! - position[q]! || p - q);
};

const membersByClass = (dataset: Dataset): number[][] => {
  const { samples, outputs, y } = dataset;
  const classes: number[][] = [];
  for (let n = 0; n < samples; n++) {
    const c = dataset.task === 'regression' ? 0 : outputs === 1 ? y[n]! : y.subarray(n * outputs, (n + 1) * outputs).indexOf(1);
    (classes[c] ??= []).push(n);
  }
  return classes;
};

const part = (dataset: Dataset, indices: Int32Array): Part => {
  const { inputs, outputs } = dataset;
  const x = new Float64Array(indices.length * inputs);
  const y = new Float64Array(indices.length * outputs);
  indices.forEach((from, to) => {
    x.set(dataset.x.subarray(from * inputs, (from + 1) * inputs), to * inputs);
    y.set(dataset.y.subarray(from * outputs, (from + 1) * outputs), to * outputs);
  });
  return { ...dataset, samples: indices.length, x, y, indices };
};
