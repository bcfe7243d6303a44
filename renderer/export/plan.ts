import { formats, type Format } from './formats.ts';
import { planLimits } from './limits.ts';
import { scheduleOf, type Range, type Schedule } from './schedule.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';

export const backgrounds = ['theme', 'transparent'] as const;
export type Background = (typeof backgrounds)[number];

/** The usual sizes in pixels. */
export const presets = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
] as const;

/** Everything that a person chooses but for how the picture looks. */
export interface ExportPlan {
  readonly format: Format;
  readonly range: Range;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly fps: number;
  readonly background: Background;
}

/** The plan as it will be carried out: whole pixels, even ones where the format wants them, a rate that it can keep and a ground where it needs one. */
export const settle = (plan: ExportPlan): ExportPlan => {
  const { side, scale } = planLimits;
  const { even, fps, alpha } = formats[plan.format];
  const unit = even ? 2 : 1;
  const pixels = (value: number): number => Math.floor(clamp(Math.round(value), side.min, side.max) / unit) * unit;
  return {
    ...plan,
    width: pixels(plan.width),
    height: pixels(plan.height),
    scale: clamp(plan.scale, scale.min, scale.max),
    fps: clamp(plan.fps, fps.min, fps.max),
    background: alpha ? plan.background : 'theme',
  };
};

/** The stage that is drawn: smaller than the file by `scale`, so that labels grow with it. */
export const stageOf = ({ width, height, scale }: Pick<ExportPlan, 'width' | 'height' | 'scale'>) => ({
  width: width / scale,
  height: height / scale,
  resolution: scale,
});

/** The scale at which a size shows the labels as large, in proportion, as 1280 by 720 does. */
export const proportionalScale = (width: number, height: number): number =>
  clamp(Math.min(width / 1280, height / 720), planLimits.scale.min, planLimits.scale.max);

export const schedulePlan = (plan: ExportPlan, timeline: StepTimeline): Schedule => scheduleOf(plan.range, plan.fps, timeline);

/** Why a plan cannot be carried out. */
export type PlanProblem =
  | { readonly problem: 'no-phase' }
  | { readonly problem: 'no-marks' }
  | { readonly problem: 'reversed' }
  | { readonly problem: 'untrained' }
  | { readonly problem: 'too-many-frames'; readonly limit: number }
  | { readonly problem: 'too-large'; readonly limit: number };

/** Why a range has no frame. */
const nothingIn = (range: Range): 'no-phase' | 'no-marks' | 'reversed' | 'untrained' => {
  switch (range.kind) {
    case 'still':
      return 'untrained';
    case 'places':
    case 'leading':
      return 'no-marks';
    case 'animated':
      return range.to < range.from ? 'reversed' : 'no-phase';
    case 'finished':
      return 'reversed';
  }
};

/** `bytes` is the estimate, where there is one already. */
export const problemOf = (plan: ExportPlan, schedule: Schedule, bytes: number | undefined): PlanProblem | undefined => {
  if (schedule.frames === 0) return { problem: nothingIn(plan.range) };
  if (schedule.frames > planLimits.frames) return { problem: 'too-many-frames', limit: planLimits.frames };
  if (bytes !== undefined && bytes > planLimits.bytes) return { problem: 'too-large', limit: planLimits.bytes };
  return undefined;
};

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);
