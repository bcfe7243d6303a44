import { phases, type Granularity, type Phase } from '#core/contract/position.ts';
import { step as toStep, type Step } from '#core/contract/units.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { palettes, type Theme } from '#renderer/picture/palette.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { estimateBytes } from '#renderer/export/estimate.ts';
import { offeredFor, type Format } from '#renderer/export/formats.ts';
import { footageOf, type Footage, type Telling } from '#renderer/export/footage.ts';
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
import { narrate, narrateTold } from '#renderer/model/narration/narrate.ts';
import { textOf } from '#renderer/model/narration/teller.ts';
import { speechOf } from '#renderer/model/speech.ts';
import { movesIn } from '#renderer/model/time/moves.ts';
import { toldAt } from '#renderer/model/time/told.ts';
import { unitNames } from '#renderer/model/unit-names.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Chart } from '#renderer/ui/plots/chart.ts';
import { chartFigure } from '#renderer/ui/plots/chart-figure.ts';
import { lossChart, type LossChart } from '#renderer/ui/plots/loss-chart.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { catalogue, firstLanguage, type Language } from '#core/words/catalogue.ts';
import { countWriter, numberWriter } from '#core/words/number.ts';

/** What is exported: a step as it goes by, its moments one by one, several steps, or a curve over all of training. */
export const subjects = ['phases', 'moments', 'steps', 'curve'] as const;
export type Subject = (typeof subjects)[number];

/** What is chosen in the export dialog, and what follows from it. Begins with what is on screen; nothing is remembered. */
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
  pace = $state<'animated' | 'finished'>('animated');
  secondsPerStep = $state(4);
  width = $state<number>(presets[0].width);
  height = $state<number>(presets[0].height);
  /** Whether sizes other than the usual ones are typed. */
  custom = $state(false);
  scale = $state(1);
  fps = $state(30);
  theme = $state<Theme>('light');
  language = $state<Language>(firstLanguage);
  background = $state<Background>('theme');
  frame = $state(0);
  /** Bytes of the previewed frame as PNG, once it is drawn. */
  sample = $state<number | undefined>(undefined);

  readonly offered = $derived(offeredFor(this.kind === 'curve'));
  readonly format = $derived<Format>(this.offered.includes(this.wanted) ? this.wanted : this.offered[0]!);
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
      background: this.background,
    }),
  );
  readonly schedule = $derived.by(() => schedulePlan(this.plan, this.app.playhead.timeline!));
  readonly bytes = $derived(this.sample === undefined ? undefined : estimateBytes(this.format, this.schedule.frames, this.sample));
  readonly problem = $derived(problemOf(this.plan, this.schedule, this.bytes));
  /** Of the file, without its ending. */
  readonly name = $derived.by(() => {
    const { step, steps, curves } = this.app.preferences.words.exporting.files;
    const parts = {
      phases: step(this.step),
      moments: step(this.step),
      steps: steps(this.from, this.to, this.every),
      curve: curves[this.curve],
    };
    return `${this.app.session.example ?? 'retrograd'}-${parts[this.kind]}`;
  });
  /** The frame that is previewed: the first until the person looks at others. */
  readonly shown = $derived.by(() => Math.min(this.frame, Math.max(0, this.schedule.frames - 1)));

  constructor(readonly app: App) {
    const { playhead, preferences, run, choices } = app;
    const { chart, log } = choices.of('loss');
    this.curve = chart;
    this.log = log ?? false;
    this.step = playhead.step;
    this.from = Math.min(playhead.step, Math.max(0, run.goal - 1));
    this.to = Math.min(this.from + 9, run.goal);
    this.theme = preferences.shade;
    this.language = preferences.language;
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
    return this.#chart ? this.#figure(this.#chart) : this.#network(slot);
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

  #network(slot: string): Footage {
    const { app } = this;
    const { preferences, selection, run, playhead, trainer } = app;
    const { follow } = selection;
    const look = {
      theme: this.theme,
      language: this.language,
      numberFormat: preferences.numberFormatOf(this.language),
      selected: selection.selected,
      still: false,
      numbers: 'all',
      scale: preferences.weightScale,
      mistake: app.mistakes.told(),
      names: unitNames(run.summary, catalogue[this.language].words),
    } as const;
    const trace = (step: Step): Promise<StepTrace> => trainer.latest(slot, 'trace', { step, follow });
    return footageOf(
      { size: stageOf(this.plan), placeIn: (size) => place(run.shape!, size), timeline: playhead.timeline!, look, ...this.#telling() },
      trace,
    );
  }

  /** What is said, in the language of the labels: of moments that stand alone each its own, of what goes by as play tells it. */
  #telling(): Telling {
    const { run, preferences, mistakes, playhead } = this.app;
    const { words } = catalogue[this.language];
    const locale = preferences.localeOf(this.language);
    const number = numberWriter(locale, preferences.digits, preferences.numberStyle);
    const speech = speechOf({ run, preferences: { words, number, locale }, mistakes })!;
    const timeline = playhead.timeline!;
    const count = countWriter(locale);
    const [alone, shows] = [this.kind === 'moments', this.shows];
    return {
      shows,
      note: ({ step: at, batch: { samples } }) => words.figure.moment(count(at), samples.length === 0 ? undefined : count(samples[0]! + 1)),
      sentence: (trace, t) => {
        const moment = timeline.at(t);
        return textOf(alone ? narrate(trace, moment, speech) : narrateTold(trace, toldAt(timeline, moment.index), timeline, speech));
      },
    };
  }

  /** How a step is called in the language of the labels. */
  readonly atStep = (step: number): string => {
    const count = countWriter(this.app.preferences.localeOf(this.language));
    return catalogue[this.language].words.figure.moment(count(step), undefined);
  };

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
    if (this.kind === 'curve') return { kind: 'still', ready: this.#chart !== undefined };
    if (this.kind === 'moments')
      return { kind: 'moments', step: toStep(this.step), times: movesIn(this.app.playhead.timeline!, this.each) };
    if (this.kind === 'phases') return { kind: 'phases', step: toStep(this.step), phases: this.phases, speed: this.speed };
    const steps = { from: toStep(this.from), to: toStep(this.to), every: this.every };
    return this.pace === 'animated' ? { kind: 'animated', ...steps, secondsPerStep: this.secondsPerStep } : { kind: 'finished', ...steps };
  }
}
