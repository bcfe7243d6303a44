import { denseBackwardInput, denseBackwardWeights, denseForward } from '#core/math/dense.ts';
import type { LayerLayout } from './layout.ts';

/**
 * The products of a layer's matrices over the first `rows` rows, W and b at the layer's places in an array of parameters.
 * X, dX (B,I)  Z, dZ (B,O)  W, dW (I,O)  b, db (O)
 */
export interface Products {
  /** Z = X·W + b */
  forward(layer: LayerLayout, rows: number, x: Float64Array, parameters: Float64Array, z: Float64Array): void;
  /** dX = dZ·Wᵀ */
  backwardInput(layer: LayerLayout, rows: number, dZ: Float64Array, parameters: Float64Array, dX: Float64Array): void;
  /** dW = Xᵀ·dZ, db = Σₙ dZ */
  backwardWeights(layer: LayerLayout, rows: number, x: Float64Array, dZ: Float64Array, gradient: Float64Array): void;
}

export const readableProducts: Products = {
  forward: ({ inputs, units, W, b }, rows, x, parameters, z) => denseForward(rows, inputs, units, x, parameters, W, b, z),
  backwardInput: ({ inputs, units, W }, rows, dZ, parameters, dX) => denseBackwardInput(rows, inputs, units, dZ, parameters, W, dX),
  backwardWeights: ({ inputs, units, W, b }, rows, x, dZ, gradient) => denseBackwardWeights(rows, inputs, units, x, dZ, gradient, W, b),
};
