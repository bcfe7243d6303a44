import type { KeptMark } from '#core/view/place.ts';
import { positionAt, timeOf } from '#renderer/picture/time/position.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { Mark } from './marks.svelte.ts';

/** A mark as a file keeps it: its place by what happens there, not by seconds. */
export const markToKeep = (timeline: StepTimeline, { step, t, note }: Mark): KeptMark => ({ ...positionAt(timeline, step, t), note });

export const markOf = (timeline: StepTimeline, { note, ...place }: KeptMark): Mark => ({
  step: place.step as Mark['step'],
  t: timeOf(timeline, place),
  note,
});
