import type { Failure } from '#core/contract/failure.ts';
import { judge, rightAnswer, type Answer, type Verdict } from '#core/lessons/answer.ts';
import { inLanguage, type Course } from '#core/lessons/course.ts';
import { evaluate, sourcesOf, type Here } from '#core/lessons/evaluate.ts';
import type { Expression } from '#core/lessons/expression.ts';
import { offIn, viewsIn, type Beat } from '#core/lessons/lesson.ts';
import { placeIn } from '#core/lessons/place-in.ts';
import { coversIn } from '#core/lessons/read-cover.ts';
import { readLessonRun, runNameOf, viewOf } from '#core/lessons/read-lesson.ts';
import { stopAfter, type Stop } from '#core/lessons/syllabus.ts';
import type { BeatText, LessonText, Paragraph } from '#core/lessons/text.ts';
import type { ViewId } from '#core/view/views.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { play } from '#renderer/model/perform.ts';
import { showView } from '#renderer/model/work/show-view.ts';
import { exampleFiles } from '#renderer/model/run/examples.ts';
import { asFailure } from '#renderer/model/run/run.svelte.ts';
import { Bank } from './bank.svelte.ts';
import { expressionsIn, faultOnRun, ofBeat } from './beat-numbers.ts';
import { calm } from './calm.ts';
import type { Began } from './began.ts';
import { hereIn, reached, screenOf } from './desk.ts';
import { Motion } from './motion.svelte.ts';
import type { OpenLesson } from './open-lesson.ts';
import type { BeatRecord, Playing } from './playing.ts';
import { RunNumbers } from './run-numbers.ts';

const untouched: BeatRecord = { hints: 0 };
const isAnswered = ({ verdict, revealed }: BeatRecord): boolean => verdict !== undefined || revealed === true;
/** How often an open task is looked at, in milliseconds. */
const pause = 150;

/** Plays a lesson: sets the scene of a beat, takes the answer, notices that the task is done. The learner may do anything meanwhile. */
export class Player implements Playing {
  index = $state(0);
  /** The scene is being set. */
  setting = $state(false);
  failure = $state.raw<Failure | undefined>(undefined);
  records = $state.raw<Readonly<Record<string, BeatRecord>>>({});

  readonly beat: Beat = $derived.by(() => this.open.lesson.beats[this.index]!);
  readonly text: LessonText = $derived.by(() => this.open.texts.get(this.app.preferences.language) ?? [...this.open.texts.values()][0]!);
  readonly says: BeatText = $derived(this.text.beats.get(this.beat.id)!);
  readonly code = $derived.by(() => this.open.code.get(this.beat.id));
  readonly record: BeatRecord = $derived(this.records[this.beat.id] ?? untouched);
  readonly isLast = $derived.by(() => this.index === this.open.lesson.beats.length - 1);
  /** Nothing is left to answer or to do in the beat. */
  readonly isThrough = $derived.by(() => {
    const { ask, do: task } = this.beat;
    return (!ask || isAnswered(this.record)) && (!task || this.record.done === true);
  });
  #chosen = $state.raw<{ readonly beat: Beat; readonly answer: Answer } | undefined>(undefined);
  /** A prediction is made once; a number is sought until it is found or shown. */
  readonly toCheck: Answer | undefined = $derived.by(() => {
    const { beat, record } = this;
    const { answer } = this.#chosen?.beat === beat ? this.#chosen : { answer: undefined };
    const over = record.revealed || record.verdict?.right || (record.verdict && beat.ask?.kind !== 'number');
    return over || (record.answer && JSON.stringify(record.answer) === JSON.stringify(answer)) ? undefined : answer;
  });
  readonly waitsFor = $derived.by(() => {
    if ((this.beat.ask && !isAnswered(this.record)) || this.toCheck) return 'check';
    return this.isThrough ? (this.isLast ? 'finish' : 'beat') : undefined;
  });
  #numbers = $state.raw<{ readonly beat: Beat; readonly here: Here; readonly known: RunNumbers } | undefined>(undefined);
  /** The run as the lesson opened it. */
  #began: (Began & { readonly name: string }) | undefined;
  readonly motion: Motion;
  #looked = 0;
  #screen: readonly unknown[] = [];

