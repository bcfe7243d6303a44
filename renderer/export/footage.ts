import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Step } from '#core/contract/units.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import type { Look } from '#renderer/picture/look.ts';
import { speechOf } from '#renderer/picture/speech.ts';
import type { Placement } from '#renderer/picture/space/placement.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { FrameNote } from './sink.ts';

/** What is thumbnailsShown: every frame is a function of a trace and a moment. */
export interface Footage {
  readonly trace: (step: Step) => Promise<StepTrace>;
  readonly frame: (trace: StepTrace, t: number) => Frame;
  readonly note: (trace: StepTrace, t: number) => FrameNote;
}

/** The network as the screen shows it, through the screen's own `frameAt`. */
export const footageOf = (
  { placement, timeline, look }: { readonly placement: Placement; readonly timeline: StepTimeline; readonly look: Look },
  trace: (step: Step) => Promise<StepTrace>,
): Footage => ({
  trace,
  frame: (of, t) => frameAt({ trace: of, placement, timeline, t, look }),
  note: (of, t) => {
    const { phase, layer } = timeline.at(t);
    return { step: of.step, t, phase, layer, epoch: of.epoch, loss: of.loss.total, caption: speechOf(look).words.phase[phase] };
  },
});
