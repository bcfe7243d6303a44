import { expect, it, describe } from 'vitest';
import { CompiledRun, emitRun } from '#core/compile/compiled-run.ts';
import { compileNow } from '#core/compile/instantiate.ts';
import { isLong, piecesOf } from '#core/compile/pieces.ts';
import { finished } from '#core/net/finished.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { readableUpdates } from '#core/net/updates.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';

const runOf = (spec: RunSpecInput): Run => {
  const read = readRunSpec(spec);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return prepareRun(read.value);
};

/** Widths that are no multiple of the tiles, and an odd number of samples. */
const wide: RunSpecInput = {
  data: { kind: 'generator', name: 'circles', samples: 333 },
  network: {
    inputs: 2,
    layers: [
      { units: 301, activation: 'relu' },
      { units: 402, activation: 'tanh', normalization: 'batch', dropout: 0.2 },
      { units: 303, activation: 'sigmoid' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 'full',
  penalty: { l2: 1e-3 },
  optimizer: { kind: 'adam', learningRate: 0.01 },
};

/** The article's rules keep masks, take means of the biases and update early. */
const article: RunSpecInput = {
  data: { kind: 'generator', name: 'circles', samples: 400 },
  arithmetic: 'article',
  network: {
    inputs: 2,
    layers: [
      { units: 401, activation: 'relu' },
      { units: 402, activation: 'relu' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'mse',
  batch: 'full',
  optimizer: { kind: 'sgd', learningRate: 0.001 },
};

const compiled = (run: Run): CompiledRun => {
  const emitted = emitRun(run)!;
  return new CompiledRun(run, emitted, compileNow(emitted.bytes));
};

describe('a step that lasts long', () => {
  it('is cut into pieces that cover every number once', () => {
    const run = runOf(wide);
    expect(isLong(run)).toBe(true);
    const pieces = piecesOf(run);
    const byOperation = [...new Set(pieces.map(({ operation }) => operation))].map((name) =>
      pieces.filter(({ operation }) => operation === name),
    );
    expect(byOperation.filter((own) => own.length > 1).length).toBeGreaterThan(2);
    for (const own of byOperation) {
      expect(own[0]!.from).toBe(0);
      own.slice(1).forEach(({ from }, i) => expect(from).toBe(own[i]!.to));
    }
    expect(isLong(runOf({ ...wide, batch: 8 }))).toBe(false);
  });

  it('has the bits of the readable core', () => {
    for (const spec of [wide, article]) {
      const run = runOf(spec);
      const core = compiled(run);
      const [state, wanted] = [initialState(run), initialState(run)];
      const [losses, found]: [number[], number[]] = [[], []];
      readableUpdates(run)(0, 3, wanted, (rows, _, at) => losses.push(rows[at]!));
      const tell = (rows: Float64Array, _: number, at: number) => void found.push(rows[at]!);
      expect(finished(core.inPieces!(0, 1, state, tell))).toEqual({ made: 1 });
      // One that is left in the middle has changed nothing.
      const left = core.inPieces!(1, 1, state, tell);
      for (let i = 0; i < 4; i++) left.next();
      left.return({ made: 0 });
      expect(finished(core.inPieces!(1, 1, state, tell))).toEqual({ made: 1 });
      expect(core.make(2, 1, state, tell)).toEqual({ made: 1 });
      expect(found).toEqual(losses);
      expect(state).toEqual(wanted);
    }
  });
});
