import type { RunSpec } from '#core/spec/run-spec.ts';
import { makeDataset } from './dataset.ts';
import { withLabelNoise } from './label-noise.ts';
import { fitScaling, scaled, type Scaling } from './preprocess.ts';
import { splitDataset, type Split } from './split.ts';
import type { Tables } from './table.ts';

export interface PreparedData extends Split {
  readonly scaling: Scaling;
}

/** The data of a valid run, ready to train on: made, split, the training labels disturbed, all inputs scaled as the training set asks. */
export const prepareData = (spec: RunSpec, tables: Tables = {}): PreparedData => {
  const { train, validation, test } = splitDataset(spec, makeDataset(spec, tables));
  const scaling = fitScaling(spec.preprocess, train);
  return {
    train: scaled(withLabelNoise(train, spec.labelNoise, spec.seed), scaling),
    validation: scaled(validation, scaling),
    test: scaled(test, scaling),
    scaling,
  };
};
