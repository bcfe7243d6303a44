import { step as toStep } from '#core/contract/units.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Evaluation } from '#core/protocol/trainer.ts';
import type { Known, Source } from '#core/lessons/evaluate.ts';
import type { Trainer } from '#renderer/link/trainer.ts';

const keyOf = ({ branch, step, ...more }: Source['at'] & { readonly follow?: number | 'batch' }): string =>
  `${branch} ${step} ${more.follow}`;

/** Numbers of the open run that a lesson speaks of: fetched first, and then there at once. */
export class RunNumbers implements Known {
  readonly #traces = new Map<string, StepTrace>();
  readonly #scores = new Map<string, Evaluation>();

  constructor(readonly trainer: Pick<Trainer, 'call'>) {}

  /** Settles once all of these can be asked for. Rejects with a FailureError. */
  async fetch(sources: readonly Source[]): Promise<this> {
    for (const source of sources) {
      const key = keyOf(source.at);
      const step = toStep(source.at.step);
      if (source.of === 'trace' && !this.#traces.has(key)) {
        const { follow, branch } = source.at;
        this.#traces.set(key, await this.trainer.call('trace', { step, follow, branch }));
      }
      if (source.of === 'scores' && !this.#scores.has(key))
        this.#scores.set(key, await this.trainer.call('evaluate', step, source.at.branch));
    }
    return this;
  }

  /** A trace that is on screen already. */
  hold(at: Extract<Source, { of: 'trace' }>['at'], trace: StepTrace): this {
    this.#traces.set(keyOf(at), trace);
    return this;
  }

  trace(at: Parameters<Known['trace']>[0]): StepTrace {
    return found(this.#traces.get(keyOf(at)));
  }

  scores(at: Parameters<Known['scores']>[0]): Evaluation {
    return found(this.#scores.get(keyOf(at)));
  }
}

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('a number was not fetched before it was asked for');
  return value;
};
