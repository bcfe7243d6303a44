import type { BaselineName } from '#core/contract/scores.ts';
import type { Examples, Predict } from './affine.ts';
import { linearRegression } from './linear-regression.ts';
import { logisticRegression } from './logistic-regression.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';

/** A simple method, fitted. */
export interface Baseline {
  readonly name: BaselineName;
  readonly predict: Predict;
}

/** What a network should beat on these data, by how they are told apart: classes by probabilities, a regression by numbers. */
export const baselinesOf = (train: Examples): readonly Baseline[] => [
  train.task === 'classes'
    ? { name: 'logistic-regression', predict: logisticRegression(train) }
    : { name: 'linear-regression', predict: linearRegression(train) },
  { name: 'nearest-neighbours', predict: nearestNeighbours(train) },
];
