import { accountOf, type Account, type Telling } from '#core/account/account.ts';
import { programOf } from '#core/account/program.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { networkShape } from '#renderer/picture/shape.ts';

/** The account of a step at an index of its timeline; at its end, where all is computed, unless said. */
export const accountAt = (spec: RunSpec, trace: StepTrace, index = Infinity, told: Telling = {}): Account =>
  accountOf(programOf(spec), trace, stepTimeline(networkShape(spec)).positionOf(index), told);
