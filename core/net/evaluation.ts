import type { ForwardMode } from './forward.ts';
import type { Run } from './run.ts';
import type { LayerForward } from './workspace.ts';

/** As the network is used: nothing dropped, batch normalisation by the running statistics of the state. */
export const evaluation: ForwardMode = { statistics: 'given', dropout: undefined };

/** Puts the running statistics of a state where the forward pass takes them. */
export const giveStatistics = ({ layout }: Run, state: Float64Array, forward: readonly LayerForward[]): void =>
  layout.layers.forEach(({ units, runningMean, runningVariance }, l) => {
    if (runningMean < 0) return;
    forward[l]!.mean!.set(state.subarray(runningMean, runningMean + units));
    forward[l]!.variance!.set(state.subarray(runningVariance, runningVariance + units));
  });
