import { learningRate } from '#core/math/schedule.ts';
import type { Run } from './run.ts';

/** The learning rate of step k from theta_k. */
export const rateOf = ({ spec, layout }: Run, step: number, state: Float64Array): number =>
  learningRate(spec.schedule, spec.optimizer.learningRate, step, layout.plateau < 0 ? 1 : state[layout.plateau + 2]!);