  constructor(
    readonly app: App,
    readonly course: Course,
    readonly open: OpenLesson,
    /** Brings back what it stood before. */
    readonly back: () => Promise<void> = async () => undefined,
    readonly bank: Bank = new Bank(),
  ) {
    this.motion = new Motion(app);
  }

  get onWay(): boolean {
    return this.motion.onWay;
  }

  get id(): string {
    return this.open.id;
  }

  get title(): string {
    const { language, words } = this.app.preferences;
    const place = placeIn(this.course, this.id);
    if (!place) return this.id;
    return place.title ? inLanguage(place.title, language) : words.lessons.recall;
  }

  get behind(): Stop | undefined {
    return stopAfter(this.course, this.id);
  }

  get beats(): number {
    return this.open.lesson.beats.length;
  }

  get views(): readonly ViewId[] {
    return viewsIn(this.open.lesson);
  }

  async leave(): Promise<void> {
    this.motion.end();
    this.app.cover = [];
    this.app.tools.release();
    await this.back();
  }

  /** Goes to a beat and sets its scene. */
  async goTo(index: number): Promise<void> {
    this.index = Math.max(0, Math.min(this.open.lesson.beats.length - 1, index));
    const from = this.app.run.summary && { root: this.app.branches.root, branch: this.app.branches.current, at: this.app.playhead.here };
    if (!(await this.set()) || from?.root !== this.app.branches.root || from?.branch !== this.app.branches.current) return;
    // Where something is to be done it can be done at once.
    if (!this.beat.do) this.motion.come(from.at);
  }

