import type { Failure, TensorName } from '#core/contract/failure.ts';
import { allFinite, firstNonFinite } from '#core/math/finite.ts';
import { operandsOf } from './operands.ts';
import type { Run } from './run.ts';
import type { Workspace } from './workspace.ts';

/**
 * The first number of the step, in the order of computation, that is NaN or infinite; undefined where all are finite. A number that is
 * not finite reaches the loss, a gradient or the next state, but for a z that its activation flattens: so those are looked at first.
 */
export const findFailure = (run: Run, step: number, state: Float64Array, next: Float64Array, ws: Workspace): Failure | undefined =>
  isSound(run, next, ws) ? undefined : locate(run, step, state, next, ws);

const isSound = ({ layout }: Run, next: Float64Array, ws: Workspace): boolean => {
  if (!Number.isFinite(ws.loss.data + ws.loss.penalty) || !Number.isFinite(ws.gradientNorm)) return false;
  for (let l = 0; l < layout.layers.length; l++) {
    if (!allFinite(ws.forward[l]!.z, 0, ws.rows * layout.layers[l]!.units)) return false;
  }
  return allFinite(next, 0, layout.length);
};

const locate = (run: Run, step: number, state: Float64Array, next: Float64Array, ws: Workspace): Failure | undefined => {
  const { layout } = run;
  const failure = (layer: number, unit: number, tensor: TensorName, value: number, index = -1): Failure => ({
    code: 'non-finite',
    step,
    layer,
    unit,
    tensor,
    value: String(value),
    ...(index < 0 ? undefined : operandsOf(run, ws, state, layer - 1, tensor, index)),
  });
  /** Looks through rows of `units` numbers each. */
  const look = (
    layer: number,
    tensor: TensorName,
    data: Float64Array,
    from: number,
    count: number,
    units: number,
    explained = true,
  ): Failure | undefined => {
    const i = firstNonFinite(data, from, from + count);
    return i < 0 ? undefined : failure(layer, (i - from) % units, tensor, data[i]!, explained ? i - from : -1);
  };
  const { rows } = ws;
  const order = layout.layers.map((_, l) => l);
  const forward = order.map((l) => () => {
    const { units } = layout.layers[l]!;
    const { z, u, f, a } = ws.forward[l]!;
    const n = rows * units;
    return (
      look(l + 1, 'z', z, 0, n, units) ??
      look(l + 1, 'z', u, 0, n, units) ??
      look(l + 1, 'a', f, 0, n, units) ??
      look(l + 1, 'a', a, 0, n, units)
    );
  });
  const loss = (): Failure | undefined => {
    const total = ws.loss.data + ws.loss.penalty;
    return Number.isFinite(total) ? undefined : failure(layout.layers.length, 0, 'loss', total, 0);
  };
  const backward = order.toReversed().map((l) => () => {
    const { units, W, b, gamma, beta, inputs } = layout.layers[l]!;
    const { dA, dU, dZ } = ws.backward[l]!;
    const n = rows * units;
    return (
      look(l + 1, 'dA', dA, 0, n, units) ??
      look(l + 1, 'dZ', dU, 0, n, units) ??
      look(l + 1, 'dZ', dZ, 0, n, units) ??
      look(l + 1, 'dW', ws.gradient, W, inputs * units, units) ??
      look(l + 1, 'db', ws.gradient, b, units, units) ??
      (gamma < 0
        ? undefined
        : (look(l + 1, 'dW', ws.gradient, gamma, units, units, false) ?? look(l + 1, 'db', ws.gradient, beta, units, units, false)))
    );
  });
  const optimiser = (): Failure | undefined => {
    for (let slot = 1; slot <= layout.slots.length; slot++) {
      const found = inParameters('optimizer', 'optimizer', slot * layout.parameters);
      if (found) return found;
    }
    return undefined;
  };
  const updated = (): Failure | undefined => inParameters('W', 'b', 0);
  const inParameters = (ofWeight: TensorName, ofBias: TensorName, shift: number): Failure | undefined => {
    for (const [l, { units, inputs, W, b, gamma, beta }] of layout.layers.entries()) {
      const found =
        look(l + 1, ofWeight, next, shift + W, inputs * units, units) ??
        look(l + 1, ofBias, next, shift + b, units, units) ??
        (gamma < 0
          ? undefined
          : (look(l + 1, ofWeight, next, shift + gamma, units, units, false) ??
            look(l + 1, ofBias, next, shift + beta, units, units, false)));
      if (found) return found;
    }
    return undefined;
  };
  /** Statistics of a batch whose z are finite but too large to be squared. */
  const statistics = (): Failure | undefined => {
    for (const [l, { units, runningMean, runningVariance }] of layout.layers.entries()) {
      if (runningMean < 0) continue;
      const found =
        look(l + 1, 'z', next, runningMean, units, units, false) ?? look(l + 1, 'z', next, runningVariance, units, units, false);
      if (found) return found;
    }
    return undefined;
  };
  for (const find of [...forward, loss, ...backward, optimiser, updated, statistics]) {
    const found = find();
    if (found) return found;
  }
  return undefined;
};
