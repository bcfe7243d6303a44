import type { Run } from '#core/net/run.ts';
import { workOfStep } from '#core/spec/work.ts';
import type { Arena } from './arena.ts';
import { definePermute } from './chance.ts';
import { defineOperation, type Context } from './context.ts';
import { Module } from './module.ts';
import { planOf, type Operation } from './plan.ts';
import { beginStep, emitOf, endStep } from './step.ts';

/** Work of a step (`workOfStep`) from which on it is made in pieces: some hundredths of a second. */
const LASTS = 2e8;
/** Multiply-adds of a piece: about a hundredth of a second. */
const PIECE = 2e7;
/** Of numbers that a tiled operation takes together. */
const TILE = 4;

/** Whether one step of the run lasts so long that others should not wait for its end. */
export const isLong = (run: Run): boolean => workOfStep(run.spec, run.batchSize) > LASTS;

/** A call of an operation of the plan: what is tiled of it goes over the numbers [from, to). */
export interface Piece {
  readonly operation: string;
  readonly from: number;
  readonly to: number;
}

const nameOf = (place: number): string => `operation${place}`;

/** How many numbers an operation goes over in tiles, and what each costs; the others are done in one piece. */
const tiled = (run: Run, operation: Operation): { readonly count: number; readonly work: number } | undefined => {
  if (operation.kind !== 'dense' && operation.kind !== 'weight-gradient' && operation.kind !== 'input-gradient') return undefined;
  const { inputs, units } = run.layout.layers[operation.l]!;
  return operation.kind === 'dense' ? { count: units, work: inputs * run.batchSize } : { count: inputs, work: units * run.batchSize };
};

/** A step of the run in pieces, one after the other. */
export const piecesOf = (run: Run): Piece[] =>
  planOf(run).flatMap((operation, place): Piece[] => {
    const { count, work } = tiled(run, operation) ?? { count: 1, work: 0 };
    const size = TILE * Math.max(1, Math.floor(PIECE / Math.max(1, TILE * work)));
    return Array.from({ length: Math.ceil(count / size) }, (_, i) => ({
      operation: nameOf(place),
      from: i * size,
      to: Math.min(count, (i + 1) * size),
    }));
  });

/**
 * The module of a run whose steps last long: `begin(record, log)` answers how many pairs of samples there are, then come the pieces, each told
 * (state, next, record, log, pairs), and `end(lastPair, log)`, told where the mask of the last pair is, answers 1 where all numbers are finite.
 */
export const pieceModule = (run: Run, arena: Arena): Module => {
  const module = new Module();
  const context: Context = { run, arena, module, inPieces: true };
  definePermute(module, arena.order, arena.words);
  module.define<['i32', 'i32'], 'i32'>(['i32', 'i32'], (body, record, log) => beginStep(context, body, record, log).pairs, 'begin');
  planOf(run).forEach((operation, place) => defineOperation(context, emitOf(operation), nameOf(place)));
  module.define<['i32', 'i32'], 'i32'>(['i32', 'i32'], (body, lastPair, log) => endStep(context, body, lastPair, log), 'end');
  return module;
};
