import type { Activation, Arithmetic, Fault, Loss } from '#core/spec/methods.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { fromLogits } from '#core/math/loss.ts';

/** What of a run decides what a step of it computes, as far as the step's own trace does not say it. */
export interface Program {
  readonly inputs: number;
  readonly layers: readonly { readonly units: number; readonly activation: Activation }[];
  readonly loss: Loss;
  /** Standard unless said. */
  readonly arithmetic?: Arithmetic;
  /** A mean unless said. */
  readonly reduction?: RunSpec['reduction'];
  /** None unless said. */
  readonly classWeights?: RunSpec['classWeights'];
  readonly penalty?: RunSpec['penalty'];
  /** Trained unless said. */
  readonly biases?: boolean;
  /** How much of its last change an update keeps, in descent with momentum; undefined for all other optimisers. */
  readonly momentum?: number | undefined;
  /** What the program does wrong, whether or not that is told; nothing unless said. */
  readonly fault?: Fault;
}

export const programOf = ({ network, loss, arithmetic, reduction, classWeights, penalty, train, optimizer, fault }: RunSpec): Program => ({
  inputs: network.inputs,
  layers: network.layers.map(({ units, activation }) => ({ units, activation })),
  loss,
  arithmetic,
  reduction,
  classWeights,
  penalty,
  biases: train.biases,
  momentum: optimizer.kind === 'momentum' ? optimizer.momentum : undefined,
  fault,
});

/** Units of layer l; 0 is the input layer. */
export const unitsIn = ({ inputs, layers }: Program, layer: number): number => (layer === 0 ? inputs : layers[layer - 1]!.units);

export const activationIn = ({ layers }: Program, layer: number): Activation => layers[layer - 1]!.activation;

/** Whether the units of a layer depend on each other, so that f has no curve and no slope of one number. */
export const isCoupled = (activation: Activation): activation is 'softmax' => activation === 'softmax';

/** Whether dL/dz of a layer is taken from prediction and target at once: the slope of its function cancels against the loss's. */
export const isFromLogits = ({ layers, loss, arithmetic }: Program, layer: number): boolean =>
  layer === layers.length && arithmetic !== 'article' && fromLogits(loss);

/** Whether a layer has a dL/da and a step that leads from it to dL/dz: softmax under its own loss has neither. */
export const hasGate = (program: Program, layer: number): boolean =>
  !(isFromLogits(program, layer) && isCoupled(activationIn(program, layer)));
