import type { Dataset } from '#core/data/dataset.ts';
import { sampleScale } from '#core/math/loss.ts';
import { readableDataLoss, workPerSample } from '#core/net/data-loss.ts';
import type { Run } from '#core/net/run.ts';
import type { DataLoss } from '#core/net/workspace.ts';
import { NUMBER } from './arena.ts';
import { writeRows } from './blocks.ts';
import { createMemory, instantiate, type Exported } from './instantiate.ts';
import { emitDataLoss, type EmittedLoss } from './loss-module.ts';
import { takeOver, type CompileOptions } from './take-over.ts';

/** Multiply-adds between two pauses: about a millisecond. */
const PIECE = 4e6;

/** Writes numbers to both lanes of a pair each. */
const writeTwice = (numbers: Float64Array, from: Float64Array, first: number, count: number, at: number): void => {
  for (let i = 0; i < count; i++) numbers.fill(from[first + i]!, at / NUMBER + 2 * i, at / NUMBER + 2 * i + 2);
};

/** The loss over `data` by a module. Where a number may not be finite, `readable` says what comes of it. */
export const compiledDataLoss = (
  run: Run,
  data: Dataset,
  readable: DataLoss,
  { arena, rows, pages, x, y }: EmittedLoss,
  module: object,
): DataLoss => {
  const memory = createMemory(pages);
  const pass: Exported = instantiate(module, memory)['pass']!;
  const numbers = new Float64Array(memory.buffer);
  const there = new BigInt64Array(memory.buffer, arena.there, rows).fill(-1n);
  const { samples } = data;
  writeRows(numbers, { ...arena.x, at: x }, data.x, 0, samples);
  writeRows(numbers, { ...arena.y, at: y }, data.y, 0, samples);
  const pairs = Math.ceil(samples / 2);
  const most = rows / 2;
  const atOnce = most * Math.max(1, Math.floor(PIECE / (rows * workPerSample(run))));
  const scale = sampleScale(run.spec.reduction, samples);
  const [total, check] = [arena.log / NUMBER, arena.check / NUMBER];

  const place = (state: Float64Array): void => {
    numbers.set(state, arena.states[0] / NUMBER);
    run.layout.layers.forEach(({ units, runningMean, runningVariance }, l) => {
      if (runningMean < 0) return;
      const { mean, variance } = arena.layers[l]!;
      writeTwice(numbers, state, runningMean, units, mean);
      writeTwice(numbers, state, runningVariance, units, variance);
    });
  };
  const passPairs = (from: number, to: number): void => {
    for (let at = from; at < to; at += most) {
      const count = Math.min(most, to - at);
      const alone = at + count === pairs && samples % 2 === 1;
      if (alone) there[2 * count - 1] = 0n;
      pass(x + at * arena.x.stride, y + at * arena.y.stride, count);
      if (alone) there[2 * count - 1] = -1n;
    }
  };

  /** Whose state the memory has: while one evaluation pauses, another may begin. */
  let placed: object | undefined;
  return function* (state) {
    const self = {};
    let [even, odd, seen] = [0, 0, 0];
    for (let from = 0; from < pairs; from += atOnce) {
      if (placed !== self) place(state);
      placed = self;
      [numbers[total], numbers[total + 1], numbers[check], numbers[check + 1]] = [even, odd, 0, 0];
      passPairs(from, Math.min(pairs, from + atOnce));
      [even, odd] = [numbers[total]!, numbers[total + 1]!];
      seen += numbers[check]! + numbers[check + 1]!;
      if (from + atOnce < pairs) yield;
    }
    const loss = (even + odd) * scale;
    return Number.isFinite(loss + seen) ? loss : yield* readable(state);
  };
};

/** The loss over `data` by a module, or as the readable core has it until there is one. */
export const dataLossOf = (run: Run, data: Dataset, options: CompileOptions = { compile: 'aside' }): DataLoss => {
  const readable = readableDataLoss(run, data);
  const by = takeOver(
    {
      readable,
      emit: () => emitDataLoss(run, data),
      start: (emitted, module) => compiledDataLoss(run, data, readable, emitted, module),
    },
    options,
  );
  const work = data.samples * workPerSample(run);
  return (state) => by(work)(state);
};
