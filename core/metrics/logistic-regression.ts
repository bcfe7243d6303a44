import { sigmoid, softplus } from '#core/math/elementary.ts';
import { affine, PIECE, type Examples, type Predict, type Work } from './affine.ts';

/** Penalty ½·‖β‖², the intercept left out: without one, classes that a line separates have no finite β. scikit-learn's default. */
const ridge = 1;
const mostIterations = 100;
const smallStep = 1e-12;

/** Logistic regression by Newton's method (iteratively reweighted least squares); of several classes, each against all others. */
export function* logisticRegression({ samples, inputs, outputs, x, y }: Examples): Work<Predict> {
  const coefficients: Float64Array[] = [];
  for (let o = 0; o < outputs; o++) coefficients.push(yield* fit(samples, inputs, x, (n) => y[n * outputs + o]!));
  return (points, n) => affine(coefficients, points, n, inputs).map(sigmoid);
}

function* fit(samples: number, inputs: number, x: Float64Array, target: (sample: number) => number): Work<Float64Array> {
  const size = inputs + 1;
  const rowsAtOnce = Math.ceil(PIECE / (size * size));
  let beta = new Float64Array(size);
  const features = new Float64Array(size);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const gradient = beta.map((b, i) => (i === 0 ? 0 : ridge * b));
    const hessian = new Float64Array(size * size);
    for (let i = 1; i < size; i++) hessian[i * size + i] = ridge;
    // A first column whose p(1-p) all round to 0 must not make the matrix singular.
    hessian[0] = 1e-12;
    for (let n = 0; n < samples; n++) {
      if (n % rowsAtOnce === 0) yield;
      features[0] = 1;
      for (let i = 0; i < inputs; i++) features[i + 1] = x[n * inputs + i]!;
      let z = 0;
      for (let i = 0; i < size; i++) z += beta[i]! * features[i]!;
      const p = sigmoid(z);
      for (let i = 0; i < size; i++) {
        gradient[i]! += (p - target(n)) * features[i]!;
        const weighted = p * (1 - p) * features[i]!;
        for (let j = 0; j <= i; j++) hessian[i * size + j]! += weighted * features[j]!;
      }
    }
    const step = solvePositive(hessian, gradient);
    const before = objective(samples, inputs, x, target, beta);
    // Far from the minimum a whole step may overshoot; some part of it always comes closer.
    let share = 1;
    let moved = beta.map((b, i) => b - step[i]!);
    while (share > smallStep && objective(samples, inputs, x, target, moved) > before) {
      share /= 2;
      moved = beta.map((b, i) => b - share * step[i]!);
    }
    beta = moved;
    if (!(step.reduce((top, s) => Math.max(top, Math.abs(s)), 0) > smallStep)) break;
  }
  return beta;
}

/** Σ -ln p(target) + ½·ridge·‖β‖² */
const objective = (samples: number, inputs: number, x: Float64Array, target: (sample: number) => number, beta: Float64Array): number => {
  let sum = 0;
  for (let i = 1; i <= inputs; i++) sum += (ridge / 2) * beta[i]! * beta[i]!;
  for (let n = 0; n < samples; n++) {
    let z = beta[0]!;
    for (let i = 0; i < inputs; i++) z += beta[i + 1]! * x[n * inputs + i]!;
    sum += softplus(z) - target(n) * z;
  }
  return sum;
};

/** v with A·v = b by Cholesky, A symmetric positive definite and given by its lower half, which is overwritten. */
export const solvePositive = (A: Float64Array, b: Float64Array): Float64Array => {
  const size = b.length;
  const at = (i: number, j: number): number => A[i * size + j]!;
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      A[i * size + j] = i === j ? Math.sqrt(sum) : sum / at(j, j);
    }
  }
  const v = b.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) v[i]! -= at(i, k) * v[k]!;
    v[i]! /= at(i, i);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) v[i]! -= at(k, i) * v[k]!;
    v[i]! /= at(i, i);
  }
  return v;
};
