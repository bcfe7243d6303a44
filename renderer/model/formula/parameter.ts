import type { Matrix } from '#core/contract/matrix.ts';
import type { LayerTrace, WeightsAndBiases } from '#core/contract/step-trace.ts';
import { unitsIn, type Label, type Telling } from './card.ts';
import { symbols } from './latex.ts';
import { stateAt } from './order.ts';

/** A weight from unit i to unit j of layer l; the bias of unit j has no `from`. */
export interface Parameter {
  readonly layer: number;
  readonly from?: number | undefined;
  readonly to: number;
}

export const symbolOf = ({ layer, from, to }: Parameter): string =>
  from === undefined ? symbols.b(layer, to) : symbols.w(layer, from, to);
export const labelOf = ({ layer, from, to }: Parameter): Label =>
  from === undefined ? { symbol: 'b', layer, indices: [to] } : { symbol: 'w', layer, indices: [from, to] };
export const layerOf = ({ trace }: Telling, { layer }: Parameter): LayerTrace => trace.layers[layer - 1]!;

/** The entry of this parameter in matrices for weights and for biases. */
export const pick = ({ from, to }: Parameter, weights: Matrix, biases: Matrix): number =>
  from === undefined ? biases.data[to]! : weights.data[from * weights.cols + to]!;
export const pickState = (parameter: Parameter, { W, b }: WeightsAndBiases): number => pick(parameter, W, b);

/** Its place in the gradient and update phases: one part per incoming weight, then the bias. */
const partOf = (telling: Telling, { layer, from }: Parameter): number => from ?? unitsIn(telling, layer - 1);
export const phaseState = (telling: Telling, parameter: Parameter, phase: 'gradient' | 'update') => {
  const part = partOf(telling, parameter);
  return stateAt(telling.place, { phase, layer: parameter.layer, unit: parameter.to, first: part, last: part });
};

export const frozen = ({ spec }: Telling, { from }: Parameter): boolean => from === undefined && !spec.train.biases;

/** The decoupled decay takes its share off weights, not off biases. */
export const decays = ({ spec }: Telling, { from }: Parameter): boolean => from !== undefined && spec.penalty.decay > 0;