  /** Sets the scene of the beat anew, whatever was done to it; false where that failed or is no longer wished. */
  async set(): Promise<boolean> {
    const { app, beat } = this;
    this.motion.end();
    this.setting = true;
    this.failure = this.#numbers = undefined;
    this.#screen = [];
    try {
      this.#hide();
      app.tools.off = offIn(this.open.lesson, beat);
      const failure = (await this.#openRun()) ?? (await this.#arrange());
      app.layout.close();
      this.failure = failure && ofBeat(this.open, beat, failure);
      if (this.failure || beat !== this.beat) return false;
      const here = hereIn(app);
      const known = await new RunNumbers(app.trainer).fetch(expressionsIn(this.open, beat).flatMap((one) => sourcesOf(one, here)));
      if (beat !== this.beat) return false;
      // What cannot be said or judged is told now, and not by what would show it.
      this.failure = faultOnRun(this.open, beat, here, known, app.playhead.shown?.trace);
      if (this.failure) return false;
      this.#numbers = { beat, here, known };
      this.#play();
      return true;
    } catch (reason) {
      if (beat === this.beat) this.failure = ofBeat(this.open, beat, asFailure(reason));
      return false;
    } finally {
      if (beat === this.beat) this.setting = false;
    }
  }

  /** A number of the beat's text; undefined while it is on its way. */
  value(expression: Expression): number | undefined {
    const numbers = this.#numbers;
    return numbers?.beat === this.beat ? evaluate(expression, numbers.here, numbers.known) : undefined;
  }

  /** Takes an answer. A prediction is made once; a number may be tried again. */
  answer(answer: Answer): Verdict | undefined {
    const { ask } = this.beat;
    const numbers = this.#numbers;
    if (!ask || numbers?.beat !== this.beat) return undefined;
    const verdict = judge(ask, answer, this.open.lesson.names, numbers.here, numbers.known);
    this.#note({ predicted: this.record.predicted ?? answer, answer, verdict });
    this.#show();
    return verdict;
  }

  choose(answer: Answer | undefined): void {
    this.#chosen = answer && { beat: this.beat, answer };
  }

  check(): Verdict | undefined {
    return this.toCheck && this.answer(this.toCheck);
  }

  reveal(): void {
    if (!this.beat.ask || this.#numbers?.beat !== this.beat) return;
    this.#note({ revealed: true });
    this.#show();
  }

  /** What was hidden is seen, where it was to be looked for. */
  #show(): void {
    this.motion.arrive();
    this.#hide();
    this.#play();
  }

  count(key: string, people: number): void {
    this.#note({ counts: { ...this.record.counts, [key]: people } });
  }

  belief(id: string): Paragraph | undefined {
    return this.bank.text(id, this.app.preferences.language);
  }

  rightAnswer(): Answer | undefined {
    const { ask } = this.beat;
    const numbers = this.#numbers;
    return ask && numbers?.beat === this.beat ? rightAnswer(ask, this.open.lesson.names, numbers.here, numbers.known) : undefined;
  }

  hint(): void {
    this.#note({ hints: Math.min(this.says.hints.length, this.record.hints + 1) });
  }

  /** Does the task by the recorded solution, from the beat's own scene. */
  async showMe(): Promise<void> {
    const { beat } = this;
    if (!beat.do) return;
    await this.set();
    if (this.failure) return;
    const stopped = await play(this.app, beat.do.solution);
    if (beat !== this.beat) return;
    if (stopped) this.failure = stopped.failure;
    else this.#note({ done: true, shown: true });
  }

  /** Once a frame, with milliseconds: looks whether the task is done by now. */
  tick(now: number): void {
    const { beat, app } = this;
    const began = this.#began;
    this.motion.tick(beat.play);
    if (!beat.do || this.record.done || this.setting || !began || now - this.#looked < pause) return;
    this.#looked = now;
    const screen = screenOf(app);
    if (screen.every((part, index) => part === this.#screen[index])) return;
    this.#screen = screen;
    void reached(app, beat.do.goals, this.open.lesson.names, began).then((is) => {
      if (is && beat === this.beat) this.#note({ done: true });
    });
  }

  /** Time goes on as far as the beat says, once what it asks was answered. */
  #play(): void {
    const { play: to, ask } = this.beat;
    if (to && (!ask || isAnswered(this.record))) this.motion.play(to);
  }

  /** What would give the answer away is hidden until there is one. */
  #hide(): void {
    this.app.cover = isAnswered(this.record) ? [] : coversIn(this.beat, this.open.lesson.names);
  }

  #note(more: Partial<BeatRecord>): void {
    this.records = { ...this.records, [this.beat.id]: { ...this.record, ...more } };
  }

  /** Opens the beat's run, unless it is open as the lesson opened it. */
  async #openRun(): Promise<Failure | undefined> {
    const { app, open, beat } = this;
    const name = runNameOf(open.lesson, beat);
    const { root, list } = app.branches;
    const untouched = this.#began?.name === name && root === this.#began.spec && list.length === this.#branches;
    if (untouched) return undefined;
    const document = await app.tables.readOver(() => readLessonRun(open.lesson, name, exampleFiles, app.tables.shapes));
    if (!document.ok) return document.failure;
    const { spec, steps, branches } = document.value;
    app.keeper.lend();
    if (!(await app.session.openSpec(spec, steps, undefined, document.value)))
      return app.notices.current?.kind === 'failure' ? app.notices.current.failure : { code: 'no-run' };
    await app.restorer.settled(branches.map(({ number }) => number));
    this.#began = { name, spec: app.branches.root! };
    this.#branches = app.branches.list.length;
    return undefined;
  }
  #branches = 0;

  async #arrange(): Promise<Failure | undefined> {
    const view = viewOf(this.beat);
    if (!view.ok) return view.failure;
    // Views that a beat leaves out stay as the beats before it left them.
    const views = this.open.lesson.beats.slice(0, this.index + 1).findLast((beat) => beat.view.views)?.view.views;
    return showView(this.app, calm({ ...view.value, ...(views && { views }) }, this.app));
  }
}
