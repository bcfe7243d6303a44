import type { Dataset } from '#core/data/dataset.ts';
import type { Run } from '#core/net/run.ts';
import { arenaOf, NUMBER, type Arena } from './arena.ts';
import { defineOperation, times, type Context, type Emit } from './context.ts';
import { MOST_BYTES, type Emitted } from './emitted.ts';
import { int, load2 } from './expression.ts';
import { activate, addInput, dense, normalise } from './forward.ts';
import { pagesOf } from './instantiate.ts';
import { addLosses } from './loss.ts';
import { Module } from './module.ts';
import { planOf, type Operation } from './plan.ts';
import { standIn } from './stand-in.ts';

/** Bytes of the layers' numbers that pass together: what stays near the processor, and no fewer samples than make copying a panel pay. */
const NEAR = 1 << 18;
const [FEWEST, MOST] = [32, 256];

/** The data lie behind the arena, two samples side by side as its blocks are. */
export interface EmittedLoss extends Emitted {
  /** Samples that pass together, an even number. */
  readonly rows: number;
  readonly x: number;
  readonly y: number;
}

/** Samples that pass together: an even number. */
const rowsOf = ({ layout }: Run, samples: number): number => {
  const bytes = NUMBER * layout.layers.reduce((sum, { inputs, units }) => sum + inputs + units, 0);
  const rows = Math.min(samples, Math.max(FEWEST, Math.min(MOST, Math.floor(NEAR / bytes))));
  return rows + (rows % 2);
};

/** How an operation of the way forward is written; the others are not of it. */
const emitOf = (operation: Operation): Emit | undefined => {
  switch (operation.kind) {
    case 'dense':
      return dense(operation.l, operation.activation);
    case 'normalise':
      return normalise(operation.l, 'given');
    case 'activate':
      return activate(operation.l);
    case 'add-input':
      return addInput(operation.l);
    default:
      return undefined;
  }
};

/** total += the losses of the samples, in the two lanes of even and odd place. */
const addToTotal: Emit = (context, body, { log, pairs }) => {
  const total = body.let(load2(log));
  addLosses(context, body, pairs, total);
  body.store(log, 0, total);
};

/** A module with `pass(x, y, pairs)`: takes so many pairs of samples from there through the network and adds their losses to the log's first pair. */
const lossModule = (run: Run, arena: Arena): Module => {
  const module = new Module();
  const context: Context = { run, arena, module };
  const operations = [...planOf(run).flatMap((operation) => emitOf(operation) ?? []), addToTotal].map((emit) =>
    defineOperation(context, emit),
  );
  const [state, next] = arena.states;
  module.define(
    ['i32', 'i32', 'i32'],
    (body, x, y, pairs) => {
      body.copy(int(arena.x.at), x, times(pairs, arena.x.stride));
      body.copy(int(arena.y.at), y, times(pairs, arena.y.stride));
      for (const operation of operations) body.run(operation.call(int(state), int(next), int(arena.records), int(arena.log), pairs));
    },
    'pass',
  );
  return module;
};

/** Writes the module of the loss over some data; undefined where they do not fit a module's memory. */
export const emitDataLoss = (run: Run, { samples }: Dataset): EmittedLoss | undefined => {
  const rows = rowsOf(run, samples);
  const used = standIn(run, rows);
  const arena = arenaOf(used);
  const pairs = Math.ceil(samples / 2);
  const x = arena.bytes;
  const y = x + pairs * arena.x.stride;
  const end = y + pairs * arena.y.stride;
  if (end > MOST_BYTES) return undefined;
  return { arena, rows, x, y, pages: pagesOf(end), bytes: lossModule(used, arena).toBytes(pagesOf(end)) };
};
