import type { PlanePoint } from '#core/protocol/landscape.ts';
import { step as asStep, type Step } from '#core/contract/units.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import type { Run } from '#core/net/run.ts';
import { stoppingOf } from '#core/net/watch.ts';
import { moveTo } from './directions.ts';
import { gradientOver } from './gradient-over.ts';
import type { LossAt } from './loss-over.ts';
import type { PlaneAt } from './plane.ts';
import { projector, solverFor } from './project.ts';
import { dot } from '#core/math/vectors.ts';
import type { Work } from './work.ts';

/** Where theta_step is on the plane, what slopes there and where training goes next. `state` is the step's, `lossAt` over all training samples. */
export function* pointAt(run: Run, at: PlaneAt, step: Step, state: Float64Array, lossAt: LossAt): Work<PlanePoint> {
  const { centre, directions } = at;
  const { x, y, off } = projector(centre, directions)(state);
  const loss = yield* lossAt(state);
  // The nearest point of the plane has the statistics of the centre, as every point of the plane.
  const nearest = centre.slice();
  moveTo(nearest, centre, directions, x, y);
  const gradient = new Float64Array(run.layout.parameters);
  const planeLoss = yield* gradientOver(run, run.train)(nearest, gradient);
  const slope = [dot(gradient, directions[0]), dot(gradient, directions[1])] as const;
  const [downX, downY] = solverFor(directions)(...slope);
  const move = moveOf(run, at, step, state);
  return { step: asStep(step), x, y, off, loss, planeLoss, slope, descent: [-downX, -downY], ...(move && { move }) };
}

const moveOf = (run: Run, { directions }: PlaneAt, step: Step, state: Float64Array): readonly [number, number] | undefined => {
  if (stoppingOf(run, state)?.stopped) return undefined;
  const workspace = createWorkspace(run);
  const next = new Float64Array(state.length);
  if (advance(run, step, state, next, workspace).failure) return undefined;
  return solverFor(directions)(dot(workspace.delta, directions[0]), dot(workspace.delta, directions[1]));
};
