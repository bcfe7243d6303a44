import type { BaselineScores, Evaluation } from '#core/protocol/trainer.ts';
import { step as toStep } from '#core/contract/units.ts';
import { LatestQuery } from './latest-query.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';

interface Place {
  readonly run: number;
  readonly step: number;
}

/** How good the network is at a step, and what simple methods make of the same data. Views say what they look at; all share one answer. */
export class Scoreboard {
  readonly #evaluations: LatestQuery<Place, Evaluation>;
  readonly #baselines: LatestQuery<number, readonly BaselineScores[]>;

  constructor(
    readonly run: Run,
    failed: (reason: unknown) => void,
  ) {
    this.#evaluations = new LatestQuery(
      ({ step }) => run.trainer.latest('evaluate', 'evaluate', toStep(step)),
      (a, b) => a.run === b.run && a.step === b.step,
      failed,
    );
    this.#baselines = new LatestQuery(
      () => run.trainer.latest('baselines', 'baselines'),
      (a, b) => a === b,
      failed,
    );
  }

  /** The last evaluation of the open run; while the playhead moves, of a step just passed. */
  readonly evaluation = $derived.by(() => {
    const { answer } = this.#evaluations;
    return answer?.question.run === this.run.id ? { step: answer.question.step, ...answer.value } : undefined;
  });

  readonly baselines = $derived.by(() => {
    const { answer } = this.#baselines;
    return answer?.question === this.run.id ? answer.value : undefined;
  });

  evaluate(step: number): void {
    this.#evaluations.want({ run: this.run.id, step });
  }

  /** Fits the simple methods, once for a run. */
  compare(): void {
    this.#baselines.want(this.run.id);
  }
}
