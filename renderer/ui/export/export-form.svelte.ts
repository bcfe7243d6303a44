import { phases, type Granularity, type Phase } from '#core/contract/position.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { FigureSubject } from '#core/view/figures.ts';
import { clipSizes } from '#core/view/filming.ts';
import { palettes, type Theme } from '#renderer/picture/palette.ts';
import type { Estimate } from '#renderer/export/estimate.ts';
import { formats, offeredFor, type Format } from '#renderer/export/formats.ts';
import type { Footage } from '#renderer/export/footage.ts';
import { rateOf, type Pace } from '#renderer/export/pace.ts';
import {
  presets,
  problemOf,
  proportionalScale,
  schedulePlan,
  settle,
  stageOf,
  type Background,
  type ExportPlan,
} from '#renderer/export/plan.ts';
import type { Range } from '#renderer/export/schedule.ts';
import { movesIn } from '#renderer/model/time/moves.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Chart } from '#renderer/ui/plots/chart.ts';
import { chartFigure } from '#renderer/ui/plots/chart-figure.ts';
import { lossChart, type LossChart } from '#renderer/ui/plots/loss-chart.ts';
import { filming } from '#renderer/ui/figures/ready.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { catalogue, firstLanguage, type Language } from '#core/words/catalogue.ts';
import { countWriter, numberWriter } from '#core/words/number.ts';
import { footageFor, readingPace } from './app-footage.ts';

/** What is exported: a step as it goes by, its moments one by one, what leads to each mark, several steps, or a curve over all of training. */
export const subjects = ['phases', 'moments', 'marks', 'steps', 'curve'] as const;
export type Subject = (typeof subjects)[number];

/** How long what is shown of a step takes. */
export const paces = ['animated', 'reading', 'finished'] as const;

/** Everything as one file, or a file for each of these, together in a .zip. */
export const clipChoices = ['whole', ...clipSizes] as const;

/** What is chosen in the export dialog, and what follows from it. Begins with what is on screen. */
export class ExportForm {
  kind = $state<Subject>('phases');
  /** Which curve over training, and on which axis. */
  curve = $state<LossChart>('loss');
  log = $state(false);
  /** The format as it was chosen, for what can be written in it. */
  wanted = $state<Format>('png');
  step = $state(0);
  phases = $state.raw<readonly Phase[]>(phases);
  speed = $state(1);
  /** Of the moments of a step, which end a move of this size. */
  each = $state<Granularity>('layer');
  /** Which step and sample it is stands over the picture, and what is told under it. */
  shows = $state<Readonly<Record<'note' | 'sentence', boolean>>>({ note: true, sentence: false });
  from = $state(0);
  to = $state(0);
  every = $state(1);
  wantedPace = $state<(typeof paces)[number]>('animated');
  /** The network, or a view beside it. */
  view = $state<FigureSubject>('network');
  wantedClips = $state<(typeof clipChoices)[number]>('whole');
  secondsPerStep = $state(4);
  width = $state<number>(presets[0].width);
  height = $state<number>(presets[0].height);
  /** Whether sizes other than the usual ones are typed. */
  custom = $state(false);
  scale = $state(1);
  fps = $state(30);
  theme = $state<Theme>('light');
  wantedLanguage = $state<Language>(firstLanguage);
  background = $state<Background>('theme');
  frame = $state(0);
  /** The view shows nothing at the moment that is previewed. */
  blank = $state(false);
  /** What the file will be and take, once that is known. */
  estimate = $state.raw<Estimate | undefined>(undefined);

