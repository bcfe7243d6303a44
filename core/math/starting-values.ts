import { parameterCount } from '#core/spec/parameter-count.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { initialise } from './initialise.ts';

/** Starting values, layer by layer: W (I,O), b (O). */
export type StartingValues = NonNullable<RunSpec['parameters']>;

/** What the initialisers of a run draw, to the bit what a run without `parameters` begins with. The network must be valid. */
export const drawnValues = ({ network, seed }: Pick<RunSpec, 'network' | 'seed'>): StartingValues => {
  const drawn = new Float64Array(parameterCount(network));
  let at = 0;
  return network.layers.map((layer, l) => {
    const inputs = l === 0 ? network.inputs : network.layers[l - 1]!.units;
    const { units } = layer;
    const [w, b] = [at, at + inputs * units];
    initialise(layer, seed, drawn, inputs, units, w, b);
    at = b + units + (layer.normalization === 'none' ? 0 : 2 * units);
    return {
      W: Array.from({ length: inputs }, (_, i) => Array.from(drawn.subarray(w + i * units, w + (i + 1) * units))),
      b: Array.from(drawn.subarray(b, b + units)),
    };
  });
};
