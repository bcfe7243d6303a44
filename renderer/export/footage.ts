import type { Phase } from '#core/contract/position.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Seconds, Step } from '#core/contract/units.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { framed } from '#renderer/picture/framed.ts';
import type { Look } from '#renderer/picture/look.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { speechOf } from '#renderer/picture/speech.ts';
import type { Size } from '#renderer/picture/space/area.ts';
import type { Placement } from '#renderer/picture/space/placement.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { Instant } from './schedule.ts';
import type { FrameNote, Shot } from './sink.ts';

/** What is exported: a frame for every instant. */
export interface Footage {
  at(instant: Instant): Promise<Shot>;
}

/** What a film says: which step and sample it is, and what is told of a moment. */
export interface Telling {
  readonly note: (trace: StepTrace) => string;
  readonly sentence: (trace: StepTrace, t: Seconds) => string;
  /** Which of them stand in the picture too. */
  readonly shows: { readonly note: boolean; readonly sentence: boolean };
}

interface Film extends Telling {
  readonly size: Size;
  readonly placeIn: (size: Size) => Placement;
  readonly timeline: StepTimeline;
  readonly look: Look;
}

/** Lines that are kept for what is told; a longer sentence takes more of them. */
export const lines = 3;
/** Letters large enough to be read in a film that is shown small, in stage units. */
export const letterOn = ({ height }: Size): number => Math.min(Math.max(height / 36, 9), 22);

/** What is told of a frame besides its picture. */
export const noteOf = (
  { step, epoch, loss }: StepTrace,
  t: Seconds,
  timeline: StepTimeline,
  caption: (phase: Phase) => string,
  sentence: string,
): FrameNote => {
  const { phase, layer } = timeline.at(t);
  return { step, t, phase, layer, epoch, loss: loss.total, caption: caption(phase), sentence };
};

/**
 * The network as the screen shows it, through the screen's own `frameAt`, with words over and under it where they are wanted. The trace of a step
 * is asked for once while it lasts.
 */
export const footageOf = (
  { size, placeIn, timeline, look, note, sentence, shows }: Film,
  traceOf: (step: Step) => Promise<StepTrace>,
): Footage => {
  let trace: StepTrace | undefined;
  const letter = letterOn(size);
  const placements = new Map<number, Placement>();
  const placed = (inner: Size): Placement => {
    const known = placements.get(inner.height) ?? placeIn(inner);
    placements.set(inner.height, known);
    return known;
  };
  return {
    async at({ step, t }) {
      if (trace?.step !== step) trace = await traceOf(step);
      const shown = trace;
      const told = sentence(shown, t);
      const saying = { ...(shows.note && { note: note(shown) }), ...(shows.sentence && { sentence: told, lines }) };
      const frame = framed(saying, size, letter, palettes[look.theme], (inner) =>
        frameAt({ trace: shown, placement: placed(inner), timeline, t, look }),
      );
      return { frame, note: noteOf(shown, t, timeline, (phase) => speechOf(look).words.phase[phase], told) };
    },
  };
};
