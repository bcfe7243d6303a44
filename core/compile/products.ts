import { chunk } from '#core/net/evaluate.ts';
import type { LayerLayout } from '#core/net/layout.ts';
import { readableProducts as readable, type Products } from '#core/net/products.ts';
import type { Run } from '#core/net/run.ts';
import { arenaOf, NUMBER } from './arena.ts';
import { inputGradient, weightGradient } from './backward.ts';
import { readRows, writeRows } from './blocks.ts';
import { defineOperation, type Context, type Emit } from './context.ts';
import { MOST_BYTES, type Emitted } from './emitted.ts';
import { int } from './expression.ts';
import { dense } from './forward.ts';
import { createMemory, instantiate, pagesOf } from './instantiate.ts';
import { Module } from './module.ts';
import { standIn } from './stand-in.ts';
import { takeOver, type CompileOptions } from './take-over.ts';

/** Weights of a layer, and rows, from which on a module pays for copying them. */
const WIDE = 1024;
const FEWEST_ROWS = 8;

const isWide = ({ inputs, units }: LayerLayout): boolean => inputs * units >= WIDE;

/** A module with `forward`, `input` and `weights` of every wide layer, each with its number and told how many pairs of rows; undefined without one. */
export const emitProducts = (run: Run): Emitted | undefined => {
  const used = standIn(run, Math.max(run.batchSize, chunk), { residual: false, normalization: 'none' });
  const arena = arenaOf(used);
  if (!run.layout.layers.some(isWide) || arena.bytes > MOST_BYTES) return undefined;
  const module = new Module();
  const context: Context = { run: used, arena, module };
  const define = (name: string, emit: Emit): void => {
    const operation = defineOperation(context, emit);
    const [state, next] = arena.states;
    module.define(
      ['i32'],
      (body, pairs) => body.run(operation.call(int(state), int(next), int(arena.records), int(arena.log), pairs)),
      name,
    );
  };
  run.layout.layers.forEach((layer, l) => {
    if (!isWide(layer)) return;
    define(`forward${l}`, dense(l, undefined));
    define(`weights${l}`, weightGradient(l));
    if (l > 0) define(`input${l}`, inputGradient(l, false));
  });
  return { arena, pages: pagesOf(arena.bytes), bytes: module.toBytes(pagesOf(arena.bytes)) };
};

/** The products of wide layers by a module, with the bits of the readable core; small ones are not worth the copying. */
export const compiledProducts = (run: Run, { arena, pages }: Emitted, module: object): Products => {
  const memory = createMemory(pages);
  const exported = instantiate(module, memory);
  const numbers = new Float64Array(memory.buffer);
  const most = Math.max(run.batchSize, chunk);
  const [parameterAt, gradientAt] = [arena.states[0] / NUMBER, arena.gradient / NUMBER];
  const numberOf = new Map(run.layout.layers.flatMap((layer, l) => (isWide(layer) ? [[layer.W, l] as const] : [])));
  const inputsOf = (l: number) => (l === 0 ? arena.x : arena.layers[l - 1]!.a);
  const worth = (layer: LayerLayout, rows: number): number => (rows < FEWEST_ROWS ? -1 : (numberOf.get(layer.W) ?? -1));
  const putWeights = ({ W, b, units }: LayerLayout, parameters: Float64Array): void =>
    numbers.set(parameters.subarray(W, b + units), parameterAt + W);
  const eachPart = (rows: number, part: (first: number, count: number) => void): void => {
    for (let first = 0; first < rows; first += most) part(first, Math.min(most, rows - first));
  };
  return {
    forward(layer, rows, x, parameters, z) {
      const l = worth(layer, rows);
      if (l < 0) return readable.forward(layer, rows, x, parameters, z);
      putWeights(layer, parameters);
      eachPart(rows, (first, count) => {
        writeRows(numbers, inputsOf(l), x, first, count);
        exported[`forward${l}`]!(Math.ceil(count / 2));
        readRows(numbers, arena.layers[l]!.z, z, first, count);
      });
    },
    backwardInput(layer, rows, dZ, parameters, dX) {
      const l = worth(layer, rows);
      if (l <= 0) return readable.backwardInput(layer, rows, dZ, parameters, dX);
      putWeights(layer, parameters);
      eachPart(rows, (first, count) => {
        writeRows(numbers, arena.layers[l]!.dZ, dZ, first, count);
        exported[`input${l}`]!(Math.ceil(count / 2));
        readRows(numbers, arena.layers[l - 1]!.dA, dX, first, count);
      });
    },
    backwardWeights(layer, rows, x, dZ, gradient) {
      const l = worth(layer, rows);
      if (l < 0 || rows > most) return readable.backwardWeights(layer, rows, x, dZ, gradient);
      const { W, b, units } = layer;
      writeRows(numbers, inputsOf(l), x, 0, rows);
      writeRows(numbers, arena.layers[l]!.dZ, dZ, 0, rows);
      exported[`weights${l}`]!(Math.ceil(rows / 2));
      gradient.set(numbers.subarray(gradientAt + W, gradientAt + b + units), W);
    },
  };
};

/** The products of a run's matrices by a module, or as the readable core has them until there is one: the bits are the same. */
export const productsOf = (run: Run, options: CompileOptions = { compile: 'aside' }): Products => {
  const by = takeOver(
    { readable, emit: () => emitProducts(run), start: (emitted, module) => compiledProducts(run, emitted, module) },
    options,
  );
  const workOf = ({ inputs, units }: LayerLayout, rows: number): number => inputs * units * rows;
  return {
    forward: (layer, rows, ...rest) => by(workOf(layer, rows)).forward(layer, rows, ...rest),
    backwardInput: (layer, rows, ...rest) => by(workOf(layer, rows)).backwardInput(layer, rows, ...rest),
    backwardWeights: (layer, rows, ...rest) => by(workOf(layer, rows)).backwardWeights(layer, rows, ...rest),
  };
};
