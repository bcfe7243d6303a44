import type { Failure } from '#core/contract/failure.ts';
import { refusedBranch, type RunFile } from '#core/spec/run-file.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { Branch, Branches } from './branches.svelte.ts';
import type { KeptState, Loans } from './loans.ts';
import { asFailure, type Run } from '#renderer/model/run/run.svelte.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';

/** A branch that is still to be made. Its number is below 0 until then; so is that of what it leaves, where that is to be made too. */
export interface PendingBranch extends Branch {
  /** Where it stands in the file. */
  readonly place: string;
}

/**
 * The branches of a run file on their way to being there: made one at a time, the earliest first, in the background. Each takes the training
 * up to its step, which gives the same numbers as when it was first made.
 */
export class BranchRestorer implements Part {
  /** What is left stands before what leaves it. */
  waiting = $state.raw<readonly PendingBranch[]>([]);
  /** How far what the first one leaves is trained. */
  #reached = $state(0);
  /** Changes with every run that is opened: an answer that comes for another one is let go. */
  #plot = {};
  #wrong: readonly Failure[] = [];
  #leftOut = 0;
  /** The numbers that branches of the file have now that they are made. */
  #made: Readonly<Record<number, number>> = {};
  /** Who waits for some of them. */
  #watchers: (() => void)[] = [];

  constructor(
    readonly run: Run,
    readonly branches: Branches,
    readonly loans: Loans,
    /** Tells why so many branches of the file are left out. */
    readonly tell: (leftOut: number, wrong: readonly Failure[]) => void,
  ) {
    run.trainer.onEvent((event) => {
      if (event.branch === this.waiting[0]?.left) this.#reached = event.trainedTo;
    });
  }

  /** How much of the way to one is trained, 0 to 1; undefined for one whose turn has not come. */
  share(id: number): number | undefined {
    const [first] = this.waiting;
    return first?.id === id ? Math.min(1, this.#reached / Math.max(1, first.step)) : undefined;
  }

  taken({ by }: Taken): void {
    if (by === 'opening' || by === 'edit') this.#clear();
  }

  #clear(): void {
    this.#plot = {};
    // What was asked while the other run was on its way would be made of that one.
    this.run.stopPlanting();
    this.loans.end();
    this.waiting = [];
    this.#wrong = [];
    this.#leftOut = 0;
    this.#made = { 0: 0 };
    this.#tellWatchers();
  }

  /** The number that a branch of the file has in the session; undefined while it is still to be made, and where it is left out. */
  numberOf(kept: number): number | undefined {
    return this.#made[kept];
  }

  /** Settles once none of these branches of the file is still to be made. */
  async settled(kept: readonly number[]): Promise<void> {
    while (kept.some((number) => this.#isWaiting(-number))) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  /** `states`: of the run and of those branches, so that what lies far into training waits for none of it. */
  plant({ branches, wrong, leftOut }: Pick<RunFile, 'branches' | 'wrong' | 'leftOut'>, states: readonly KeptState[] = []): void {
    this.#clear();
    this.loans.begin(states);
    this.waiting = branches
      .map(({ number, from, ...branch }): PendingBranch => ({ ...branch, id: -number, left: from === 0 ? 0 : -from }))
      .sort((a, b) => a.step - b.step);
    this.#leaveOut(leftOut, wrong);
    void this.#grow();
  }

  /** Goes on after the trainer was lost, with the numbers that the branches have now. */
  resume(numberOf: (left: number) => number): void {
    this.#plot = {};
    this.loans.end();
    this.#made = Object.fromEntries(Object.entries(this.#made).map(([kept, id]) => [kept, numberOf(id)]));
    this.waiting = this.waiting.map((pending) => (pending.left > 0 ? { ...pending, left: numberOf(pending.left) } : pending));
    void this.#grow();
  }

  /** Lets go of some, and of those that would leave one that is gone. Answers how many. */
  forget(ids: readonly number[]): number {
    const { waiting } = this;
    const gone = waiting.reduce((all, { id, left }) => (all.includes(left) ? [...all, id] : all), ids);
    this.waiting = waiting.filter(({ id }) => !gone.includes(id));
    if (waiting[0] && gone.includes(waiting[0].id)) this.run.stopPlanting();
    this.#tellWatchers();
    return waiting.length - this.waiting.length;
  }

  async #grow(): Promise<void> {
    const plot = this.#plot;
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const { id, left, step, change, place } = next;
      this.#reached = left === this.branches.current ? this.run.trainedTo : 0;
      try {
        const made = await this.run.plant({ from: left, step: toStep(step), change });
        if (plot !== this.#plot) return;
        if (this.#isWaiting(id)) this.#take(next, made.branch, made.spec);
        // It was there already when the person took it away.
        else await this.run.trainer.call('prune', made.branch);
      } catch (reason) {
        if (plot !== this.#plot) return;
        const failure = asFailure(reason);
        if (failure.code === 'trainer-lost') return;
        if (!this.#isWaiting(id)) continue;
        if (failure.code === 'cancelled') return;
        this.#leaveOut(this.forget([id]), [refusedBranch({ place, step }, failure)]);
      }
    }
  }

  #isWaiting(id: number): boolean {
    return this.waiting.some((pending) => pending.id === id);
  }

  #take({ id: old, left, step, change }: PendingBranch, id: number, spec: Branch['spec']): void {
    this.waiting = this.waiting
      .filter((pending) => pending.id !== old)
      .map((pending) => (pending.left === old ? { ...pending, left: id } : pending));
    this.branches.add({ id, left, step, change, before: this.branches.specOf(left)!, spec });
    this.#made = { ...this.#made, [-old]: id };
    this.loans.lend(-old, id);
    this.#tellWatchers();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers.splice(0)) watcher();
  }

  #leaveOut(count: number, wrong: readonly Failure[]): void {
    if (count === 0) return;
    this.#leftOut += count;
    this.#wrong = [...this.#wrong, ...wrong];
    this.tell(this.#leftOut, this.#wrong);
  }
}
