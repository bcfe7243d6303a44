import { sigmoid } from '#core/math/elementary.ts';

/** Gauss-Legendre nodes and weights on [-1, 1], 8 points, the positive half. */
const nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const weights = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
/** Beyond this the sigmoid is 0 or 1 to the last digit and the integrand is constant. */
const flat = 40;

/**
 * The loss that the seed article's output gradient really belongs to: l(z, y) = ∫₀ᶻ (σ(t) - y)·σ'(σ(t)) dt, for that gradient is
 * (yhat - y)·σ'(yhat). By Gauss-Legendre quadrature over panels no wider than 1, within rounding of the exact value.
 */
export const implicitLoss = (z: number, y: number): number => {
  const slope = (t: number): number => {
    const yhat = sigmoid(t);
    const again = sigmoid(yhat);
    return (yhat - y) * again * (1 - again);
  };
  const end = Math.max(-flat, Math.min(flat, z));
  const panels = Math.max(1, Math.ceil(Math.abs(end)));
  const half = end / panels / 2;
  let sum = 0;
  for (let p = 0; p < panels; p++) {
    const middle = (2 * p + 1) * half;
    for (let i = 0; i < nodes.length; i++) sum += weights[i]! * (slope(middle - nodes[i]! * half) + slope(middle + nodes[i]! * half));
  }
  return sum * half + (z === end ? 0 : (z - end) * slope(z));
};
