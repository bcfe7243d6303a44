import type { Difference } from '#core/spec/branch.ts';
import { faultObstacle } from '#core/spec/faults.ts';
import type { IncompatibleReason } from '#core/contract/failure.ts';
import type { Fault } from '#core/spec/methods.ts';
import { seconds, step as toStep } from '#core/contract/units.ts';
import type { ToldMistake } from '#core/account/rules.ts';
import type { Target } from '#renderer/picture/shape.ts';
import { isCancelled } from '#renderer/link/trainer.ts';
import type { Branch, Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { Mistake } from './mistake.ts';
import type { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';
import type { Session } from '#renderer/model/run/session.svelte.ts';
import type { Selection } from '#renderer/model/view/selection.svelte.ts';

/** What of the app a program with a mistake needs. */
interface Workbench {
  readonly run: Run;
  readonly branches: Branches;
  readonly session: Pick<Session, 'fork' | 'turnTo' | 'prune'>;
  readonly playhead: Pick<Playhead, 'timeline' | 'seek'>;
  readonly selection: Selection;
  readonly failed: (reason: unknown) => void;
}

/** Programs with a mistake, each a branch beside the right one, from step 0 or a later one. */
export class Mistakes {
  constructor(readonly parts: Workbench) {}

  /** What the program that is turned to does wrong. */
  readonly on = $derived.by((): Fault => this.parts.run.spec?.fault ?? 'none');

  /** The step from which on it does; 0 for one that always did. */
  readonly since = $derived.by(() => wrongSince(this.parts.branches)?.step ?? 0);

  /** What the program of a branch does wrong and since when; undefined where it is right, and where that is still to be guessed. */
  told(id = this.parts.branches.current): ToldMistake | undefined {
    const { branches } = this.parts;
    const fault = branches.specOf(id)?.fault ?? 'none';
    if (fault === 'none' || branches.road(id).some(({ hidden }) => hidden)) return undefined;
    return { fault, since: wrongSince(branches, id)?.step ?? 0 };
  }

  /** Why the open run cannot make a mistake; undefined where it can. */
  obstacle(fault: Mistake): IncompatibleReason | undefined {
    const { spec, summary } = this.parts.run;
    return spec && summary ? faultObstacle(spec, fault, summary.data.samples) : undefined;
  }

  /**
   * Turns to the program that makes a mistake from a step on, lays the right one beside it and marks the first number that differs. One that
   * is there already is turned to; a hidden one is always new and does not tell its name. Answers undefined where it was refused.
   */
  async show(fault: Mistake, hidden = false, from = 0): Promise<Branch | undefined> {
    const { branches, session } = this.parts;
    const right = rightOf(branches, from) ?? (await this.#mended());
    const made = branches.list.find((branch) => branch.left === right && branch.step === from && branch.spec.fault === fault);
    if (made && !hidden) await session.turnTo(made.id);
    else {
      await session.turnTo(right);
      await session.fork({ spec: { ...branches.specOf(right)!, fault } }, from, hidden);
    }
    if (branches.current === right) return undefined;
    branches.compare(right, true);
    const branch = branches.get(branches.current)!;
    await this.#markDifference(branch.id, right);
    return branch;
  }

  /** Back to the right program; the branch that has the mistake goes. */
  async off(): Promise<void> {
    const { branches, session } = this.parts;
    const branch = wrongSince(branches);
    if (branch) await session.prune(branch.id);
    else await this.#mended();
  }

  /** The right program of a run that was opened with its mistake. */
  async #mended(): Promise<number> {
    const { branches, session } = this.parts;
    await session.turnTo(0);
    await session.fork({ spec: { ...branches.root!, fault: 'none' } }, 0);
    return branches.current;
  }

  async #markDifference(a: number, b: number): Promise<void> {
    const { run, branches, failed } = this.parts;
    try {
      const difference = await run.trainer.call('firstDifference', { a, b, to: toStep(run.goal) });
      if (difference && branches.current === a) this.#mark(difference);
    } catch (reason) {
      if (!isCancelled(reason)) failed(reason);
    }
  }

  /** Goes to the moment at which a number is there, follows its sample and selects what it belongs to. */
  #mark(difference: Difference): void {
    const { playhead, selection } = this.parts;
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
