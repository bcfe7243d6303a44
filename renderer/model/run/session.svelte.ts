import type { Failure } from '#core/contract/failure.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { Change } from '#core/spec/branch.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Document } from '#core/view/document.ts';
import type { BranchRestorer } from '#renderer/model/branches/branch-restorer.svelte.ts';
import type { Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import type { Notebook } from '#renderer/model/notebook/notebook.svelte.ts';
import type { Entry } from '#renderer/model/notebook/notebook.ts';
import type { Notices } from '#renderer/model/notices.svelte.ts';
import { markOf, markToKeep } from '#renderer/model/time/kept-marks.ts';
import type { Marks } from '#renderer/model/time/marks.svelte.ts';
import type { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import { compare } from '#renderer/model/time/time-point.ts';
import type { Tools } from '#renderer/model/view/tools.svelte.ts';
import type { Draft } from './draft.svelte.ts';
import { exampleSpec, examples, type ExampleName } from './examples.ts';
import type { Keeping } from './keeping.ts';
import type { Recovery } from './recovery.ts';
import type { Run } from './run.svelte.ts';
import type { TableFiles } from './table-files.ts';
import type { Part, Taken } from './taken.ts';

/** What a session needs of the app. */
interface Parts {
  readonly branches: Branches;
  readonly restorer: BranchRestorer;
  readonly notebook: Pick<Notebook, 'leave' | 'branchOf'>;
  readonly draft: Pick<Draft, 'applied' | 'adapted'>;
  readonly playhead: Pick<Playhead, 'step' | 'seek' | 'timeline'>;
  readonly marks: Pick<Marks, 'list'>;
  readonly recovery: Pick<Recovery, 'reviveWhereLost'>;
  readonly tableFiles: Pick<TableFiles, 'refuse'>;
  readonly keeper: Pick<Keeping, 'leave' | 'opened' | 'edited'>;
  readonly notices: Notices;
  readonly tools: Pick<Tools, 'isOff'>;
}

/** What a run is opened with: its branches and marks, and what it is called. */
export type OpenedWith = Pick<Document, 'branches' | 'wrong' | 'leftOut' | 'marks' | 'name'>;

/** Which run is open, and the roads by which another one, or a branch of it, takes its place. */
export class Session implements Part {
  /** The example that is open, as long as nobody changed it. */
  example = $state<ExampleName | undefined>(undefined);
  /** What the person calls it: as its file is called, without `.json`. */
  name = $state<string | undefined>(undefined);
  /** Whether an edit begins the run anew, or leaves it for a branch at the playhead. */
  editsApply = $state<'start' | 'here'>('start');

  constructor(
    readonly run: Run,
    readonly parts: Parts,
  ) {}

  taken(taken: Taken): void {
    if (taken.by === 'opening') this.example = taken.example;
    else if (taken.by === 'edit') this.example = undefined;
  }

  async openExample(name: ExampleName): Promise<void> {
    await this.openSpec(exampleSpec(name), examples[name].steps, name);
  }

  /** Opens a run, with what a document has beside it; when it is refused the person is told and the open run stays as it was. */
  async openSpec(
    spec: unknown,
    steps: number,
    example?: ExampleName,
    document?: OpenedWith,
    states: readonly KeptState[] = [],
  ): Promise<boolean> {
    const { keeper, marks, notebook, playhead, recovery, restorer, tableFiles } = this.parts;
    recovery.reviveWhereLost();
    notebook.leave();
    keeper.leave();
    const failure = await this.run.open(spec, steps, { by: 'opening', example });
    if (failure) return tableFiles.refuse(failure, () => this.openSpec(spec, steps, example, document, states));
    this.name = document?.name;
    if (document) {
      restorer.plant(document, states);
      marks.list = document.marks.map((mark) => markOf(playhead.timeline!, mark)).sort(compare);
    }
    keeper.opened();
    return true;
  }

  /**
   * The editor's road: a refused edit is said at its field, and an edit that keeps the shape keeps the place in time. A description that a
   * branch was opened with, which undo and redo bring back, turns to that branch.
   */
  async edit(spec: RunSpec): Promise<Failure | undefined> {
    const { branches, draft, keeper, notebook, playhead, tools } = this.parts;
    if (tools.isOff('edit')) return { code: 'switched-off' };
    notebook.leave();
    const known = branches.knows(spec);
    if (known !== undefined) return this.run.turnTo(known, { by: 'turn' });
    if (this.editsApply === 'start' || playhead.step === 0) {
      keeper.leave();
      const refused = await this.run.open(spec, this.run.wished, { by: 'edit', adapted: draft.adapted.length > 0 });
      if (!refused) keeper.edited();
      return refused;
    }
    const failure = await this.#fork({ spec }, playhead.step, false);
    if (!failure) branches.know(spec, branches.current);
    return failure;
  }

  /** Leaves the run at a step, the playhead's unless said, for a branch that is other from there on; one that is refused changes nothing. */
  async fork(change: Change, step = this.parts.playhead.step, hidden = false): Promise<Failure | undefined> {
    const failure: Failure | undefined = this.parts.tools.isOff('edit') ? { code: 'switched-off' } : await this.#fork(change, step, hidden);
    if (failure) this.parts.notices.fail(failure);
    else this.parts.draft.applied(this.run.spec!);
    return failure;
  }

  #fork(change: Change, step: number, hidden: boolean): Promise<Failure | undefined> {
    this.parts.notebook.leave();
    return this.run.fork({ from: this.parts.branches.ownerOf(step), step: toStep(step), change }, hidden);
  }

  /** Goes on with another branch, at the same place. */
  async turnTo(branch: number): Promise<Failure | undefined> {
    const { branches, draft, notebook, notices } = this.parts;
    if (branch === branches.current) return undefined;
    notebook.leave();
    const failure = await this.run.turnTo(branch, { by: 'turn' });
    if (failure) notices.fail(failure);
    else {
      branches.know(this.run.spec!, branch);
      draft.applied(this.run.spec!);
    }
    return failure;
  }

  /** Forgets a branch and those that left it. */
  async prune(branch: number): Promise<void> {
    const { branches, restorer, notices } = this.parts;
    const { left } = branches.get(branch)!;
    if (branches.descends(branches.current, branch)) await this.turnTo(left);
    try {
      const gone = await this.run.trainer.call('prune', branch);
      branches.forget(gone);
      restorer.forget(gone);
    } catch (reason) {
      notices.report(reason);
    }
  }

  /** Goes on with what an entry of the notebook tells of, where it is still there; else opens its description from the start. */
  async reopen(entry: Entry): Promise<void> {
    const branch = this.parts.notebook.branchOf(entry);
    if (branch !== undefined) await this.turnTo(branch);
    else await this.openSpec(entry.spec, entry.goal, entry.example);
  }

  /** The same run from the beginning, same seed and so the same numbers. */
  async restart(): Promise<void> {
    const { branches, marks, playhead } = this.parts;
    const { root } = branches;
    if (!root) return;
    const kept = marks.list.map((mark) => markToKeep(playhead.timeline!, mark));
    const same = { branches: [], wrong: [], leftOut: 0, marks: kept, ...(this.name !== undefined && { name: this.name }) };
    await this.openSpec(root, this.run.wished, this.example, same);
  }

  /** Where training goes and the timeline ends. */
  setGoal(goal: number): void {
    const { run } = this;
    const { notices, playhead, tools } = this.parts;
    if (tools.isOff('train')) return notices.fail({ code: 'switched-off' });
    run.train(goal);
    if (playhead.step > run.goal) playhead.seek(run.goal);
    run.refreshSeries();
  }
}
