import { step as toStep } from '#core/contract/units.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Evaluation } from '#core/protocol/trainer.ts';
import type { Known, Moment, Source } from '#core/lessons/evaluate.ts';
import type { Trainer } from '#renderer/link/trainer.ts';

const traceKey = ({ branch, step, follow }: Moment): string => `${branch} ${step} ${follow}`;
/** Who is followed makes no difference to what is measured over whole parts of the data. */
const scoresKey = ({ branch, step }: Omit<Moment, 'follow'>): string => `${branch} ${step}`;

/** Numbers of the open run that a lesson speaks of: fetched first, and then there at once. */
export class RunNumbers implements Known {
  readonly #traces = new Map<string, StepTrace>();
  readonly #scores = new Map<string, Evaluation>();

  constructor(readonly trainer: Pick<Trainer, 'call'>) {}

  /** Settles once all of these can be asked for. Rejects with a FailureError. */
  async fetch(sources: readonly Source[]): Promise<this> {
    for (const source of sources) {
      const step = toStep(source.at.step);
      if (source.of === 'trace') {
        const key = traceKey(source.at);
        const { follow, branch } = source.at;
        if (!this.#traces.has(key)) this.#traces.set(key, await this.trainer.call('trace', { step, follow, branch }));
      } else {
        const key = scoresKey(source.at);
        if (!this.#scores.has(key)) this.#scores.set(key, await this.trainer.call('evaluate', step, source.at.branch));
      }
    }
    return this;
  }

  /** Whether an answer is there. */
  holds({ of, at }: Source): boolean {
    return of === 'trace' ? this.#traces.has(traceKey(at)) : this.#scores.has(scoresKey(at));
  }

  /** A trace that is on screen already. */
  hold(at: Extract<Source, { of: 'trace' }>['at'], trace: StepTrace): this {
    this.#traces.set(traceKey(at), trace);
    return this;
  }

  trace(at: Parameters<Known['trace']>[0]): StepTrace {
    return found(this.#traces.get(traceKey(at)));
  }

  scores(at: Parameters<Known['scores']>[0]): Evaluation {
    return found(this.#scores.get(scoresKey(at)));
  }
}

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('a number was not fetched before it was asked for');
  return value;
};
