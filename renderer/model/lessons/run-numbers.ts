import { step as toStep } from '#core/contract/units.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Evaluation } from '#core/protocol/trainer.ts';
import type { Known, Moment, Source } from '#core/lessons/evaluate.ts';
import type { Trainer } from '#renderer/link/trainer.ts';

const traceKey = ({ branch, step, follow }: Moment): string => `${branch} ${step} ${follow}`;
/** Who is followed makes no difference to what is measured over whole parts of the data. */
const scoresKey = ({ branch, step }: Omit<Moment, 'follow'>): string => `${branch} ${step}`;
const keyOf = (source: Source): string => (source.of === 'trace' ? traceKey(source.at) : scoresKey(source.at));

/** Numbers of the open run that a lesson speaks of: fetched first, and then there at once. */
export class RunNumbers implements Known {
  readonly #traces = new Map<string, StepTrace>();
  readonly #scores = new Map<string, Evaluation>();

  constructor(readonly trainer: Pick<Trainer, 'call'>) {}

  /** Settles once all of these can be asked for. Rejects with a FailureError. */
  async fetch(sources: readonly Source[]): Promise<this> {
    const asked = new Map(sources.map((source) => [`${source.of} ${keyOf(source)}`, source]));
    // All at once: the way to the trainer and back is gone once.
    await Promise.all([...asked.values()].map((source) => this.#ask(source)));
    return this;
  }

  /** Whether an answer is there. */
  holds({ of, at }: Source): boolean {
    return of === 'trace' ? this.#traces.has(traceKey(at)) : this.#scores.has(scoresKey(at));
  }

  async #ask(source: Source): Promise<void> {
    const step = toStep(source.at.step);
    const { branch } = source.at;
    const key = keyOf(source);
    if (source.of === 'trace') {
      if (!this.#traces.has(key)) this.#traces.set(key, await this.trainer.call('trace', { step, follow: source.at.follow, branch }));
    } else if (!this.#scores.has(key)) this.#scores.set(key, await this.trainer.call('evaluate', step, branch));
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
