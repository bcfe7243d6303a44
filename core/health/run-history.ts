import type { Failure } from '#core/contract/failure.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Series } from '#core/protocol/trainer.ts';
import { step as asStep, type Step } from '#core/contract/units.ts';
import type { Pieces } from '#core/net/finished.ts';

/** What is remembered of a run: a history, as far as its health needs it. */
export interface RunHistory {
  readonly trainedTo: Step;
  readonly failure: Failure | undefined;
  series(from: number, to: number, buckets: number): Series;
  seek(step: Step): { advancing(maxSteps: number): Pieces<boolean>; readonly state: Float64Array | undefined };
}

/** The state of a step that was trained, with a pause after every `atOnce` updates. */
export function* stateOf(history: RunHistory, step: number, atOnce: number): Pieces<Float64Array> {
  const seek = history.seek(asStep(step));
  while (!(yield* seek.advancing(atOnce))) yield;
  return seek.state!;
}

/** The loss of every step is of the same samples, with nothing drawn by chance. */
export const isSteady = ({ batch, augment, network }: RunSpec): boolean =>
  batch === 'full' && augment.noise === 0 && network.layers.every(({ dropout }) => dropout === 0);
