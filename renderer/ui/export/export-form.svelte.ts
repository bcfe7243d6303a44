import { phases, type Phase } from '#core/contract/position.ts';
import { step as toStep, type Step } from '#core/contract/units.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Theme } from '#renderer/picture/palette.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { estimateBytes } from '#renderer/export/estimate.ts';
import type { Format } from '#renderer/export/formats.ts';
import { footageOf, type Footage } from '#renderer/export/footage.ts';
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
import type { App } from '#renderer/model/app.svelte.ts';
import type { Language } from '#renderer/words/catalogue.ts';

/** What is chosen in the export dialog, and what follows from it. Begins with what is on screen; nothing is remembered. */
export class ExportForm {
  format = $state<Format>('png');
  kind = $state<'phases' | 'steps'>('phases');
  step = $state(0);
  phases = $state.raw<readonly Phase[]>(phases);
  speed = $state(1);
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
  language = $state<Language>('es');
  background = $state<Background>('theme');
  frame = $state(0);
  /** Bytes of the previewed frame as PNG, once it is drawn. */
  sample = $state<number | undefined>(undefined);

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
    const part = this.kind === 'phases' ? `step-${this.step}` : `steps-${this.from}-${this.to}`;
    return `${this.app.session.example ?? 'retrograd'}-${part}`;
  });
  /** The frame that is previewed: the first until the person looks at others. */
  readonly shown = $derived.by(() => Math.min(this.frame, Math.max(0, this.schedule.frames - 1)));

  constructor(readonly app: App) {
    const { playhead, preferences, run } = app;
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

  togglePhase(phase: Phase): void {
    this.phases = this.phases.includes(phase) ? this.phases.filter((other) => other !== phase) : [...this.phases, phase];
  }

  /** The frames as they will be drawn; `slot` keeps the trainer's calls for the preview and for the file apart. */
  footage(slot: string): Footage {
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
    } as const;
    const trace = (step: Step): Promise<StepTrace> => trainer.latest(slot, 'trace', { step, follow });
    return footageOf({ placement: place(run.shape!, stageOf(this.plan)), timeline: playhead.timeline!, look }, trace);
  }

  #range(): Range {
    if (this.kind === 'phases') return { kind: 'phases', step: toStep(this.step), phases: this.phases, speed: this.speed };
    const steps = { from: toStep(this.from), to: toStep(this.to), every: this.every };
    return this.pace === 'animated' ? { kind: 'animated', ...steps, secondsPerStep: this.secondsPerStep } : { kind: 'finished', ...steps };
  }
}
