import type { Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace, StepTrace } from '#core/contract/step-trace.ts';

/**
 * What `a` has more than `b`, number by number: a trace like theirs, so that the same picture shows it. What is no number of the network's own
 * (indices, masks, statistics of units) is `a`'s. Both are of one network and one step.
 */
export const differenceTrace = (a: StepTrace, b: StepTrace): StepTrace => ({
  ...a,
  loss: {
    perSample: minus(a.loss.perSample, b.loss.perSample),
    data: a.loss.data - b.loss.data,
    penalty: a.loss.penalty - b.loss.penalty,
    total: a.loss.total - b.loss.total,
  },
  batch: { ...a.batch, x: less(a.batch.x, b.batch.x) },
  layers: a.layers.map((layer, l): LayerTrace => {
    const other = b.layers[l]!;
    return {
      W: less(layer.W, other.W),
      b: less(layer.b, other.b),
      z: less(layer.z, other.z),
      a: less(layer.a, other.a),
      ...(layer.dA && other.dA && { dA: less(layer.dA, other.dA) }),
      ...(layer.slope && { slope: layer.slope }),
      dZ: less(layer.dZ, other.dZ),
      dW: less(layer.dW, other.dW),
      db: less(layer.db, other.db),
      deltaW: less(layer.deltaW, other.deltaW),
      deltab: less(layer.deltab, other.deltab),
      WAfter: less(layer.WAfter, other.WAfter),
      bAfter: less(layer.bAfter, other.bAfter),
      optimizer: {},
      units: layer.units,
    };
  }),
});

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - (b[i] ?? NaN));
const less = (a: Matrix, b: Matrix): Matrix => ({ ...a, data: minus(a.data, b.data) });