  readonly paces = $derived(paces.filter((pace) => pace !== 'finished' || this.kind !== 'phases'));
  readonly pace = $derived(this.paces.includes(this.wantedPace) ? this.wantedPace : 'animated');
  /** Pictures that stand alone, and not what goes by. */
  readonly alone = $derived(this.kind === 'moments' || (this.kind === 'marks' && this.pace === 'finished'));
  readonly offered = $derived(offeredFor(this.kind === 'curve' ? 'one' : this.alone || this.kind === 'marks' ? 'alone' : 'many'));
  readonly format = $derived<Format>(this.offered.includes(this.wanted) ? this.wanted : this.offered[0]!);
  /** Slides that each play what leads to their mark. */
  readonly clipped = $derived(formats[this.format].kind === 'slides' && !this.alone);
  /** What the frames become. */
  readonly filmed = $derived<Format>(this.clipped ? 'mp4' : this.format);
  /** Phases of a step are chosen. */
  readonly hasPhases = $derived(this.kind === 'phases' || (this.kind === 'steps' && this.pace !== 'finished'));
  readonly clips = $derived(this.alone || this.clipped || this.kind === 'curve' ? 'whole' : this.wantedClips);
  /** Any language can be drawn; a figure speaks that of the window. */
  readonly speaks = $derived(
    this.kind === 'curve' || (this.view === 'network' && (this.clipped || formats[this.format].kind !== 'slides')),
  );
  readonly language = $derived.by(() => (this.speaks ? this.wantedLanguage : this.app.preferences.language));
  readonly #chart = $derived(this.#drawing());
  readonly range = $derived<Range>(this.#range());
  readonly plan = $derived<ExportPlan>(
    settle({
      format: this.format,
      range: this.range,
      width: this.width,
      height: this.height,
      scale: this.scale,
      fps: this.fps,
      background: this.clipped ? 'theme' : this.background,
    }),
  );
  readonly schedule = $derived.by(() => schedulePlan(this.plan, this.app.playhead.timeline!));
  /** Why it cannot be made, whatever its size. */
  readonly refused = $derived(problemOf(this.plan, this.schedule, undefined));
  readonly problem = $derived(problemOf(this.plan, this.schedule, this.estimate?.bytes));
  /** Of the file, without its ending. */
  readonly name = $derived.by(() => {
    const { step, steps, marks, curves } = this.app.preferences.words.exporting.files;
    const parts = {
      phases: step(this.step),
      moments: step(this.step),
      marks,
      steps: steps(this.from, this.to, this.every),
      curve: curves[this.curve],
    };
    return `${this.app.session.example ?? 'retrograd'}-${parts[this.kind]}`;
  });
  /** The frame that is previewed: the first until the person looks at others. */
  readonly shown = $derived.by(() => Math.min(this.frame, Math.max(0, this.schedule.frames - 1)));

  /** The step by whose sentences every step is paced: that on screen when this began, wherever the app goes for its views. */
  readonly #told: StepTrace | undefined;

  constructor(readonly app: App) {
    const { playhead, preferences, run, choices } = app;
    this.#told = playhead.shown?.trace;
    const { chart, log } = choices.of('loss');
    this.curve = chart;
    this.log = log ?? false;
    this.step = playhead.step;
    this.from = Math.min(playhead.step, Math.max(0, run.goal - 1));
    this.to = Math.min(this.from + 9, run.goal);
    this.theme = preferences.shade;
    this.wantedLanguage = preferences.language;
  }

  /** A usual size shows the labels in proportion; it can be changed afterwards. */
  resize(width: number, height: number): void {
    this.width = width;
    this.height = height;
    this.scale = Math.round(proportionalScale(width, height) * 2) / 2;
  }

  toggle(part: keyof ExportForm['shows']): void {
    this.shows = { ...this.shows, [part]: !this.shows[part] };
  }

  togglePhase(phase: Phase): void {
    this.phases = this.phases.includes(phase) ? this.phases.filter((other) => other !== phase) : [...this.phases, phase];
  }

  /** The frames as they will be drawn; `slot` keeps the trainer's calls for the preview and for the file apart. */
  footage(slot: string): Footage {
    return this.#chart ? this.#figure(this.#chart) : this.#filmed(slot);
  }

  #figure(chart: Chart): Footage {
    const { preferences } = this.app;
    const words = catalogue[this.language].words.plots.loss;
    const locale = preferences.localeOf(this.language);
    const frame = chartFigure(chart, {
      ...stageOf(this.plan),
      title: this.curve === 'loss' ? words.label : words.normsLabel,
      across: words.step,
      tick: tickWriter(locale, numberWriter(locale, preferences.digits, preferences.numberStyle)),
      palette: palettes[this.theme],
    });
    return { at: () => Promise.resolve({ frame, note: undefined }) };
  }

  #filmed(slot: string): Footage {
    const { theme, language, view, alone, shows } = this;
    const asFigure = formats[this.format].kind === 'slides' && !this.clipped;
    const rate = this.pace === 'finished' ? 0 : rateOf(this.#paceOf(), this.phases, this.app.playhead.timeline!);
    const has = { title: true, legend: true, workings: false, zoom: false, views: false, ...shows };
    return footageFor(filming(this.app), { subject: view, asFigure, theme, language, alone, has, rate, size: stageOf(this.plan) }, slot);
  }

  /** The chosen curve, as far as it is known; undefined while none is chosen or no step is trained. */
  #drawing(): Chart | undefined {
    const { run, learningCurve, preferences } = this.app;
    if (this.kind !== 'curve' || !run.series) return undefined;
    const words = catalogue[this.language].words.plots.loss;
    const count = countWriter(preferences.localeOf(this.language));
    return lossChart(
      { series: run.series, held: learningCurve.points, goal: run.goal },
      { chart: this.curve, log: this.log },
      { ...words, short: (layer) => words.short(count(layer)) },
      palettes[this.theme],
    );
  }

  #range(): Range {
    const pace = this.#paceOf();
    switch (this.kind) {
      case 'curve':
        return { kind: 'still', ready: this.#chart !== undefined };
      case 'moments':
        return { kind: 'places', places: movesIn(this.app.playhead.timeline!, this.each).map((t) => ({ step: toStep(this.step), t })) };
      case 'marks': {
        const places = this.app.marks.list.map(({ step, t }) => ({ step: toStep(step), t }));
        return this.alone ? { kind: 'places', places } : { kind: 'leading', places, pace };
      }
      case 'phases':
        return { kind: 'animated', from: toStep(this.step), to: toStep(this.step), every: 1, phases: this.phases, pace };
      case 'steps': {
        const steps = { from: toStep(this.from), to: toStep(this.to), every: this.every };
        return this.pace === 'finished' ? { kind: 'finished', ...steps } : { kind: 'animated', ...steps, phases: this.phases, pace };
      }
    }
  }

  #paceOf(): Pace {
    const trace = this.#told ?? this.app.playhead.shown?.trace;
    if (this.pace === 'reading' && trace) return readingPace(this.app, this.language, trace);
    return this.kind === 'steps' ? { by: 'step', seconds: this.secondsPerStep } : { by: 'speed', speed: this.speed };
  }
}
