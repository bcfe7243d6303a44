import type { Change } from '#core/spec/branch.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { HostCalls, OpenedFile } from '#core/protocol/host.ts';
import { runFileOf, type RunFile } from '#core/spec/run-file.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { TraceCache } from '#renderer/link/trace-cache.ts';
import { branchesToKeep } from '#renderer/model/branches/branches-to-keep.ts';
import { Branches } from '#renderer/model/branches/branches.svelte.ts';
import { setTable } from '#renderer/model/run/data-edits.ts';
import { Draft } from '#renderer/model/run/draft.svelte.ts';
import { Examination } from '#renderer/model/queries/examination.svelte.ts';
import { exampleSpec, examples, startingExample, type ExampleName } from '#renderer/model/run/examples.ts';
import { Landscape } from '#renderer/model/landscape/landscape.svelte.ts';
import { Layout } from '#renderer/model/view/layout.svelte.ts';
import { LearningCurve } from '#renderer/model/queries/learning-curve.svelte.ts';
import { Marks, type Mark } from '#renderer/model/time/marks.svelte.ts';
import { Mistakes } from '#renderer/model/mistakes/mistakes.svelte.ts';
import { Notebook } from '#renderer/model/notebook/notebook.svelte.ts';
import type { Entry } from '#renderer/model/notebook/notebook.ts';
import { Notices } from './notices.svelte.ts';
import { WhatIf } from '#renderer/model/branches/what-if.svelte.ts';
import { BranchRestorer } from '#renderer/model/branches/branch-restorer.svelte.ts';
import { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import { Presentation } from '#renderer/model/view/presentation.svelte.ts';
import { readRunFile } from '#renderer/model/run/read-run-file.ts';
import { Quiz } from '#renderer/model/mistakes/quiz.svelte.ts';
import { asFailure, Run } from '#renderer/model/run/run.svelte.ts';
import { CameraState } from '#renderer/model/view/camera.svelte.ts';
import { ViewChoices } from '#renderer/model/view/view-choices.svelte.ts';
import { Scoreboard } from '#renderer/model/queries/scoreboard.svelte.ts';
import { Selection } from '#renderer/model/view/selection.svelte.ts';
import { plainName, tableExtensions, Tables } from '#renderer/model/run/tables.svelte.ts';
import { TimeWindow } from '#renderer/model/time/time-window.svelte.ts';

/** How often a lost trainer is started again within so many milliseconds. */
const mostRecoveries = 3;
const recoveryWindow = 60_000;

export type Dialog = 'export' | 'keys' | 'go-to-step' | 'commands' | 'about' | 'mark' | 'preferences';

/** The pieces of the app, each with its own question, put together. */
export class App {
  readonly run: Run;
  readonly selection = new Selection();
  readonly notices = new Notices();
  readonly marks = new Marks();
  readonly playhead: Playhead;
  readonly layout: Layout;
  readonly choices = new ViewChoices();
  readonly camera: CameraState;
  readonly presentation = new Presentation(this);
  readonly tables: Tables;
  readonly scoreboard: Scoreboard;
  readonly examination: Examination;
  readonly learningCurve: LearningCurve;
  readonly timeWindow: TimeWindow;
  readonly branches: Branches;
  /** Branches of a file that are still to be made. */
  readonly restorer: BranchRestorer;
  readonly whatIf: WhatIf;
  readonly mistakes = new Mistakes(this);
  readonly quiz = new Quiz(this, this.mistakes);
  readonly notebook: Notebook;
  /** Whether an edit begins the run anew, or leaves it for a branch at the playhead. */
  editsApply = $state<'start' | 'here'>('start');
  readonly landscape: Landscape;
  readonly draft = new Draft(
    (spec) => this.#edit(spec),
    () => this.tables.shapes,
  );
  /** The example that is open, as long as nobody changed it. */
  example = $state<ExampleName | undefined>(undefined);
  /** Whether discs show what their units say over the plane of the inputs, instead of a number. */
  unitSurfaces = $state(false);
  fullScreen = $state(false);
  /** The one dialog that is open. */
  dialog = $state<Dialog | undefined>(undefined);

  constructor(
    readonly trainer: Trainer,
    readonly host: HostCalls,
    readonly preferences: Preferences,
    /** Starts a new trainer in the place of one that was lost. */
    readonly startTrainer: () => Port<Message, Request>,
  ) {
    trainer.onLost((failure) => void this.#recover(failure));
    this.layout = new Layout(preferences.store);
    this.tables = new Tables(trainer);
    this.run = new Run(trainer, this.tables);
    this.camera = new CameraState(this.run, this.presentation);
    this.branches = new Branches(this.run);
    this.timeWindow = new TimeWindow(this.run);
    this.restorer = new BranchRestorer(this.run, this.branches, (count, wrong) => this.notices.leftOut(count, wrong));
    this.notebook = new Notebook(this.run, preferences.store);
    this.whatIf = new WhatIf(this.run, this.selection, (reason) => this.report(reason));
    this.scoreboard = new Scoreboard(this.run, (reason) => this.report(reason));
    this.examination = new Examination(this.run, (reason) => this.report(reason));
    this.learningCurve = new LearningCurve(this.run, (reason) => this.report(reason));
    this.landscape = new Landscape(this.run, this.choices.of('landscape'), (reason) => this.report(reason));
    this.playhead = new Playhead(this.run, this.selection, new TraceCache(trainer, { last: () => this.run.goal }));
  }

  /** Says what went wrong; what is not a Failure is a defect of the interface. */
  report(reason: unknown): void {
    this.notices.fail(asFailure(reason));
  }

  /** Says why a question about a branch failed; of a branch that is gone meanwhile nobody wants to know. */
  reportOf(branch: number, reason: unknown): void {
    if (this.branches.ids.includes(branch)) this.report(reason);
  }

  setFullScreen(on: boolean): void {
    this.fullScreen = on;
    this.host.setFullScreen(on);
  }

  start(): Promise<void> {
    return this.openExample(startingExample);
  }

  async openExample(name: ExampleName): Promise<void> {
    await this.openSpec(exampleSpec(name), examples[name].steps, name);
  }

  /** Opens a run, with the branches of its file; when it is refused the person is told and the open run stays as it was. */
  async openSpec(spec: unknown, steps: number, example?: ExampleName, file?: RunFile): Promise<boolean> {
    this.#reviveWhereLost();
    this.notebook.leave();
    const failure = await this.run.open(spec, steps, () => this.playhead.reset());
    if (failure) return this.#refuse(failure, () => this.openSpec(spec, steps, example, file));
    this.example = example;
    this.#beginAnew(this.run.spec!);
    this.notebook.opened(this.run.spec!, example);
    this.whatIf.release();
    this.draft.load(this.run.spec!);
    this.selection.clear();
    this.selection.follow = 'batch';
    this.marks.clear();
    this.timeWindow.showWhole();
    this.notices.dismiss();
    if (file) this.restorer.plant(file);
    return true;
  }

  /**
   * The editor's road: a refused edit is said at its field, and an edit that keeps the shape keeps the place in time. A description that a
   * branch was opened with, which undo and redo bring back, turns to that branch.
   */
  async #edit(spec: RunSpec): Promise<Failure | undefined> {
    this.notebook.leave();
    const known = this.branches.knows(spec);
    if (known !== undefined) return this.#turned(await this.run.turnTo(known));
    if (this.editsApply === 'here' && this.playhead.step > 0) {
      const failure = await this.#fork({ spec });
      if (!failure) this.branches.know(spec, this.branches.current);
      return failure;
    }
    const { shape, spec: before, wished } = this.run;
    const failure = await this.run.open(spec, wished);
    if (failure) return failure;
    this.example = undefined;
    this.#beginAnew(spec);
    this.notebook.edited(this.run.spec!, this.draft.adapted.length > 0);
    this.whatIf.release();
    const sameShape = JSON.stringify(shape) === JSON.stringify(this.run.shape);
    if (!sameShape) {
      this.selection.clear();
      this.marks.keepSteps();
    }
    if (JSON.stringify(before?.data) !== JSON.stringify(spec.data)) this.selection.follow = 'batch';
    this.playhead.reset(sameShape);
    this.notices.dismiss();
    return undefined;
  }

  /** A run that has no branches yet. */
  #beginAnew(spec: RunSpec): void {
    this.branches.reset(spec);
    this.restorer.clear();
  }

  /** Leaves the run at a step, the playhead's unless said, for a branch that is other from there on; one that is refused changes nothing. */
  async fork(change: Change, step = this.playhead.step, hidden = false): Promise<Failure | undefined> {
    const failure = await this.#fork(change, step, hidden);
    if (failure) this.notices.fail(failure);
    else this.draft.applied(this.run.spec!);
    return failure;
  }

  async #fork(change: Change, step = this.playhead.step, hidden = false): Promise<Failure | undefined> {
    const { branches, run } = this;
    const left = branches.ownerOf(step);
    const before = branches.specOf(left)!;
    this.notebook.leave();
    const failure = await run.fork({ from: left, step: toStep(step), change });
    if (failure) return failure;
    const { branch: id, spec } = run.summary!;
    branches.add({ id, left, step, change, before, spec, hidden });
    if (this.playhead.step < step) this.playhead.seek(step);
    return this.#turned(undefined);
  }

  /** Goes on with another branch, at the same place. */
  async turnTo(branch: number): Promise<Failure | undefined> {
    if (branch === this.branches.current) return undefined;
    this.notebook.leave();
    const failure = await this.run.turnTo(branch);
    if (failure) {
      this.notices.fail(failure);
      return failure;
    }
    this.#turned(undefined);
    this.branches.know(this.run.spec!, branch);
    this.draft.applied(this.run.spec!);
    return undefined;
  }

  /** Forgets a branch and those that left it. */
  async prune(branch: number): Promise<void> {
    const { left } = this.branches.get(branch)!;
    const turned = this.branches.descends(this.branches.current, branch);
    if (turned) await this.turnTo(left);
    try {
      const gone = await this.trainer.call('prune', branch);
      this.branches.forget(gone);
      this.restorer.forget(gone);
    } catch (reason) {
      this.report(reason);
    }
  }

  /** Goes on with what an entry of the notebook tells of, where it is still there; else opens its description from the start. */
  async reopen(entry: Entry): Promise<void> {
    const branch = this.notebook.branchOf(entry, this.branches.list);
    if (branch !== undefined) await this.turnTo(branch);
    else await this.openSpec(entry.spec, entry.goal, entry.example);
  }

  #turned(failure: Failure | undefined): Failure | undefined {
    if (failure) return failure;
    this.notebook.turned(this.branches.road());
    this.whatIf.release();
    this.playhead.reset(true);
    this.notices.dismiss();
    return undefined;
  }

  /** Gives a lost trainer's work to a new one: same run, same step, same numbers. One that keeps dying is left alone. */
  async #recover(lost: Failure): Promise<void> {
    const { step, t } = this.playhead;
    const { wished } = this.run;
    const { root: spec, current } = this.branches;
    const now = performance.now();
    this.#losses = this.#losses.filter((time) => now - time < recoveryWindow);
    if (!spec || this.#losses.length >= mostRecoveries) return this.notices.fail(lost);
    this.#losses.push(now);
    this.trainer.revive(this.startTrainer());
    const before = this.branches.ids;
    const failure = (await this.run.open(spec, wished)) ?? (await this.branches.regrow(current));
    if (failure) return this.notices.fail(failure);
    this.restorer.resume((left) => this.branches.ids[before.indexOf(left)]!);
    this.playhead.reset(true);
    this.playhead.seek(step, t);
    this.notices.recovered();
  }
  #losses: number[] = [];

  /** Where training goes and the timeline ends. */
  setGoal(goal: number): void {
    this.run.train(goal);
    if (this.playhead.step > this.run.goal) this.playhead.seek(this.run.goal);
    this.run.refreshSeries();
  }

  /** The same run from the beginning, same seed and so the same numbers. */
  async restart(): Promise<void> {
    const { example } = this;
    const marks = this.marks.list;
    if (!this.branches.root || !(await this.openSpec(this.branches.root, this.run.wished, example))) return;
    this.marks.list = marks;
  }

  /** Marks where the playhead is; where there is a mark, its note is written. */
  mark(): void {
    const { here } = this.playhead;
    const there = this.marks.at(here);
    if (there) this.editMark(there);
    else this.marks.put(here);
  }

  /** Goes to a mark, to write its note or to take it away. */
  editMark(mark: Mark): void {
    this.playhead.seek(mark.step, mark.t);
    this.marks.edited = mark;
    this.dialog = 'mark';
  }

  /** Goes to the next mark, or the one before. */
  goToMark(direction: 1 | -1): void {
    const mark = this.marks.beside(this.playhead.here, direction);
    if (mark) this.playhead.seek(mark.step, mark.t);
  }

  async openFile(): Promise<void> {
    const extensions = ['json', ...tableExtensions];
    const file = await this.host.openFile({ name: this.preferences.words.shell.runOrTable, extensions });
    if (file) await this.take(file);
  }

  /** A file that was chosen or dropped: a table by its name, else a run. */
  async take({ name, bytes }: OpenedFile): Promise<void> {
    if (tableExtensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))) await this.takeTable({ name, bytes });
    else await this.openRunFile(bytes);
  }

  async openRunFile(bytes: Uint8Array): Promise<boolean> {
    const read = readRunFile(bytes, this.tables.shapes);
    if (!read.ok) return this.#refuse(read.failure, () => this.openRunFile(bytes));
    const last = Math.max(0, ...read.value.branches.map(({ step }) => step));
    const steps = this.run.wished || examples[startingExample].steps;
    // A branch has steps of its own.
    return this.openSpec(read.value.spec, last < steps ? steps : 2 * last, undefined, read.value);
  }

  /** Asks for a table to learn from. */
  async openTable(): Promise<void> {
    const file = await this.#chooseTable();
    if (file) await this.takeTable(file);
  }

  /** Makes a table the data of the open run, which adapts to it. */
  async takeTable({ name, bytes }: OpenedFile): Promise<void> {
    const table = plainName(name);
    if (!(await this.#readTable(table, bytes))) return;
    this.draft.change(setTable(table), true);
    await this.draft.flush();
  }

  /** Asks for the file of a table that a run names, and tries the run `again`; a file that does not go with it is dropped. */
  async findTable(table: string, again: () => Promise<boolean>): Promise<void> {
    const file = await this.#chooseTable();
    if (file && (await this.#readTable(table, file.bytes)) && !(await again())) this.tables.forget(table);
  }

  #chooseTable(): Promise<OpenedFile | undefined> {
    return this.host.openFile({ name: this.preferences.words.shell.tableFile, extensions: tableExtensions });
  }

  async #readTable(table: string, bytes: Uint8Array): Promise<boolean> {
    this.#reviveWhereLost();
    this.notices.dismiss();
    try {
      await this.tables.add(table, bytes);
      return true;
    } catch (reason) {
      this.report(reason);
      return false;
    }
  }

  #reviveWhereLost(): void {
    if (this.trainer.lost) this.trainer.revive(this.startTrainer());
  }

  /** Says why a run was not opened; where only its table is missing, the file can be found and the run tried again. */
  #refuse(failure: Failure, again: () => Promise<boolean>): false {
    const find = failure.code === 'needs-table' ? () => this.findTable(failure.table, again) : undefined;
    this.notices.fail(failure, find);
    return false;
  }

  async saveFile(): Promise<void> {
    const { branches, restorer } = this;
    if (!branches.root) return;
    const file = runFileOf(branches.root, branchesToKeep([...branches.list, ...restorer.waiting]));
    const bytes = new TextEncoder().encode(JSON.stringify(file, null, 2));
    const saved = await this.host.saveFile({
      suggestedName: 'run.json',
      filter: { name: this.preferences.words.shell.runFile, extensions: ['json'] },
      bytes,
    });
    if (saved) this.notices.saved(saved.name);
  }
}
