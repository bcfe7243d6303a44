import type { Term } from '#core/words/glossary/terms.ts';
import type { HostCalls } from '#core/protocol/host.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { TraceCache } from '#renderer/link/trace-cache.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { BranchRestorer } from '#renderer/model/branches/branch-restorer.svelte.ts';
import { Loans } from '#renderer/model/branches/loans.ts';
import { Branches } from '#renderer/model/branches/branches.svelte.ts';
import { Comparison } from '#renderer/model/branches/comparison.svelte.ts';
import { WhatIf } from '#renderer/model/branches/what-if.svelte.ts';
import { Landscape } from '#renderer/model/landscape/landscape.svelte.ts';
import { Mistakes } from '#renderer/model/mistakes/mistakes.svelte.ts';
import { Quiz } from '#renderer/model/mistakes/quiz.svelte.ts';
import { Notebook } from '#renderer/model/notebook/notebook.svelte.ts';
import { Examination } from '#renderer/model/queries/examination.svelte.ts';
import { LearningCurve } from '#renderer/model/queries/learning-curve.svelte.ts';
import { Pulse } from '#renderer/model/queries/pulse.svelte.ts';
import { Scoreboard } from '#renderer/model/queries/scoreboard.svelte.ts';
import type { GivenCourse } from '#renderer/model/lessons/given-course.ts';
import { Draft } from '#renderer/model/run/draft.svelte.ts';
import { Taught } from '#renderer/model/lessons/taught.svelte.ts';
import { startingExample } from '#renderer/model/run/examples.ts';
import { Recovery } from '#renderer/model/run/recovery.ts';
import type { Keeping } from '#renderer/model/run/keeping.ts';
import { RunFiles } from '#renderer/model/run/run-files.ts';
import { Run } from '#renderer/model/run/run.svelte.ts';
import { Session } from '#renderer/model/run/session.svelte.ts';
import { TableFiles } from '#renderer/model/run/table-files.ts';
import { TableImport } from '#renderer/model/run/table-import.svelte.ts';
import { Tables } from '#renderer/model/run/tables.svelte.ts';
import type { Part } from '#renderer/model/run/taken.ts';
import { readingSeconds } from '#renderer/model/time/reading.ts';
import { Reader } from '#renderer/model/time/reader.svelte.ts';
import type { Told } from '#renderer/model/time/told.ts';
import { Marks, type Mark } from '#renderer/model/time/marks.svelte.ts';
import { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import { TimeWindow } from '#renderer/model/time/time-window.svelte.ts';
import { CameraState } from '#renderer/model/view/camera.svelte.ts';
import { Layout } from '#renderer/model/view/layout.svelte.ts';
import { Presentation } from '#renderer/model/view/presentation.svelte.ts';
import { Tools } from '#renderer/model/view/tools.svelte.ts';
import { Screen } from '#renderer/model/view/screen.svelte.ts';
import { Selection } from '#renderer/model/view/selection.svelte.ts';
import { Welcome } from '#renderer/model/view/welcome.svelte.ts';
import { ViewChoices } from '#renderer/model/view/view-choices.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { narrateTold } from '#renderer/model/narration/narrate.ts';
import { textOf } from '#renderer/model/narration/teller.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Dialog } from './dialog.ts';
import { speechOf } from './speech.ts';
import { start, type Opening } from './start.ts';

/** The pieces of the app, each with its own question, put together. */
export class App extends Taught {
  readonly selection = new Selection();
  readonly notices = new Notices();
  readonly marks = new Marks();
  /** What is chosen in every view. */
  readonly choices = new ViewChoices();
  /** What the lesson does without. */
  readonly tools = new Tools();
  readonly tables: Tables;
  readonly run: Run;
  readonly playhead: Playhead;
  readonly timeWindow: TimeWindow;
  readonly branches: Branches;
  /** Branches of a file that are still to be made. */
  readonly restorer: BranchRestorer;
  readonly comparison: Comparison;
  readonly whatIf: WhatIf;
  readonly notebook: Notebook;
  readonly scoreboard: Scoreboard;
  readonly examination: Examination;
  readonly learningCurve: LearningCurve;
  readonly landscape: Landscape;
  readonly draft: Draft;
  readonly session: Session;
  readonly tableFiles: TableFiles;
  readonly tableImport: TableImport;
  readonly files: RunFiles;
  /** What is on screen is kept, and comes back. */
  readonly keeper: Keeping;
  readonly pulse: Pulse;
  readonly mistakes: Mistakes;
  readonly quiz: Quiz;
  readonly layout: Layout;
  readonly welcome: Welcome;
  readonly screen: Screen;
  readonly presentation: Presentation;
  readonly camera: CameraState;
  /** Whether discs show what their units say over the plane of the inputs, instead of a number. */
  unitSurfaces = $state(false);
  /** The one dialog that is open. */
  dialog = $state<Dialog | undefined>(undefined);
  /** The glossary while it is open: at a term, or at its beginning. It stands before any dialog that it is asked from. */
  glossary = $state<{ readonly term: Term | undefined } | undefined>(undefined);
  /** Makes a PNG of the network as it is drawn, once there is a stage: small, or so many pixels wide. */
  photo: ((width?: number) => Promise<Uint8Array | undefined>) | undefined;
  /** The stage waits for the place of a document that is being opened. */
  waits = false;

  constructor(
    readonly trainer: Trainer,
    readonly host: HostCalls,
    readonly preferences: Preferences,
    /** Starts a new trainer in the place of one that was lost. */
    startTrainer: () => Port<Message, Request>,
    keeping: (app: App) => Keeping,
  ) {
    super();
    const { selection, notices, marks, tools } = this;
    const failed = (reason: unknown): void => notices.report(reason);
    const tables = (this.tables = new Tables(trainer));
    const run = (this.run = new Run(trainer, tables));
    const reader = new Reader(preferences, (told) => this.#secondsToRead(told));
    const playhead = (this.playhead = new Playhead(run, selection, new TraceCache(trainer, { last: () => run.goal }), reader));
    const timeWindow = (this.timeWindow = new TimeWindow(run));
    const branches = (this.branches = new Branches(run));
    const keeper = (this.keeper = keeping(this));
    const loans = new Loans(trainer, () => void keeper.openAgain().catch(failed));
    const restorer = (this.restorer = new BranchRestorer(run, branches, loans, (count, wrong) => notices.leftOut(count, wrong)));
    const whatIf = (this.whatIf = new WhatIf(run, selection, failed, tools));
    const notebook = (this.notebook = new Notebook(run, branches, preferences.store));
    this.scoreboard = new Scoreboard(run, failed);
    this.examination = new Examination(run, failed);
    this.learningCurve = new LearningCurve(run, failed);
    this.landscape = new Landscape(run, this.choices.of('landscape'), failed);

    const recovery = new Recovery(trainer, startTrainer, run, branches, restorer, playhead, notices);
    const leave = async (): Promise<void> => void ((await recovery.leave()) || (await this.openFirst()));
    this.pulse = new Pulse(trainer, () => run.training, leave);
    const tableFiles = (this.tableFiles = new TableFiles(host, preferences, tables, recovery, notices));
    const draft: Draft = (this.draft = new Draft(
      (spec) => session.edit(spec),
      () => tables.shapes,
    ));
    const session: Session = (this.session = new Session(run, {
      branches,
      restorer,
      notebook,
      draft,
      playhead,
      marks,
      recovery,
      tableFiles,
      keeper,
      notices,
      tools,
    }));
    const tableImport = (this.tableImport = new TableImport({ trainer, tables, draft, recovery, notices }, () => (this.dialog = 'table')));
    this.files = new RunFiles(host, {
      session,
      branches,
      keeper,
      tables,
      tableFiles,
      tableImport,
      preferences,
      notices,
      give: (given) => this.giveCourse(given),
    });
    this.mistakes = new Mistakes({ run, branches, session, playhead, selection, failed });
    this.quiz = new Quiz(branches, session, this.mistakes);

    const layout = (this.layout = new Layout(preferences.store, tools));
    const welcome = (this.welcome = new Welcome(playhead, layout));
    const screen = (this.screen = new Screen(host));
    const presentation = (this.presentation = new Presentation(playhead, preferences, layout, screen));
    const curve = this.choices.of('loss');
    this.comparison = new Comparison(run, branches, () => {
      welcome.leave();
      curve.chart = 'loss';
      layout.large = undefined;
      layout.open('first', 'loss');
      if (presentation.on) presentation.showView('loss');
    });
    this.camera = new CameraState(run, this.presentation);

    // The branches come first: the notebook asks them for the way to the one that is turned to.
    const parts: readonly Part[] = [
      branches,
      restorer,
      notebook,
      session,
      draft,
      whatIf,
      selection,
      marks,
      timeWindow,
      playhead,
      welcome,
      notices,
    ];
    run.onTaken((taken) => {
      for (const part of parts) part.taken(taken);
    });
  }

  /** Says what went wrong; what is not a Failure is a defect of the interface. */
  report(reason: unknown): void {
    this.notices.report(reason);
  }

  /** Says why a question about a branch failed; of a branch that is gone meanwhile nobody wants to know. */
  reportOf(branch: number, reason: unknown): void {
    if (this.branches.ids.includes(branch)) this.report(reason);
  }

  /** Shows what `start` says, where the page came with something to open. */
  start(named?: Opening, lesson?: Opening): Promise<void> {
    return start(this, named, lesson);
  }

  /** Opens the run of a first visit. */
  openFirst(): Promise<void> {
    return this.session.openExample(startingExample);
  }

  /** Time goes on, in milliseconds: once a frame. A run just opened trains once its first picture stands, so that the two do not compete. */
  tick(now: number, elapsed: number): void {
    const { playhead, run } = this;
    this.keeper.tick(now);
    this.pulse.tick(elapsed);
    if (this.waits) return;
    if (playhead.shown || playhead.failure) run.begin();
    playhead.tick(now, elapsed);
    this.welcome.tick();
    this.tickTaught(now);
  }

  /** Seconds that the sentence of a stretch of the step that is shown takes to read. */
  #secondsToRead(told: Told): number {
    const speech = speechOf(this);
    const { shown, timeline } = this.playhead;
    return speech && shown && timeline ? readingSeconds(textOf(narrateTold(shown.trace, told, timeline, speech))) : 0;
  }

  /** Has a course looked over, and opened. */
  giveCourse(given: GivenCourse): void {
    this.given = given;
    this.dialog = 'own-course';
  }

  /** Opens the glossary, at a term where one is asked for. */
  explainTerm(term?: Term): void {
    this.glossary = { term };
  }

  /** Something stands before the page and has the keys. */
  get asks(): boolean {
    return this.dialog !== undefined || this.glossary !== undefined;
  }

  /** The words at a field of the editor that is to be shown and take the focus. */
  soughtSetting = $state<string | undefined>(undefined);

  seekSetting(label: string): void {
    if (!this.layout.isOpen('editor')) this.layout.toggle('editor');
    this.soughtSetting = label;
  }

  /** Lays the branches that are there beside each other; where none is, or they lie there already, asks for other learning rates. */
  compare(): void {
    if (this.branches.compared.length > 0 || !this.comparison.lay()) this.dialog = 'compare';
  }

  /** A network of the person's own, to be typed. */
  ownNetwork(): void {
    this.dialog = 'own-network';
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
}
