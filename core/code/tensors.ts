import type { Run } from '#core/net/run.ts';

/** A named array of a state; row-major. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** The parameters of a state, or with `slot` that optimiser slot of theirs: layers.0.W (I,O), layers.0.b (O), gamma and beta (O). */
export const parametersOf = ({ layout }: Run, state: Float64Array, slot = -1): Tensor[] => {
  const shift = (1 + slot) * layout.parameters;
  return layout.layers.flatMap(({ inputs, units, W, b, gamma, beta }, l) => {
    const tensor = (kind: string, from: number, shape: readonly number[]): Tensor => ({
      name: `layers.${l}.${kind}`,
      shape,
      data: state.slice(shift + from, shift + from + shape.reduce((product, size) => product * size, 1)),
    });
    const row = [units];
    const scale = gamma < 0 ? [] : [tensor('gamma', gamma, row), tensor('beta', beta, row)];
    return [tensor('W', W, [inputs, units]), tensor('b', b, row), ...scale];
  });
};

/** The parameters, then the running statistics of batch-normalised layers. */
export const tensorsOf = (run: Run, state: Float64Array): Tensor[] => [
  ...parametersOf(run, state),
  ...run.layout.layers.flatMap(({ units, runningMean, runningVariance }, l) =>
    runningMean < 0
      ? []
      : [
          { name: `layers.${l}.runningMean`, shape: [units], data: state.slice(runningMean, runningMean + units) },
          { name: `layers.${l}.runningVariance`, shape: [units], data: state.slice(runningVariance, runningVariance + units) },
        ],
  ),
];
