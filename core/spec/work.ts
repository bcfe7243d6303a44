import type { RunSpec } from './run-spec.ts';

/** What an activation and its slope cost, in multiply-adds: an exponential and a few branches. */
const ACTIVATION = 20;
/** What moving one parameter costs beyond its gradient, with the optimiser's arrays. */
const UPDATE = 8;

/** What a layer costs before its first number: the calls. */
const LAYER = 1000;

/** Estimated multiply-adds of one update over `batch` samples: forward, the error's way back, the gradient, the update. */
export const workOfStep = (spec: RunSpec, batch: number): number => {
  let perSample = 0;
  let parameters = 0;
  let inputs = spec.network.inputs;
  for (const { units } of spec.network.layers) {
    perSample += 3 * inputs * units + ACTIVATION * units;
    parameters += (inputs + 1) * units;
    inputs = units;
  }
  return batch * perSample + UPDATE * parameters + LAYER * spec.network.layers.length;
};
