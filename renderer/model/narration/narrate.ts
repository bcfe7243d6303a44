import type { Place } from '#core/account/place.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Told } from '#renderer/model/time/told.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { sayBackward } from './backward.ts';
import { sayForward, sayInput, sayLoss, sayResidual, sayStart } from './forward.ts';
import { sayGradient, sayOptimiser, sayUpdate } from './learning.ts';
import { sayInputs, sayOtherUnits, sayOtherWeights } from './others.ts';
import { narrationOf, Teller, type Lines, type Narration, type Speech } from './teller.ts';

/** What happens at a place, with the numbers of the followed sample (row 0 of the trace). */
export const narrate = (trace: StepTrace, place: Place, speech: Speech): Narration =>
  narrationOf(linesAt(new Teller(speech, trace, place)));

/** What a stretch of a step tells in one sentence: one part of the first unit of a layer, or what is told together. */
export const narrateTold = (trace: StepTrace, { from, to, how }: Told, timeline: StepTimeline, speech: Speech): Narration => {
  const teller = new Teller(speech, trace, timeline.positionOf(to));
  if (how === 'parts') return narrationOf(sayOtherWeights(teller, timeline.positionOf(from).part));
  if (how === 'units') return narrationOf(sayOtherUnits(teller, timeline.positionOf(from).unit));
  return narrationOf(how === 'all' && teller.place.phase === 'batch' ? sayInputs(teller) : linesAt(teller));
};

const linesAt = (teller: Teller): Lines => {
  switch (teller.place.operation) {
    case 'start':
      return sayStart(teller);
    case 'input':
      return sayInput(teller);
    case 'product':
    case 'sum':
    case 'bias':
    case 'activation':
      return sayForward(teller);
    case 'residual':
      return sayResidual(teller);
    case 'loss':
      return sayLoss(teller);
    case 'upstream':
    case 'upstream-sum':
    case 'gate':
      return sayBackward(teller);
    case 'gradient':
    case 'bias-gradient':
      return sayGradient(teller);
    case 'optimiser':
      return sayOptimiser(teller);
    case 'weight-update':
    case 'bias-update':
      return sayUpdate(teller);
  }
};
