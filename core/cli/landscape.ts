import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { PlaneAxes, ProjectedPath } from '#core/protocol/landscape.ts';
import { limits } from '#core/spec/methods.ts';
import { step as asStep, type Step } from '#core/contract/units.ts';
import { History } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { dataLossOf } from '#core/compile/data-loss.ts';
import { lossOver } from '#core/landscape/loss-over.ts';
import { lossRows } from '#core/landscape/grid.ts';
import { pathStates, planeAt } from '#core/landscape/plane.ts';
import { pointAt } from '#core/landscape/point.ts';
import type { Work } from '#core/landscape/work.ts';
import { finished } from '#core/net/finished.ts';
import type { Run } from '#core/net/run.ts';
import type { Json } from '#core/net/trace-json.ts';
import type { Lines } from './commands.ts';
import type { Report } from './progress.ts';
import { compiling } from './training.ts';
import { numberToJson } from './per-sample.ts';

interface Asked {
  readonly step: number;
  /** Where the path of training ends. */
  readonly to: number;
  readonly grid: number;
  readonly axes: PlaneAxes;
}

/** The training loss over a plane through theta_K, with the path of training on it. */
export function* landscape(run: Run, { step, to, grid, axes }: Asked, report: Report): Lines {
  const strange = placeFault(run, axes);
  if (strange) return strange;
  if (grid * grid > limits.cells) return { code: 'too-large', what: 'cells', place: '--grid', found: grid * grid, limit: limits.cells };
  const history = new History(transitionOf(run, undefined, compiling));
  // The command line has nothing else to do meanwhile: it does not pause.
  const stateAt = function* (k: Step): Work<Float64Array> {
    report(k, Math.max(step, to));
    return history.at(k);
  };
  try {
    const path = finished(pathStates(run, asStep(to), stateAt));
    const at = finished(planeAt(run, { step: asStep(step), axes, to: asStep(to) }, stateAt, path));
    const { plane } = at;
    const { x, y } = plane;
    const lossAt = lossOver(run, run.train, dataLossOf(run, run.train, compiling));
    const values = finished(lossRows(at, { x, y, grid, rows: [0, grid], known: 0 }, lossAt));
    const point = finished(pointAt(run, at, asStep(step), history.at(asStep(step)), lossAt));
    yield {
      step,
      directions: axes.kind,
      x: [...x],
      y: [...y],
      lengths: [...plane.lengths],
      ...(plane.variance && { variance: [...plane.variance] }),
      ...(plane.curvature && { eigenvalue: numberToJson(plane.curvature.eigenvalue) }),
      loss: numberToJson(point.loss),
      slope: point.slope.map(numberToJson),
      path: pathToJson(plane.path),
      grid: Array.from({ length: grid }, (_, row) => Array.from(values.subarray(row * grid, (row + 1) * grid), numberToJson)),
    };
    return undefined;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
}

const pathToJson = ({ steps, x, y, off }: ProjectedPath): Json => ({ steps: [...steps], x: [...x], y: [...y], off: [...off] });

/** A parameter that the network does not have. */
const placeFault = ({ layout }: Run, axes: PlaneAxes): Failure | undefined => {
  if (axes.kind !== 'weights') return undefined;
  for (const { layer, kind, row, col } of [axes.first, axes.second]) {
    const outside = (found: number, min: number, max: number): Failure | undefined =>
      found < min || found > max ? { code: 'out-of-range', place: '--places', found: String(found), min, max, integer: true } : undefined;
    const there = layout.layers[layer - 1];
    if (!there) return outside(layer, 1, layout.layers.length);
    const fault = (kind === 'W' ? outside(row, 0, there.inputs - 1) : undefined) ?? outside(col, 0, there.units - 1);
    if (fault) return fault;
  }
  return undefined;
};
