import type { StepTrace } from '#core/contract/step-trace.ts';
import type { TraceQuery } from '#core/protocol/trainer.ts';
import type { Run } from '#core/net/run.ts';
import { followSample, step as traceStep } from '#core/net/step.ts';
import type { Workspace } from '#core/net/workspace.ts';

/** Step `step` from its state, as the followed sample lives it. */
export const traceOf = (run: Run, step: number, state: Float64Array, follow: TraceQuery['follow'], workspace: Workspace): StepTrace =>
  follow === 'batch' ? traceStep(run, step, state, [0], workspace).trace : followSample(run, step, state, follow, workspace);
