import type { DifferenceCurve, GradientPaths, ParameterRef, SampleGradients, StepCost } from '#core/contract/explanation.ts';
import type { PlaceQuery } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import type { Target } from '#renderer/picture/shape.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { LatestQuery } from './latest-query.svelte.ts';

/** A weight or a bias of one run at one step. */
export interface Question extends PlaceQuery {
  readonly run: number;
}

const same = (a: Question, b: Question): boolean =>
  a.run === b.run && a.step === b.step && JSON.stringify(a.place) === JSON.stringify(b.place);

/** The parameter that a target of the picture is; undefined for units and the loss. */
export const placeOf = (target: Target | undefined): ParameterRef | undefined => {
  if (target?.kind === 'weight') return { layer: target.layer, kind: 'W', row: target.from, col: target.to };
  if (target?.kind === 'bias') return { layer: target.layer, kind: 'b', row: 0, col: target.unit };
  return undefined;
};

export const questionOf = (run: number, at: number, place: ParameterRef): Question => ({ run, step: step(at), place });

/** What the worker says of one parameter's gradient. Each part is asked for only while somebody looks at it. */
export class Explanation {
  readonly paths: LatestQuery<Question, GradientPaths>;
  readonly samples: LatestQuery<Question, SampleGradients>;
  readonly curve: LatestQuery<Question, DifferenceCurve>;
  readonly cost: LatestQuery<Question, StepCost>;

  constructor(trainer: Trainer, failed: (reason: unknown) => void) {
    this.paths = new LatestQuery(({ step, place }) => trainer.call('paths', { step, place }), same, failed);
    this.samples = new LatestQuery(({ step, place }) => trainer.call('sampleGradients', { step, place }), same, failed);
    this.curve = new LatestQuery(({ step, place }) => trainer.call('differenceCurve', { step, place }), same, failed);
    this.cost = new LatestQuery(
      () => trainer.call('cost'),
      (a, b) => a.run === b.run,
      failed,
    );
  }
}
