import { dropoutMask } from '#core/math/dropout.ts';
import { activationForward, dropoutForward, normalisationForward, residualForward, type Statistics } from './layer.ts';
import type { Run } from './run.ts';
import type { LayerForward } from './workspace.ts';

/** How a forward pass treats what differs between training and use. */
export interface ForwardMode {
  readonly statistics: Statistics;
  /** Dropout of this step, its masks drawn for the rows from `firstRow` on; undefined drops nothing. */
  readonly dropout: { step: number; firstRow: number } | undefined;
}

/** a_l = mask · f(norm(a_{l-1}·W + b)), plus a_{l-1} where the layer is residual, for every layer, over the first `rows` rows.   x (B,I) */
export const forwardPass = (
  { spec, layout, products }: Run,
  state: Float64Array,
  x: Float64Array,
  rows: number,
  forward: readonly LayerForward[],
  { statistics, dropout }: ForwardMode,
): void => {
  let input = x;
  for (let l = 0; l < forward.length; l++) {
    const layer = layout.layers[l]!;
    const kind = spec.network.layers[l]!;
    const own = forward[l]!;
    const { units } = layer;
    const n = rows * units;
    products.forward(layer, rows, input, state, own.z);
    if (kind.normalization !== 'none') normalisationForward(kind.normalization, layer, own, state, rows, statistics);
    activationForward(kind.activation, own, rows, units);
    if (own.mask) {
      if (dropout) dropoutMask(own.mask, kind.dropout, spec.seed, dropout.step, l + 1, dropout.firstRow, rows, units);
      else own.mask.fill(1, 0, n);
      dropoutForward(own, n);
    }
    if (kind.residual) residualForward(own, input, n);
    input = own.a;
  }
};
