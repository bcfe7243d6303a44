import type { BaselineScores } from '#core/protocol/trainer.ts';
import type { BaselineName, Scores } from '#core/contract/scores.ts';
import { PIECE, type Examples, type Predict, type Work } from './affine.ts';
import { linearRegression } from './linear-regression.ts';
import { logisticRegression } from './logistic-regression.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { scoresOf } from './scores.ts';

/** Multiply-adds that the neighbours of one part may take: a second or two. */
const mostWork = 1e9;
const mostSamples = 5000;
/** Least squares over more inputs than these would keep a person waiting: the cost grows with their square. */
const mostInputs = 128;

/** The parts of the data; what is held out may be empty. */
export interface Parts {
  readonly train: Examples;
  readonly validation: Examples;
  readonly test: Examples;
}

/**
 * What a network should beat on these data, by how they are told apart: classes by probabilities, a regression by numbers. Fitted to the
 * training part alone. Parts too large for a short wait stand in by samples spread evenly over them: `fitted` says how many there were.
 */
export function* scoringBaselines(parts: Parts): Work<readonly BaselineScores[]> {
  const train = thinned(parts.train);
  const scored: BaselineScores[] = [];
  for (const { name, predict } of yield* fitting(train)) {
    const validation = thinned(parts.validation);
    const test = thinned(parts.test);
    scored.push({
      name,
      fitted: train.samples,
      train: yield* scoring(train, predict, train.samples),
      ...(validation.samples > 0 && { validation: yield* scoring(validation, predict, train.samples) }),
      ...(test.samples > 0 && { test: yield* scoring(test, predict, train.samples) }),
    });
  }
  return scored;
}

function* fitting(train: Examples): Work<readonly { readonly name: BaselineName; readonly predict: Predict }[]> {
  const neighbours = { name: 'nearest-neighbours', predict: nearestNeighbours(train) } as const;
  if (train.inputs > mostInputs) return [neighbours];
  return train.task === 'classes'
    ? [{ name: 'logistic-regression', predict: yield* logisticRegression(train) }, neighbours]
    : [{ name: 'linear-regression', predict: yield* linearRegression(train) }, neighbours];
}

/** Scores of a part, predicted a few rows at a time: the neighbours of a row are looked for among all that was fitted. */
function* scoring({ task, samples, inputs, outputs: units, x, y }: Examples, predict: Predict, fitted: number): Work<Scores> {
  const rowsAtOnce = Math.max(1, Math.floor(PIECE / (fitted * inputs)));
  const outputs = new Float64Array(samples * units);
  for (let from = 0; from < samples; from += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, samples - from);
    outputs.set(predict(x.subarray(from * inputs, (from + rows) * inputs), rows), from * units);
    yield;
  }
  return scoresOf({ task, samples, units, outputs, y, boundary: 0.5 });
}

/** As many samples as may be, spread evenly over the part. */
const thinned = (part: Examples): Examples => {
  const { samples, inputs, outputs } = part;
  const most = Math.min(mostSamples, Math.floor(Math.sqrt(mostWork / inputs)));
  if (samples <= most) return part;
  const pick = (from: Float64Array, width: number): Float64Array => {
    const picked = new Float64Array(most * width);
    for (let i = 0; i < most; i++) {
      const row = Math.floor((i * samples) / most);
      picked.set(from.subarray(row * width, (row + 1) * width), i * width);
    }
    return picked;
  };
  return { ...part, samples: most, x: pick(part.x, inputs), y: pick(part.y, outputs) };
};
