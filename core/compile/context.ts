import type { Run } from '#core/net/run.ts';
import { NUMBER, PAIR, type Arena, type Blocks } from './arena.ts';
import {
  add,
  add2,
  addInt,
  and2,
  int,
  lane,
  load2,
  loadInt,
  mulInt,
  shiftLeft,
  shuffle,
  type Double,
  type Int,
  type Pair,
} from './expression.ts';
import type { Body, Defined, Local, Module } from './module.ts';
import type { Bounds } from './tiles.ts';

/** What every operation's function is told: the state, the next one, the step's record, its answer, and the number of pairs of samples. */
export const PARAMETERS = ['i32', 'i32', 'i32', 'i32', 'i32'] as const;
export type OperationFunction = Defined<typeof PARAMETERS, undefined>;

export interface Told {
  readonly state: Local<'i32'>;
  readonly next: Local<'i32'>;
  readonly record: Local<'i32'>;
  readonly log: Local<'i32'>;
  readonly pairs: Local<'i32'>;
}

export interface Context {
  readonly run: Run;
  readonly arena: Arena;
  readonly module: Module;
  /** Whether a call of a tiled operation is told from where to where it goes. */
  readonly inPieces?: boolean;
}

/** Writes the statements of an operation. */
export type Emit = (context: Context, body: Body, told: Told) => void;

/** An operation as a function of the module, seen from outside if it has a name. */
export const defineOperation = (context: Context, emit: Emit, name?: string): OperationFunction =>
  context.module.define(
    PARAMETERS,
    (body, state, next, record, log, pairs) => emit(context, body, { state, next, record, log, pairs }),
    name,
  );

/** From where to where a call of a tiled operation goes; undefined where it goes over all. */
export const boundsOf = ({ arena, inPieces }: Context): Bounds | undefined =>
  inPieces ? { from: loadInt(int(0), arena.piece), to: loadInt(int(0), arena.piece + 4) } : undefined;

export const bytes = (numbers: number): number => numbers * NUMBER;
export const times = (a: Int, by: number): Int => mulInt(a, int(by));
/** The byte of a number, and of a pair, that is the n-th. */
export const numberAt = (n: Int): Int => shiftLeft(n, int(3));
export const pairAt = (n: Int): Int => shiftLeft(n, int(4));

/** Runs `inner` for every pair of samples; `rows` are the byte offsets at which they begin in blocks of the strides given. */
export const eachPair = <const S extends readonly number[]>(
  body: Body,
  pairs: Int,
  strides: S,
  inner: (rows: { [I in keyof S]: Local<'i32'> }, n: Local<'i32'>) => void,
): void => {
  const rows = strides.map(() => body.let(int(0)));
  const n = body.let(int(0));
  body.loop(
    n,
    pairs,
    1,
    () => {
      inner(rows as { [I in keyof S]: Local<'i32'> }, n);
      rows.forEach((row, i) => body.set(row, addInt(row, int(strides[i]!))));
    },
    true,
  );
};

/** Units whose instructions are written one after the other; more go in a loop. */
const WRITTEN_OUT = 2;

/** Runs `inner` for every unit of a row: `at` is the row's offset and the unit's. */
export const eachUnit = (body: Body, row: Int, units: number, inner: (at: Int, unit: Int) => void): void => {
  if (units <= WRITTEN_OUT) {
    for (let o = 0; o < units; o++) inner(o === 0 ? row : addInt(row, int(o * PAIR)), int(o));
    return;
  }
  const at = body.let(row);
  const unit = body.let(int(0));
  body.loop(
    unit,
    int(units),
    1,
    () => {
      inner(at, unit);
      body.set(at, addInt(at, int(PAIR)));
    },
    true,
  );
};

/** Runs `inner` for every pair of samples and every unit; `at` is the offset in blocks like these. */
export const eachElement = (body: Body, pairs: Int, { units, stride }: Blocks, inner: (at: Int) => void): void => {
  if (stride !== units * PAIR) {
    eachPair(body, pairs, [stride], ([row]) => eachUnit(body, row, units, inner));
    return;
  }
  const at = body.let(int(0));
  const end = body.let(times(pairs, stride));
  body.loop(at, end, PAIR, () => inner(at), true);
};

export const at = (blocks: Blocks, offset: Int, more = 0): Pair => load2(offset, blocks.at + more);

/** A pair's numbers of the samples that are there, 0 for one that is not. */
export const there = ({ arena }: Context, n: Int, value: Pair): Pair => and2(value, load2(pairAt(n), arena.there));

/** The sum of both lanes: samples of even place and of odd place. */
export const laneSum = (sums: Local<'v128'>): Double => add(lane(sums, 0), lane(sums, 1));
/** The lane sums of two, side by side. */
export const laneSums = (a: Pair, b: Pair): Pair => add2(shuffle(a, b, 0, 0), shuffle(a, b, 1, 1));

/** Adds to what is looked at after the step: of numbers that are all finite the sum nearly always is. */
export const watch = ({ arena }: Context, body: Body, sum: Pair): void =>
  body.store(int(0), arena.check, add2(load2(int(0), arena.check), sum));
