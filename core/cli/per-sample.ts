import type { Matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Json } from '#core/net/trace-json.ts';

/** How many numbers `perSampleGradients` holds: an (I,O) matrix per carried sample and layer. */
export const perSampleCount = ({ batch, layers }: StepTrace): number =>
  layers.reduce((sum, { W }) => sum + batch.rows.length * W.rows * W.cols, 0);

/**
 * Each sample's part of dW, per layer (R,I,O): the outer product of what the sample sent in and its dZ. dZ is that of the reduced loss, so the
 * parts add up to dW before penalty and clipping.
 */
export const perSampleGradients = (trace: StepTrace): Json[] =>
  trace.layers.map(({ dZ }, l) => {
    const input = l === 0 ? trace.batch.x : trace.layers[l - 1]!.a;
    return Array.from({ length: dZ.rows }, (_, n) => outer(input, dZ, n));
  });

const outer = (input: Matrix, dZ: Matrix, n: number): Json => {
  const delta = dZ.data.subarray(n * dZ.cols, (n + 1) * dZ.cols);
  return Array.from(input.data.subarray(n * input.cols, (n + 1) * input.cols), (a) => Array.from(delta, (d) => numberToJson(a * d)));
};

/** Non-finite numbers are written by name. */
export const numberToJson = (value: number): Json => (Number.isFinite(value) ? value : String(value));
