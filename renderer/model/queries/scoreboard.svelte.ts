import type { BaselineScores, Evaluation } from '#core/protocol/trainer.ts';
import { step as toStep } from '#core/contract/units.ts';
import { LatestQuery } from './latest-query.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';

/** How good the network is at a step, and what simple methods make of the same data. Views say what they look at; all share one answer. */
export class Scoreboard {
  readonly #evaluations: LatestQuery<{ readonly step: number }, Evaluation>;
  readonly #baselines: LatestQuery<object, readonly BaselineScores[]>;

  constructor(run: Run, failed: (reason: unknown) => void) {
    this.#evaluations = new LatestQuery(
      () => run.id,
      ({ step }) => run.trainer.latest('evaluate', 'evaluate', toStep(step)),
      failed,
    );
    this.#baselines = new LatestQuery(
      () => run.id,
      () => run.trainer.latest('baselines', 'baselines'),
      failed,
    );
  }

  /** The last evaluation of the open run; while the playhead moves, of a step just passed. */
  readonly evaluation = $derived.by(() => {
    const { answer } = this.#evaluations;
    return answer && { ...answer.question, ...answer.value };
  });

  get baselines(): readonly BaselineScores[] | undefined {
    return this.#baselines.value;
  }

  evaluate(step: number): void {
    this.#evaluations.want({ step });
  }

  /** Fits the simple methods, once for a run. */
  compare(): void {
    this.#baselines.want({});
  }
}
