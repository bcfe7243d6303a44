import type { Failure } from '#core/contract/failure.ts';
import type { RaceResult, Rival } from '#core/protocol/landscape.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { workOfStep } from '#core/spec/work.ts';
import { updatesOf } from '#core/compile/updates.ts';
import { makeLayout } from '#core/net/layout.ts';
import { initialState, type Run } from '#core/net/run.ts';
import { lossOver } from './loss-over.ts';
import { pathSamples, type PlaneAt } from './plane.ts';
import { pathSteps, pathOf, projector, type Projection } from './project.ts';
import { PIECE, type Work } from './work.ts';

/** Starting values that came with the run are one start; others are drawn. */
const redrawn = ({ parameters: _, ...spec }: RunSpec): RunSpec => spec;

/** The run that a rival trains from its beginning, and where it starts. Data and the order of the batches stay the run's own. */
const entryOf = (run: Run, rival: Rival): { readonly run: Run; readonly start: Float64Array } => {
  if (rival.kind === 'start') {
    const entered = { ...run, optimizerFrom: 0 };
    return { run: entered, start: initialState({ ...run, spec: { ...redrawn(run.spec), seed: rival.seed } }) };
  }
  const spec = { ...run.spec, optimizer: rival.optimizer };
  const entered = { ...run, spec, layout: makeLayout(spec, run.rules), optimizerFrom: 0 };
  return { run: entered, start: initialState(entered) };
};

/** Trains one rival for at most so many steps and watches it from the plane. Pauses after every few updates. */
export function* racing(
  of: Run,
  { centre, directions }: Pick<PlaneAt, 'centre' | 'directions'>,
  steps: number,
  rival: Rival,
): Work<RaceResult> {
  const { run, start } = entryOf(of, rival);
  const { make } = updatesOf(run);
  const atOnce = Math.max(1, Math.floor(PIECE / workOfStep(run.spec, run.batchSize)));
  const project = projector(centre, directions);
  const wanted = pathSteps(steps, pathSamples(run));
  const seen: number[] = [0];
  const projections: Projection[] = [project(start)];
  const state = start.slice();
  let failure: Failure | undefined;
  for (let k = 0, stopped = false; k < steps && !stopped && !failure;) {
    const stretch = make(k, Math.min(atOnce, (wanted[seen.length] ?? steps) - k), state, () => undefined);
    yield;
    ({ failure, stopped = false } = stretch);
    k += stretch.made;
    if (k !== wanted[seen.length] && !stopped) continue;
    seen.push(k);
    projections.push(project(state));
  }
  const loss = yield* lossOver(run, run.train)(state);
  return { path: pathOf(seen, projections), loss, ...(failure && { failure }) };
}
