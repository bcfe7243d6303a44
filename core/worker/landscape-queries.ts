import { FailureError } from '#core/contract/failure.ts';
import {
  planeKinds,
  type LandscapeQuery,
  type PlaneAxes,
  type PlanePointQuery,
  type PlaneQuery,
  type RaceQuery,
  type Rival,
} from '#core/protocol/landscape.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { OptimizerSpec } from '#core/spec/run-spec.ts';
import type { Run } from '#core/net/run.ts';
import { fields, largestGrid, maxStep, range, readPlace, readStep, whole, wrongType, type LayerSizes } from './queries.ts';

/** What questions about planes carry, checked as in `queries.ts`. */

const largestSeed = 2 ** 32 - 1;
const mostRivals = 4;

const readAxes = (axes: unknown, layers: LayerSizes): PlaneAxes => {
  const { kind, seed, first, second } = fields(axes);
  if (kind === 'random') return { kind, seed: whole('axes.seed', seed, 0, largestSeed) };
  if (kind === 'weights') return { kind, first: readPlace(first, layers), second: readPlace(second, layers) };
  if (kind === 'path' || kind === 'curvature') return { kind };
  throw new FailureError({ code: 'not-one-of', place: 'axes.kind', found: String(kind), allowed: planeKinds });
};

export const readPlaneQuery = (query: unknown, layers: LayerSizes): PlaneQuery => {
  const { step, axes, to } = fields(query);
  return { step: readStep(step), axes: readAxes(axes, layers), to: readStep(to) };
};

export const readLandscapeQuery = (query: unknown, { layout, train }: Run): LandscapeQuery => {
  const { plane, x, y, grid, samples, rows, known } = fields(query);
  const side = whole('grid', grid, 2, largestGrid);
  if (!Array.isArray(rows) || rows.length !== 2) throw wrongType('rows', 'list', rows);
  const from = whole('rows[0]', rows[0], 0, side);
  return {
    plane: readPlaneQuery(plane, layout.layers),
    x: range('x', x),
    y: range('y', y),
    grid: side,
    samples: whole('samples', samples, 1, train.samples),
    rows: [from, whole('rows[1]', rows[1], from, side)],
    known: whole('known', known, 0, largestGrid),
  };
};

export const readPlanePointQuery = (query: unknown, layers: LayerSizes): PlanePointQuery => {
  const { plane, step } = fields(query);
  return { plane: readPlaneQuery(plane, layers), step: readStep(step) };
};

export const readRaceQuery = (query: unknown, run: Run): RaceQuery => {
  const { plane, steps, rivals } = fields(query);
  if (!Array.isArray(rivals)) throw wrongType('rivals', 'list', rivals);
  whole('rivals.length', rivals.length, 1, mostRivals);
  return {
    plane: readPlaneQuery(plane, run.layout.layers),
    steps: whole('steps', steps, 1, maxStep),
    rivals: rivals.map(readRival),
  };
};

const readRival = (rival: unknown): Rival => {
  const { kind, seed, optimizer } = fields(rival);
  if (kind === 'start') return { kind, seed: whole('seed', seed, 0, largestSeed) };
  if (kind === 'optimizer') return { kind, optimizer: readOptimizer(optimizer) };
  throw new FailureError({ code: 'not-one-of', place: 'rivals.kind', found: String(kind), allowed: ['optimizer', 'start'] });
};

/** By the one validator of runs, on the smallest run that there is. */
const readOptimizer = (optimizer: unknown): OptimizerSpec => {
  const read = readRunSpec({ data: { kind: 'inline', x: [[0]], y: [[0]] }, network: { layers: [{ units: 1 }] }, optimizer });
  if (!read.ok) throw new FailureError(read.failure);
  return read.value.optimizer;
};
