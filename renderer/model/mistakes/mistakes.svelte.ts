import type { Change, Difference } from '#core/spec/branch.ts';
import { faultObstacle } from '#core/spec/faults.ts';
import type { IncompatibleReason } from '#core/contract/failure.ts';
import type { Fault } from '#core/spec/methods.ts';
import { seconds, step as toStep } from '#core/contract/units.ts';
import type { ToldMistake } from '#renderer/picture/look.ts';
import type { Target } from '#renderer/picture/shape.ts';
import { isCancelled, type Trainer } from '#renderer/link/trainer.ts';
import type { Branch, Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { Mistake } from './mistake.ts';
import type { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';
import type { Selection } from '#renderer/model/view/selection.svelte.ts';

/** What of the app a program with a mistake needs. */
export interface Workbench {
  readonly trainer: Trainer;
  readonly run: Run;
  readonly branches: Branches;
  readonly playhead: Playhead;
  readonly selection: Selection;
  fork(change: Change, step: number, hidden?: boolean): Promise<unknown>;
  turnTo(branch: number): Promise<unknown>;
  prune(branch: number): Promise<void>;
  report(reason: unknown): void;
}

/** Programs with a mistake, each a branch beside the right one, from step 0 or a later one. */
export class Mistakes {
  constructor(readonly app: Workbench) {}

  /** What the program that is turned to does wrong. */
  readonly on = $derived.by((): Fault => this.app.run.spec?.fault ?? 'none');

  /** The step from which on it does; 0 for one that always did. */
  readonly since = $derived.by(() => wrongSince(this.app.branches)?.step ?? 0);

  /** What the program of a branch does wrong and since when; undefined where it is right, and where that is still to be guessed. */
  told(id = this.app.branches.current): ToldMistake | undefined {
    const { branches } = this.app;
    const fault = branches.specOf(id)?.fault ?? 'none';
    if (fault === 'none' || branches.road(id).some(({ hidden }) => hidden)) return undefined;
    return { fault, since: wrongSince(branches, id)?.step ?? 0 };
  }

  /** Why the open run cannot make a mistake; undefined where it can. */
  obstacle(fault: Mistake): IncompatibleReason | undefined {
    const { spec, summary } = this.app.run;
    return spec && summary ? faultObstacle(spec, fault, summary.data.samples) : undefined;
  }

  /**
   * Turns to the program that makes a mistake from a step on, lays the right one beside it and marks the first number that differs. One that
   * is there already is turned to; a hidden one is always new and does not tell its name. Answers undefined where it was refused.
   */
  async show(fault: Mistake, hidden = false, from = 0): Promise<Branch | undefined> {
    const { app } = this;
    const { branches } = app;
    const right = rightOf(branches, from) ?? (await this.#mended());
    const made = branches.list.find((branch) => branch.left === right && branch.step === from && branch.spec.fault === fault);
    if (made && !hidden) await app.turnTo(made.id);
    else {
      await app.turnTo(right);
      await app.fork({ spec: { ...branches.specOf(right)!, fault } }, from, hidden);
    }
    if (branches.current === right) return undefined;
    branches.compare(right, true);
    const branch = branches.get(branches.current)!;
    await this.#markDifference(branch.id, right);
    return branch;
  }

  /** Back to the right program; the branch that has the mistake goes. */
  async off(): Promise<void> {
    const { branches } = this.app;
    const branch = wrongSince(branches);
    if (branch) await this.app.prune(branch.id);
    else await this.#mended();
  }

  /** The right program of a run that was opened with its mistake. */
  async #mended(): Promise<number> {
    const { app } = this;
    await app.turnTo(0);
    await app.fork({ spec: { ...app.branches.root!, fault: 'none' } }, 0);
    return app.branches.current;
  }

  async #markDifference(a: number, b: number): Promise<void> {
    const { app } = this;
    try {
      const difference = await app.trainer.call('firstDifference', { a, b, to: toStep(app.run.goal) });
      if (difference && app.branches.current === a) this.#mark(difference);
    } catch (reason) {
      if (!isCancelled(reason)) app.report(reason);
    }
  }

  /** Goes to the moment at which a number is there, follows its sample and selects what it belongs to. */
  #mark(difference: Difference): void {
    const { playhead, selection } = this.app;
    const { quantity, layer, col, step } = difference;
    const phase = quantity === 'dW' || quantity === 'db' ? 'gradient' : 'backward';
    const t = playhead.timeline?.unitEnd(phase, layer, col) ?? 0;
    playhead.seek(step, seconds(Number.isFinite(t) ? t : 0));
    if (difference.sample !== undefined) selection.follow = difference.sample;
    selection.selected = targetOf(difference);
  }
}

const targetOf = ({ quantity, layer, row, col }: Difference): Target | undefined => {
  if (layer === 0) return undefined;
  if (quantity === 'dW') return { kind: 'weight', layer, from: row, to: col };
  return quantity === 'db' ? { kind: 'bias', layer, unit: col } : { kind: 'unit', layer, unit: col };
};

/** The right program at a step: the branch turned to, or the nearest that it comes from. */
const rightOf = (branches: Branches, step: number, id = branches.current): number | undefined => {
  const owner = branches.ownerOf(step, id);
  if (branches.specOf(owner)?.fault === 'none') return owner;
  const branch = branches.get(owner);
  return branch && rightOf(branches, step, branch.left);
};

/** The branch with which the mistake of the one that is turned to came in. */
const wrongSince = (branches: Branches, id = branches.current): Branch | undefined => {
  const branch = branches.get(id);
  return branch && branch.before.fault === branch.spec.fault ? wrongSince(branches, branch.left) : branch;
};
