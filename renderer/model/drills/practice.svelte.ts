import { programOf } from '#core/account/program.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { drillsAt, type StepDrills } from '#core/drills/drills-at.ts';
import { drillKinds, judgeDrill, type Drill, type DrillKind, type DrillVerdict } from '#core/drills/drill.ts';
import { beliefOfSlip } from '#core/drills/slips.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { Bank } from '#renderer/model/lessons/bank.svelte.ts';
import { asFailure } from '#renderer/model/run/run.svelte.ts';
import { fitsNetwork } from '#renderer/model/formula/explain.ts';
import { applyView, goTo, holdWhatIf, readView } from '#renderer/model/view/view-state.ts';
import { coverOf, placesOf, targetOf } from './drill-place.ts';
import { hintOf, type Hint } from './hint.ts';
import type { Practising } from './practising.ts';

/** A step that is asked about. */
interface Asked extends StepDrills {
  readonly spec: RunSpec;
  readonly trace: StepTrace;
  /** The run, branch and sample that it is of. */
  readonly key: string;
}

/** What was done to the question that is put. */
interface Attempt {
  readonly verdict?: DrillVerdict;
  readonly told?: boolean;
  readonly hints: number;
}

const hintsOfOne = 2;
/** How many steps are looked through for something to ask. */
const mostSteps = 12;

const nothingRefused: StepDrills['refused'] = new Map();

/** Asks for numbers of the open run, one step after the other. */
export class Practice implements Practising {
  seed = $state(1);
  kinds = $state.raw<readonly DrillKind[]>(drillKinds);
  setting = $state(false);
  failure = $state.raw<Failure | undefined>(undefined);
  score = $state.raw({ right: 0, of: 0 });
  #asked = $state.raw<Asked | undefined>(undefined);
  #index = $state(0);
  #attempt = $state.raw<Attempt>({ hints: 0 });

