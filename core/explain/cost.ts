import { costPhases, type Cost, type CostPhase, type StepCost } from '#core/contract/explanation.ts';
import { optimizers } from '#core/spec/methods.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';

const bytesPerNumber = 8;

/**
 * What one step over `batch` samples costs, from the shapes alone.   X (B,I)  W (I,O)
 * forward: Z = X·W is B·I·O multiplications. backward: dZ = dA·f' is B·O, and dX = dZ·Wᵀ, which the first layer does without, B·I·O.
 * gradient: Xᵀ·dZ is B·I·O. update: so many for each parameter. Evaluating f and f' is not counted as multiplications.
 */
export const costOfStep = (spec: RunSpec, batch: number): StepCost => {
  const slots = optimizers[spec.optimizer.kind].state.length;
  const last = spec.network.layers.length - 1;
  const layers = spec.network.layers.map(({ units: O, normalization, dropout, residual }, l) => {
    const I = l === 0 ? spec.network.inputs : spec.network.layers[l - 1]!.units;
    const normalised = normalization !== 'none';
    const parameters = I * O + O + (normalised ? 2 * O : 0);
    const [x, z, w] = [batch * I, batch * O, I * O];
    const cost = (multiplications: number, numbers: number): Cost => ({ multiplications, bytes: bytesPerNumber * numbers });
    const extras = (normalised ? 2 : 0) + (dropout > 0 ? 1 : 0);
    return {
      forward: cost(x * O + extras * z, x + parameters + 2 * z + extras * z + (residual ? z : 0)),
      loss: l === last ? cost(z, 3 * z) : cost(0, 0),
      backward: cost(z + extras * z + (l > 0 ? x * O : 0), 3 * z + extras * z + (l > 0 ? w + x : 0)),
      gradient: cost(x * O + (normalised ? z : 0), x + z + parameters),
      update: cost(optimizers[spec.optimizer.kind].multiplications * parameters, (3 + 2 * slots) * parameters),
    };
  });
  const total = (phase: CostPhase): Cost =>
    layers.reduce(
      (sum, layer) => ({ multiplications: sum.multiplications + layer[phase].multiplications, bytes: sum.bytes + layer[phase].bytes }),
      { multiplications: 0, bytes: 0 },
    );
  return { layers, total: Object.fromEntries(costPhases.map((phase) => [phase, total(phase)])) as Record<CostPhase, Cost> };
};
