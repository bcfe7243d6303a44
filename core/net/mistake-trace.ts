import { matrix, type Matrix } from '#core/contract/matrix.ts';
import type { FaultTrace } from '#core/contract/step-trace.ts';
import { denseBackwardWeights } from '#core/math/dense.ts';
import { addPenaltyGradient } from '#core/math/regularise.ts';
import { activationSlope } from './layer.ts';
import type { Run } from './run.ts';
import type { LayerForward, Workspace } from './workspace.ts';

/**
 * The right numbers of layer l where the run's rules have put others, and what they carried along; undefined where the other quantities tell.
 * `forward` holds the rows of the trace, which `rowsOf` picks out of (B,O).
 */
export const mistakeTrace = (
  run: Run,
  l: number,
  state: Float64Array,
  ws: Workspace,
  forward: LayerForward,
  rowsOf: (from: Float64Array) => Matrix,
): FaultTrace | undefined => {
  const { layout, rules, spec } = run;
  const { inputs, units, W, b } = layout.layers[l]!;
  if (rules.slopes[l] !== 'at-sum') {
    const slope = new Float64Array(forward.u.length);
    activationSlope(spec.network.layers[l]!.activation, 'at-sum', forward, { slope }, slope.length);
    return { slope: rowsOf(slope) };
  }
  if (rules.keeps[l] === 'mask') return { dW: matrix(inputs, units, gradientOfInputs(run, l, state, ws)) };
  if (!rules.remembersGradient) return undefined;
  const carried = (at: number, rows: number): Matrix =>
    matrix(rows, units, state.slice(layout.oldGradient + at, layout.oldGradient + at + rows * units));
  return { carried: { W: carried(W, inputs), b: carried(b, 1) } };
};

/** The gradient of layer l's weights, (I,O), from its inputs and not from what was kept of them; penalty included, not yet clipped. */
const gradientOfInputs = ({ spec, layout }: Run, l: number, state: Float64Array, ws: Workspace): Float64Array<ArrayBuffer> => {
  const { inputs, units, W } = layout.layers[l]!;
  const weights = inputs * units;
  const gradient = new Float64Array(weights + units);
  denseBackwardWeights(ws.rows, inputs, units, ws.forward[l - 1]!.a, ws.backward[l]!.dZ, gradient, 0, weights);
  addPenaltyGradient(spec.penalty, state.subarray(W), gradient, 0, weights);
  return gradient.subarray(0, weights);
};
