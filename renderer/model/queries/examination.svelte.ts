import type { Health } from '#core/contract/health.ts';
import { step as toStep } from '#core/contract/units.ts';
import { LatestQuery } from './latest-query.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';

interface Question {
  readonly step: number;
  /** How far the run is trained, told apart as coarsely as is worth another look. */
  readonly reached: number;
}

/** What is wrong with the open run at a step. */
export class Examination {
  readonly #healths: LatestQuery<Question, Health>;

  constructor(
    readonly run: Run,
    failed: (reason: unknown) => void,
  ) {
    this.#healths = new LatestQuery(
      () => run.id,
      ({ step }) => run.trainer.latest('health', 'health', toStep(step)),
      failed,
    );
  }

  /** The last answer about the open run; while the playhead moves, of a step just passed. */
  get health(): Health | undefined {
    return this.#healths.value;
  }

  /** Asks again where the step is another, where training has doubled, and when it ends: an examination reads all the data. */
  examine(step: number): void {
    const { training, trainedTo } = this.run;
    this.#healths.want({ step, reached: training ? -Math.floor(Math.log2(trainedTo + 1)) : trainedTo });
  }
}