  readonly drill: Drill | undefined = $derived.by(() => this.#asked?.drills[this.#index]);
  readonly step = $derived.by(() => this.#asked?.trace.step ?? 0);
  readonly samples = $derived.by(() => this.#asked?.trace.batch.indices.length ?? 1);
  readonly refused = $derived.by(() => this.#asked?.refused ?? nothingRefused);
  readonly verdict = $derived(this.#attempt.verdict);
  readonly told = $derived(this.#attempt.told ?? false);
  readonly hints = $derived(this.#attempt.hints);

  readonly #bank = new Bank();
  readonly #before: ReturnType<typeof readView>;
  readonly #run: number;
  readonly #welcomed: boolean;

  constructor(
    readonly app: App,
    seed: number,
  ) {
    this.seed = seed;
    this.#before = readView(app, { layout: true });
    this.#run = app.run.id;
    this.#welcomed = app.welcome.on;
    // The question and the network have the window.
    app.layout.set({ open: { ...app.layout.state.open, training: false } });
  }

  /** Asks about the step where the learner is. */
  async begin(): Promise<void> {
    this.#first = this.app.playhead.step;
    await this.#ask(this.#first);
  }
  /** Where the sitting began. */
  #first = 0;

  answer(typed: number): void {
    const { drill } = this;
    if (!drill || this.told) return;
    const verdict = judgeDrill(drill, typed);
    this.#count(verdict.right && this.hints === 0);
    this.#attempt = { ...this.#attempt, verdict };
    if (verdict.right) void this.#tell();
  }

  openHint(): void {
    this.#attempt = { ...this.#attempt, hints: Math.min(hintsOfOne, this.hints + 1) };
  }

  hint(): Hint | undefined {
    const { drill, app } = this;
    const asked = this.#asked;
    if (!drill || !asked || this.hints === 0) return undefined;
    return hintOf(drill, { spec: asked.spec, trace: asked.trace, number: app.preferences.number });
  }

  belief(): string | undefined {
    const slip = this.verdict?.slip;
    const id = slip && beliefOfSlip[slip];
    const said = id && this.#bank.text(id, this.app.preferences.language);
    return said && said.map((span) => ('text' in span ? span.text : '')).join('');
  }

  async again(): Promise<void> {
    await (this.told ? this.#tell() : this.#put());
  }

  async showMe(): Promise<void> {
    this.#count(false);
    await this.#tell();
    if (this.drill) this.app.selection.selected = targetOf(this.drill);
  }

  async another(): Promise<void> {
    const asked = this.#asked;
    const { step, goal } = this.#steps();
    // Whoever went to another step is asked about that one.
    if (!asked || step !== asked.trace.step) return this.#ask(step);
    if (this.#index + 1 < asked.drills.length) {
      this.#index += 1;
      this.#attempt = { hints: 0 };
      return this.#put();
    }
    return this.#ask(step < goal ? step + 1 : 0);
  }

  async choose(kinds: readonly DrillKind[]): Promise<void> {
    this.kinds = drillKinds.filter((kind) => kinds.includes(kind));
    await this.#ask(this.step);
  }

  async sow(seed: number): Promise<void> {
    this.seed = seed;
    this.score = { right: 0, of: 0 };
    await this.#ask(Math.min(this.#first, this.#steps().goal));
  }

  tick(): void {
    const asked = this.#asked;
    // A lesson has a picture of its own.
    if (this.app.lesson) this.app.practice = undefined;
    else if (asked && !this.setting && asked.key !== this.#key()) void this.#ask(this.app.playhead.step);
  }

  async leave(): Promise<void> {
    const { app } = this;
    app.practice = undefined;
    app.cover = [];
    // Of another run the view would show something else.
    if (app.run.id !== this.#run) return app.selection.clear();
    await applyView(app, this.#before);
    if (this.#welcomed) app.welcome.comeBack();
  }

  #key(): string {
    const { run, branches, selection } = this.app;
    return `${run.id} ${branches.current} ${selection.follow}`;
  }

  #steps(): { readonly step: number; readonly goal: number } {
    const { playhead, run } = this.app;
    return { step: playhead.step, goal: run.trainedTo };
  }

  /** A question counts once, by what was done first. */
  #count(right: boolean): void {
    if (this.verdict || this.told) return;
    this.score = { right: this.score.right + (right ? 1 : 0), of: this.score.of + 1 };
  }

  /** Looks for something to ask, from this step on. */
  async #ask(from: number): Promise<void> {
    const { app } = this;
    this.setting = true;
    this.failure = undefined;
    this.#attempt = { hints: 0 };
    app.cover = [];
    app.playhead.pause();
    holdWhatIf(app, undefined);
    const key = this.#key();
    try {
      const { goal } = this.#steps();
      for (let i = 0; i < mostSteps; i++) {
        const step = (from + i) % (goal + 1);
        if (i > 0 && !this.#mayChange()) return;
        this.failure = await goTo(app, { step, phase: 'start', layer: 0, unit: 0, part: 0, through: 1 });
        const trace = app.playhead.shown?.trace;
        const { spec } = app.run;
        if (this.failure || !spec || !trace || !fitsNetwork(trace, spec)) return;
        this.#asked = { ...drillsAt(spec, trace, this.seed, this.kinds), spec, trace, key };
        this.#index = 0;
        if (this.drill) return await this.#put();
      }
    } catch (reason) {
      this.failure = asFailure(reason);
    } finally {
      this.setting = false;
    }
  }

  /** Whether another step of the same run may have what this one does not. */
  #mayChange(): boolean {
    return [...this.refused.values()].some((refusal) => refusal === 'digits' || refusal === 'outside');
  }

  /** Goes to where the question is asked and hides the number. */
  async #put(): Promise<void> {
    const { app, drill } = this;
    const asked = this.#asked;
    if (!drill || !asked) return;
    app.cover = coverOf(drill);
    app.selection.selected = targetOf(drill);
    app.playhead.pause();
    this.failure = await goTo(app, placesOf(programOf(asked.spec), drill, asked.trace.step).asked);
  }

  /** The number is shown where it comes to be. */
  async #tell(): Promise<void> {
    const { app, drill } = this;
    const asked = this.#asked;
    if (!drill || !asked) return;
    this.#attempt = { ...this.#attempt, told: true };
    app.cover = [];
    this.failure = await goTo(app, placesOf(programOf(asked.spec), drill, asked.trace.step).told);
  }
}
