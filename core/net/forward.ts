import { elementwise } from '#core/math/activation.ts';
import { denseForward } from '#core/math/dense.ts';
import { dropoutMask } from '#core/math/dropout.ts';
import { batchStatistics, layerStatistics, normalise } from '#core/math/normalise.ts';
import { softmax } from '#core/math/softmax.ts';
import type { Run } from './run.ts';
import type { LayerForward } from './workspace.ts';

/** How a forward pass treats what differs between training and use. */
export interface ForwardMode {
  /** Batch normalisation: by the batch's own statistics, or by those that stand in `mean` and `variance` already. */
  readonly statistics: 'own' | 'given';
  /** Dropout of this step, its masks drawn for the rows from `firstRow` on; undefined drops nothing. */
  readonly dropout: { step: number; firstRow: number } | undefined;
}

/** a_l = mask · f(norm(a_{l-1}·W + b)), plus a_{l-1} where the layer is residual, for every layer, over the first `rows` rows.   x (B,I) */
export const forwardPass = (
  { spec, layout }: Run,
  state: Float64Array,
  x: Float64Array,
  rows: number,
  forward: readonly LayerForward[],
  mode: ForwardMode,
): void => {
  let input = x;
  for (let l = 0; l < forward.length; l++) {
    const { inputs, units, W, b, gamma, beta } = layout.layers[l]!;
    const { normalization, activation, dropout, residual } = spec.network.layers[l]!;
    const { z, u, hat, mean, variance, f, mask, branch, a } = forward[l]!;
    denseForward(rows, inputs, units, input, state, W, b, z);
    if (normalization !== 'none') {
      if (normalization === 'layer') layerStatistics(z, mean!, variance!, rows, units);
      else if (mode.statistics === 'own') batchStatistics(z, mean!, variance!, rows, units);
      normalise(normalization, z, mean!, variance!, state, gamma, beta, hat!, u, rows, units);
    }
    if (activation === 'softmax') softmax(u, f, rows, units);
    else elementwise[activation].value(u, f, rows * units);
    if (mask) {
      if (mode.dropout) dropoutMask(mask, dropout, spec.seed, mode.dropout.step, l + 1, mode.dropout.firstRow, rows, units);
      else mask.fill(1, 0, rows * units);
      for (let i = 0; i < rows * units; i++) branch[i] = f[i]! * mask[i]!;
    }
    if (residual) for (let i = 0; i < rows * units; i++) a[i] = branch[i]! + input[i]!;
    input = a;
  }
};
