import type { Granularity } from '#core/contract/position.ts';
import { seconds, type Seconds } from '#core/contract/units.ts';
import type { Moments, Spot, Stretch } from '#core/view/drawing.ts';
import { timeOf } from '#renderer/picture/time/position.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { movesIn } from '#renderer/model/time/moves.ts';
import type { TimePoint } from '#renderer/model/time/time-point.ts';

/** What moments are named against. */
interface Training {
  readonly timeline: StepTimeline;
  /** Where the document was left; undefined for a run that nobody has looked at. */
  readonly here: TimePoint | undefined;
  readonly marks: readonly TimePoint[];
}

export const trainingOf = ({ playhead: { timeline, here }, marks }: Pick<App, 'playhead' | 'marks'>): Training => ({
  timeline: timeline!,
  here: here.step > 0 || here.t > 0 ? here : undefined,
  marks: marks.list,
});

/** The places in time that are asked for, in their order. */
export const placesOf = (moments: Moments, each: Granularity | undefined, { timeline, here, marks }: Training): readonly TimePoint[] => {
  const told =
    moments === 'here'
      ? [here ?? { step: 0, t: timeline.duration }]
      : moments === 'marks'
        ? marks
        : moments.flatMap((stretch) => stepsOf(stretch).map((step) => ({ step, t: endOf(stretch.spot, timeline) })));
  return each === undefined
    ? told
    : [...new Set(told.map(({ step }) => step))].flatMap((step) => movesIn(timeline, each).map((t) => ({ step, t })));
};

const stepsOf = ({ from, to, every }: Stretch): number[] =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / every) + 1) }, (_, i) => from + i * every);

/** When a part of a step is done. */
const endOf = (spot: Spot | undefined, timeline: StepTimeline): Seconds => {
  if (!spot) return timeline.duration;
  const { phase, layer, unit } = spot;
  if (phase === 'start') return seconds(0);
  const span = timeline.phaseSpans.find((one) => one.phase === phase)!;
  if (layer === undefined) return span.end;
  if (unit !== undefined) return timeOf(timeline, { phase, layer, unit, part: Infinity, through: 1 });
  const away = Math.min(...span.layers.map((one) => Math.abs(one.layer - layer)));
  return span.layers.findLast((one) => Math.abs(one.layer - layer) === away)!.end;
};
