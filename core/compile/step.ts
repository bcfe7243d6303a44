import type { Run } from '#core/net/run.ts';
import { LOG, RECORD, type Arena } from './arena.ts';
import { addInput, activate, dense, drop, normalise } from './forward.ts';
import { amend, backActivation, backInput, backNormalise, inputGradient, penaltyGradient, weightGradient } from './backward.ts';
import { definePermute } from './chance.ts';
import { defineOperation, type Context, type Emit, type OperationFunction } from './context.ts';
import {
  add,
  addInt,
  andInt,
  double,
  equal,
  int,
  lane,
  load,
  load2,
  loadInt,
  pairOfBits,
  pairOfLanes,
  shiftLeft,
  shiftRight,
  sub,
  subInt,
  type Int,
} from './expression.ts';
import { addNoise, load as loadBatch } from './load.ts';
import { loss, outputGradient } from './loss.ts';
import { Module, type Body, type Local } from './module.ts';
import { planOf, type Operation } from './plan.ts';
import { clip, moveRunning, norms, penalty, update, updateEarly } from './update.ts';

/** How each operation is written. */
const emit: { readonly [K in Operation['kind']]: (operation: Extract<Operation, { kind: K }>) => Emit } = {
  load: () => loadBatch,
  noise: () => addNoise,
  dense: ({ l, activation }) => dense(l, activation),
  normalise: ({ l }) => normalise(l, 'own'),
  activate: ({ l }) => activate(l),
  drop: ({ l }) => drop(l),
  'add-input': ({ l }) => addInput(l),
  loss: () => loss,
  penalty: () => penalty,
  'output-gradient': () => outputGradient,
  'back-activation': ({ l }) => backActivation(l),
  'back-normalise': ({ l }) => backNormalise(l),
  'weight-gradient': ({ l }) => weightGradient(l),
  'penalty-gradient': ({ l }) => penaltyGradient(l),
  amend: ({ l }) => amend(l),
  'update-early': ({ l }) => updateEarly(l),
  'input-gradient': ({ l, activates }) => inputGradient(l, activates),
  'back-input': ({ l }) => backInput(l),
  norms: () => norms,
  clip: () => clip,
  update: () => update,
  'move-running': ({ l }) => moveRunning(l),
};

export const emitOf = (operation: Operation): Emit => (emit[operation.kind] as (operation: Operation) => Emit)(operation);

interface Begun {
  readonly pairs: Local<'i32'>;
  /** The address of the mask of the last pair. */
  readonly lastPair: Local<'i32'>;
}

/** What comes before a step's operations. */
export const beginStep = ({ arena }: Context, body: Body, record: Int, log: Int): Begun => {
  const rows = body.let(loadInt(record, RECORD.rows));
  const pairs = body.let(shiftRight(addInt(rows, int(1)), int(1)));
  const lastPair = body.let(shiftLeft(subInt(pairs, int(1)), int(4)));
  // A last sample that is alone has its pair to itself.
  body.when(andInt(rows, int(1)), () => body.store(lastPair, arena.there, pairOfLanes(-1n, 0n)));
  body.store(int(0), arena.check, pairOfBits(0n));
  body.store(log, LOG.penalty, double(0));
  return { pairs, lastPair };
};

/** What comes after them; answers whether all its numbers are finite. */
export const endStep = ({ arena }: Context, body: Body, lastPair: Int, log: Int): Int => {
  body.store(lastPair, arena.there, pairOfBits(-1n));
  const check = body.let(load2(int(0), arena.check));
  const total = body.let(add(load(log, LOG.data), load(log, LOG.penalty)));
  body.store(log, LOG.loss, total);
  const finite = body.let(add(add(lane(check, 0), lane(check, 1)), add(total, load(log, LOG.norm))));
  // x - x is 0 of what is finite alone.
  return equal(sub(finite, finite), double(0));
};

/**
 * The module of a run: `steps(count, first, second, record)` makes that many steps by the records from there on, from the state at address `first`. The two
 * states take turns. It answers how many steps it made: fewer where a number may not be finite, and then the next step is to be made by the readable
 * core.
 */
export const stepModule = (run: Run, arena: Arena): Module => {
  const module = new Module();
  definePermute(module, arena.order, arena.words);
  const context: Context = { run, arena, module };
  const operations: readonly OperationFunction[] = planOf(run).map((operation) => defineOperation(context, emitOf(operation)));
  module.define<['i32', 'i32', 'i32', 'i32'], 'i32'>(
    ['i32', 'i32', 'i32', 'i32'],
    (body, count, first, second, firstRecord) => {
      const made = body.let(int(0));
      const until = body.let(count);
      const [state, next] = [body.let(first), body.let(second)];
      const record = body.let(firstRecord);
      const log = body.let(int(arena.log));
      const other = body.local('i32');
      body.loop(made, until, 1, () => {
        const { pairs, lastPair } = beginStep(context, body, record, log);
        for (const operation of operations) body.run(operation.call(state, next, record, log, pairs));
        body.when(
          endStep(context, body, lastPair, log),
          () => {
            body.set(other, state);
            body.set(state, next);
            body.set(next, other);
            body.set(record, addInt(record, int(RECORD.bytes)));
            body.set(log, addInt(log, int(arena.logBytes)));
          },
          () => {
            body.set(until, made);
            body.set(made, subInt(made, int(1)));
          },
        );
      });
      return made;
    },
    'steps',
  );
  return module;
};
