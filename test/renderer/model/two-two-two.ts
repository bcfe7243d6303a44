import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { exampleSpec } from '#renderer/model/run/examples.ts';

/** The first step of the worked 2-2-2 example, by the core. */
export const twoTwoTwoTrace = (): StepTrace => {
  const read = readRunSpec(exampleSpec('twoTwoTwo'));
  if (!read.ok) throw new Error('the example is not valid');
  const run = prepareRun(read.value);
  return step(run, 0, initialState(run), 'all').trace;
};
