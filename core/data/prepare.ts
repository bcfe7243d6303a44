import type { RunSpec } from '#core/spec/run-spec.ts';
import { FailureError, type Failure } from '#core/contract/failure.ts';
import { makeDataset, sourceOf, type Dataset } from './dataset.ts';
import { withLabelNoise } from './label-noise.ts';
import { fitScaling, scaled, type Scaling } from './preprocess.ts';
import { splitDataset, type Part, type Split } from './split.ts';
import type { Tables } from './table.ts';

export interface PreparedData extends Split {
  readonly scaling: Scaling;
}

/**
 * The data of a valid run, ready to train on: made, split, the training labels disturbed, all inputs scaled as the training set asks. Throws a
 * FailureError as `makeDataset` does, and for an input that is not finite once it is scaled.
 */
export const prepareData = (spec: RunSpec, tables: Tables = {}): PreparedData => {
  const whole = makeDataset(spec, tables);
  const { train, validation, test } = splitDataset(spec, whole);
  const scaling = fitScaling(spec.preprocess, train);
  const prepared = {
    train: scaled(withLabelNoise(train, spec.labelNoise, spec.seed), scaling),
    validation: scaled(validation, scaling),
    test: scaled(test, scaling),
    scaling,
  };
  const at = unfit(scaling) ?? overflowIn(prepared.train) ?? overflowIn(prepared.validation) ?? overflowIn(prepared.test);
  if (at) throw new FailureError(overflowOf(spec, tables, whole, at));
  return prepared;
};

/** A column of which not even the scale is finite: it would make zeros of all. */
const unfit = ({ fill, offset, scale }: Scaling): { readonly sample: number; readonly input: number } | undefined => {
  const input = scale.findIndex((_, i) => ![fill[i], offset[i], scale[i]].every(Number.isFinite));
  return input < 0 ? undefined : { sample: 0, input };
};

/** A sample, by its index in the whole data set, and the input of it that is not finite any more. */
const overflowIn = ({ x, inputs, indices }: Part): { readonly sample: number; readonly input: number } | undefined => {
  const at = x.findIndex((value) => !Number.isFinite(value));
  return at < 0 ? undefined : { sample: indices[Math.floor(at / inputs)]!, input: at % inputs };
};

/** Where a whole column overflows it is for its largest value. */
const overflowOf = (
  spec: RunSpec,
  tables: Tables,
  { x, inputs, samples, columns }: Dataset,
  at: { sample: number; input: number },
): Failure => {
  const { input } = at;
  const sizeOf = (sample: number): number => Math.abs(x[sample * inputs + input]!) || 0;
  let { sample } = at;
  for (let n = 0; n < samples; n++) if (sizeOf(n) > sizeOf(sample)) sample = n;
  return {
    code: 'scaling-overflow',
    ...sourceOf(spec, tables, sample),
    column: columns[input]!,
    found: String(x[sample * inputs + input]),
  };
};
