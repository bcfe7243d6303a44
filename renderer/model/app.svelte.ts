import type { Failure } from '#core/contract/failure.ts';
import type { HostCalls } from '#core/contract/host.ts';
import type { RunSpec } from '#core/contract/run-spec.ts';
import type { Message, Port, Request } from '#core/contract/trainer.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { TraceCache } from '#renderer/link/trace-cache.ts';
import { Draft } from './draft.svelte.ts';
import { exampleSpec, examples, startingExample, type ExampleName } from './examples.ts';
import { Notices } from './notices.svelte.ts';
import { Playhead } from './playhead.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import { readRunFile } from './read-run-file.ts';
import { asFailure, Run } from './run.svelte.ts';
import { Selection } from './selection.svelte.ts';

/** How often a lost trainer is started again within so many milliseconds. */
const mostRecoveries = 3;
const recoveryWindow = 60_000;

export type Dialog = 'export' | 'keys' | 'go-to-step' | 'commands' | 'about';

/** The pieces of the app, each with its own question, put together. */
export class App {
  readonly run: Run;
  readonly selection = new Selection();
  readonly notices = new Notices();
  readonly playhead: Playhead;
  readonly draft = new Draft((spec) => this.#edit(spec));
  /** The example that is open, as long as nobody changed it. */
  example = $state<ExampleName | undefined>(undefined);
  fullScreen = $state(false);
  /** The last wish to look at the network closer, from further or whole; each wish is a new object. */
  zoom = $state.raw<{ readonly to: 'in' | 'out' | 'whole' } | undefined>(undefined);
  /** Whether the stage shows a part of the network only. */
  zoomed = $state(false);
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
    this.run = new Run(trainer);
    this.playhead = new Playhead(this.run, this.selection, new TraceCache(trainer));
  }

  /** Says what went wrong; what is not a Failure is a defect and is reported as the trainer's. */
  report(reason: unknown): void {
    this.notices.fail(asFailure(reason));
  }

  start(): Promise<void> {
    return this.openExample(startingExample);
  }

  async openExample(name: ExampleName): Promise<void> {
    if (await this.openSpec(exampleSpec(name), examples[name].steps)) this.example = name;
  }

  /** Opens a run; when it is refused the person is told and the open run stays as it was. */
  async openSpec(spec: unknown, steps: number): Promise<boolean> {
    if (this.trainer.lost) this.trainer.revive(this.startTrainer());
    const failure = await this.run.open(spec, steps);
    if (failure) {
      this.notices.fail(failure);
      return false;
    }
    this.example = undefined;
    this.draft.load(this.run.spec!);
    this.selection.clear();
    this.selection.follow = 'batch';
    this.playhead.reset();
    this.notices.dismiss();
    return true;
  }

  /** The editor's road: a refused edit is said at its field, and an edit that keeps the shape keeps the place in time. */
  async #edit(spec: RunSpec): Promise<Failure | undefined> {
    const { shape, spec: before, goal } = this.run;
    const failure = await this.run.open(spec, goal);
    if (failure) return failure;
    this.example = undefined;
    const sameShape = JSON.stringify(shape) === JSON.stringify(this.run.shape);
    if (!sameShape) this.selection.clear();
    if (JSON.stringify(before?.data) !== JSON.stringify(spec.data)) this.selection.follow = 'batch';
    this.playhead.reset(sameShape);
    this.notices.dismiss();
    return undefined;
  }

  /** Gives a lost trainer's work to a new one: same run, same step, same numbers. One that keeps dying is left alone. */
  async #recover(lost: Failure): Promise<void> {
    const { step, t } = this.playhead;
    const { spec, goal } = this.run;
    const now = performance.now();
    this.#losses = this.#losses.filter((time) => now - time < recoveryWindow);
    if (!spec || this.#losses.length >= mostRecoveries) return this.notices.fail(lost);
    this.#losses.push(now);
    this.trainer.revive(this.startTrainer());
    const failure = await this.run.open(spec, goal);
    if (failure) return this.notices.fail(failure);
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
    if (this.run.spec && (await this.openSpec(this.run.spec, this.run.goal))) this.example = example;
  }

  async openFile(): Promise<void> {
    const file = await this.host.openFile({ name: this.preferences.words.shell.runFile, extensions: ['json'] });
    if (file) await this.openBytes(file.bytes);
  }

  async openBytes(bytes: Uint8Array): Promise<void> {
    const read = readRunFile(bytes);
    if (!read.ok) return this.notices.fail(read.failure);
    await this.openSpec(read.value, this.run.goal || examples[startingExample].steps);
  }

  async saveFile(): Promise<void> {
    if (!this.run.spec) return;
    const bytes = new TextEncoder().encode(JSON.stringify(this.run.spec, null, 2));
    const saved = await this.host.saveFile({
      suggestedName: 'run.json',
      filter: { name: this.preferences.words.shell.runFile, extensions: ['json'] },
      bytes,
    });
    if (saved) this.notices.saved(saved.name);
  }
}
