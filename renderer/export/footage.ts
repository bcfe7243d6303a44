import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Step } from '#core/contract/units.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import type { Look } from '#renderer/picture/look.ts';
import { speechOf } from '#renderer/picture/speech.ts';
import type { Placement } from '#renderer/picture/space/placement.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { Instant } from './schedule.ts';
import type { Shot } from './sink.ts';

/** What is exported: a frame for every instant. */
export interface Footage {
  at(instant: Instant): Promise<Shot>;
}

/** The network as the screen shows it, through the screen's own `frameAt`. The trace of a step is asked for once while it lasts. */
export const footageOf = (
  { placement, timeline, look }: { readonly placement: Placement; readonly timeline: StepTimeline; readonly look: Look },
  traceOf: (step: Step) => Promise<StepTrace>,
): Footage => {
  let trace: StepTrace | undefined;
  return {
    async at({ step, t }) {
      if (trace?.step !== step) trace = await traceOf(step);
      const { phase, layer } = timeline.at(t);
      const { epoch, loss } = trace;
      return {
        frame: frameAt({ trace, placement, timeline, t, look }),
        note: { step, t, phase, layer, epoch, loss: loss.total, caption: speechOf(look).words.phase[phase] },
      };
    },
  };
};
