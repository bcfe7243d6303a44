import { failureFrom, type FailureCode } from '#core/contract/failure.ts';
import type { TrainerEvent } from '#core/protocol/trainer.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { Trainer } from '#renderer/link/trainer.ts';

/** The state that a step of a branch of a file had when it was kept. */
export interface KeptState {
  /** By its number in the file; 0 is the run itself. */
  readonly branch: number;
  readonly step: number;
  readonly state: Float64Array;
}

/**
 * Kept states on loan to the trainer, so that steps far into training are there before training is. Each is held against the one that
 * training makes once it comes there: another program may have kept it.
 */
export class Loans {
  #kept: readonly KeptState[] = [];
  /** By the numbers that the branches have in the session. */
  #lent: readonly KeptState[] = [];

  constructor(
    readonly trainer: Pick<Trainer, 'call' | 'onEvent'>,
    /** Training made another state than one that was lent. */
    readonly wrong: () => void,
  ) {
    trainer.onEvent((event) => this.#hear(event));
  }

  begin(states: readonly KeptState[]): void {
    this.#kept = states;
    this.#lent = [];
    this.lend(0, 0);
  }

  end(): void {
    this.begin([]);
  }

  /** Lends what was kept of a branch that is there now. */
  lend(kept: number, branch: number): void {
    for (const { step, state } of this.#kept.filter((one) => one.branch === kept)) {
      const lent = { branch, step, state };
      this.#lent = [...this.#lent, lent];
      this.trainer.call('lend', { branch, step: toStep(step), state }).catch(() => this.#letGo(lent));
    }
  }

  #hear(event: TrainerEvent): void {
    const ended = event.event === 'stopped' && (event.failure ?? event.early) !== undefined;
    const due = this.#lent.filter(({ branch, step }) => branch === event.branch && (ended || step <= event.trainedTo));
    for (const lent of due) {
      this.#letGo(lent);
      void this.#prove(lent);
    }
  }

  async #prove({ branch, step, state }: KeptState): Promise<void> {
    const kept = this.#kept;
    const same = await this.trainer.call('state', { branch, step: toStep(step) }).then(
      (made) => sameBits(made, state),
      // Training ends before there is such a step; or the branch is gone, and nobody wants to know.
      (reason: unknown) => !endsBefore.includes(failureFrom('trainer', reason).code),
    );
    if (!same && kept === this.#kept) this.wrong();
  }

  #letGo(lent: KeptState): void {
    this.#lent = this.#lent.filter((one) => one !== lent);
  }
}

const endsBefore: readonly FailureCode[] = ['step-out-of-range', 'non-finite'];

const sameBits = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
