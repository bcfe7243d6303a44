import type { Failure } from '#core/contract/failure.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import type { BranchRestorer } from '#renderer/model/branches/branch-restorer.svelte.ts';
import type { Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { Notices } from '#renderer/model/notices.svelte.ts';
import type { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import type { Run } from './run.svelte.ts';

/** How often a lost trainer is started again within so many milliseconds. */
const mostRecoveries = 3;
const recoveryWindow = 60_000;

/** Gives a lost trainer's work to a new one: same run, same step, same numbers. One that keeps dying is left alone. */
export class Recovery {
  #losses: number[] = [];

  constructor(
    readonly trainer: Trainer,
    /** Starts a new trainer in the place of one that was lost. */
    readonly startTrainer: () => Port<Message, Request>,
    readonly run: Run,
    readonly branches: Branches,
    readonly restorer: BranchRestorer,
    readonly playhead: Playhead,
    readonly notices: Notices,
  ) {
    trainer.onLost((failure) => void this.#recover(failure));
    trainer.onUncompiled(() => notices.uncompiled());
  }

  reviveWhereLost(): void {
    if (this.trainer.lost) this.trainer.revive(this.startTrainer());
  }

  /** Ends a trainer that is not heard any more; what was asked of it is cancelled. True where the run on screen goes on with a new one. */
  async leave(): Promise<boolean> {
    const { trainer, run, branches } = this;
    // It is another run, still to be opened, that takes so long.
    const { opening } = run;
    trainer.close();
    trainer.revive(this.startTrainer());
    if (!opening || !branches.root) return false;
    await this.#goOn(branches.root);
    return true;
  }

  async #recover(lost: Failure): Promise<void> {
    const { root } = this.branches;
    const now = performance.now();
    this.#losses = this.#losses.filter((time) => now - time < recoveryWindow);
    if (!root || this.#losses.length >= mostRecoveries) return this.notices.fail(lost);
    this.#losses.push(now);
    this.trainer.revive(this.startTrainer());
    await this.#goOn(root);
  }

  async #goOn(spec: RunSpec): Promise<void> {
    const { run, branches, playhead, notices } = this;
    const { step, t } = playhead;
    const { current } = branches;
    const before = branches.ids;
    const failure = (await run.open(spec, run.wished)) ?? (await branches.regrow(current));
    if (failure) return notices.fail(failure);
    this.restorer.resume((left) => branches.ids[before.indexOf(left)]!);
    run.tell({ by: 'recovery' });
    playhead.seek(step, t);
    notices.recovered();
  }
}
