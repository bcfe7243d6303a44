import type { IncompatibleReason } from '#core/contract/failure.ts';
import type { Activation, Fault } from './methods.ts';
import type { RunSpec } from './run-spec.ts';

/** Why a program that trains this run on so many samples cannot make this mistake, or would make it and compute the same; undefined where it can. */
export const faultObstacle = (spec: RunSpec, fault: Fault, samples: number): IncompatibleReason | undefined => {
  if (fault === 'none') return undefined;
  if (spec.arithmetic === 'article') return 'fault-needs-standard-arithmetic';
  return obstacles[fault](spec, samples);
};

type Obstacle = (spec: RunSpec, samples: number) => IncompatibleReason | undefined;

/** f' is the same at a as at z: constant, or a step at 0, which f leaves where it is. Softmax has no f' of one number. */
const sameAtActivation = ['linear', 'relu', 'leaky-relu', 'softmax'] as const;
type Curved = Exclude<Activation, (typeof sameAtActivation)[number]>;

/** Whether f' taken at a is another number than at z. */
export const isCurved = (activation: Activation): activation is Curved => !(sameAtActivation as readonly Activation[]).includes(activation);

const severalSamples: Obstacle = ({ batch }, samples) => (samples === 1 || batch === 1 ? 'fault-needs-several-samples' : undefined);

const obstacles: Readonly<Record<Exclude<Fault, 'none'>, Obstacle>> = {
  'derivative-at-activation': ({ network: { layers }, loss }) => {
    // A cross-entropy's gradient reaches the output's sum without f'.
    const passed = loss.includes('cross-entropy') ? layers.slice(0, -1) : layers;
    return passed.every(({ activation }) => !isCurved(activation)) ? 'fault-needs-curved-activation' : undefined;
  },
  'sum-for-mean': (spec, samples) => (spec.reduction === 'sum' ? 'fault-needs-mean' : severalSamples(spec, samples)),
  'bias-per-sample': (spec, samples) => (spec.train.biases ? severalSamples(spec, samples) : 'fault-needs-trained-biases'),
  'update-before-backward': ({ network, clipNorm, clipValue }) => {
    if (network.layers.length === 1) return 'fault-needs-hidden-layer';
    return clipNorm === null && clipValue === null ? undefined : 'fault-needs-no-clipping';
  },
  'gradients-not-zeroed': () => undefined,
  'mask-on-activations': ({ network }) => (network.layers.slice(0, -1).some(overwritesActivations) ? undefined : 'fault-needs-relu'),
  'softmax-diagonal': ({ network }) =>
    network.layers.some(({ activation, units }) => activation === 'softmax' && units > 1) ? undefined : 'fault-needs-softmax',
  // A cross-entropy needs no f' there, of a linear output it is 1, and of softmax it is a matrix, which has a mistake of its own.
  'output-slope-missing': ({ network, loss }) => {
    const { activation } = network.layers.at(-1)!;
    return loss.includes('cross-entropy') || activation === 'linear' || activation === 'softmax' ? 'fault-needs-output-slope' : undefined;
  },
  'error-reversed': () => undefined,
  'gradient-of-half': ({ loss }) => (loss === 'mse' ? undefined : 'fault-needs-squared-error'),
};

/** A layer whose activations the fault `mask-on-activations` overwrites: in a residual one they are not what the layer gives. */
export const overwritesActivations = ({
  activation,
  residual,
}: Pick<RunSpec['network']['layers'][number], 'activation' | 'residual'>): boolean => activation === 'relu' && !residual;
