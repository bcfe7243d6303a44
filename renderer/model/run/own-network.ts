import type { Failure } from '#core/contract/failure.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec, RunSpecInput } from '#core/spec/run-spec.ts';

/** What the network of a person's own begins as: 2-2-1, one sample, numbers to be typed over. */
const begun: RunSpecInput = {
  data: { kind: 'inline', x: [[1, 0.5]], y: [[1]] },
  network: {
    inputs: 2,
    layers: [
      { units: 2, activation: 'sigmoid' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'half-squared-error',
  optimizer: { kind: 'sgd', learningRate: 0.5 },
  parameters: [
    {
      W: [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
      b: [0, 0],
    },
    { W: [[0.5], [0.6]], b: [0] },
  ],
};

export const ownNetwork = (): RunSpec => {
  const read = readRunSpec(begun);
  if (!read.ok) throw new Error('The network to begin with is not valid.');
  return read.value;
};

/** How far it is trained at first. */
export const ownSteps = 100;

/** Units of a layer, inputs, samples that fit tables of fields, and layers that fit a row. */
export const ownLimits = { units: 8, samples: 50, layers: 5 } as const;

/** Whether its samples are written in the run and fit a table of fields. */
export const samplesFit = ({ data }: RunSpec): boolean =>
  data.kind === 'inline' && data.x.length <= ownLimits.samples && data.x[0]!.length + data.y[0]!.length <= 2 * ownLimits.units;

/** Why it cannot be opened. */
export const refusalOf = (spec: RunSpec): Failure | undefined => {
  const read = readRunSpec(spec);
  return read.ok ? undefined : read.failure;
};
