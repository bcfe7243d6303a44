import { describe, expect, test } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import { optimizers, type OptimizerKind } from '#core/spec/methods.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, type Run } from '#core/net/run.ts';
import { movedState, runOf } from './runs.ts';

const hidden = { units: 5, activation: 'tanh' as const };
const output = { units: 2, activation: 'linear' as const };

describe('a step is a function of its state', () => {
  const kinds = Object.keys(optimizers) as OptimizerKind[];
  const everything = (kind: OptimizerKind): Run =>
    runOf(
      'mse',
      [{ ...hidden, normalization: 'batch', dropout: 0.4 }, { ...hidden, normalization: 'layer' }, output],
      { optimizer: { kind }, batch: 4, shuffle: true, clipNorm: 0.5, penalty: { l1: 0.01, l2: 0.01 } },
      10,
    );

  test.each(kinds)('%s: reads only the state, writes all of next, and gives the same bits from any workspace', (kind) => {
    const run = everything(kind);
    const workspace = createWorkspace(run);
    let state = initialState(run);
    const visited: Float64Array[] = [state];
    for (let k = 0; k < 8; k++) {
      const before = state.slice();
      const next = new Float64Array(run.layout.length).fill(NaN);
      const { loss, failure } = advance(run, k, state, next, workspace);
      expect(failure).toBeUndefined();
      expect(Number.isFinite(loss)).toBe(true);
      expect(state).toEqual(before);
      expect(next.some(Number.isNaN)).toBe(false);
      expect(next).not.toEqual(state);
      visited.push((state = next));
    }
    // Backwards, in the used workspace and in a fresh one.
    for (let k = 7; k >= 0; k--) {
      for (const ws of [workspace, createWorkspace(run)]) {
        const next = new Float64Array(run.layout.length);
        advance(run, k, visited[k]!, next, ws);
        expect(next).toEqual(visited[k + 1]);
      }
    }
  });

  test('the last batch of an epoch may be smaller', () => {
    const run = everything('sgd');
    const workspace = createWorkspace(run);
    const next = new Float64Array(run.layout.length);
    const sizes = [0, 1, 2, 3].map((k) => {
      advance(run, k, initialState(run), next, workspace);
      return workspace.rows;
    });
    expect(sizes).toEqual([4, 4, 2, 4]);
  });
});

test('training lowers the loss', () => {
  const run = runOf('mse', [hidden, output], { optimizer: { kind: 'adam', learningRate: 0.02 } });
  const workspace = createWorkspace(run);
  let state: Float64Array = initialState(run);
  let next: Float64Array = new Float64Array(run.layout.length);
  const losses = Array.from({ length: 500 }, (_, k) => {
    const { loss } = advance(run, k, state, next, workspace);
    [state, next] = [next, state];
    return loss;
  });
  expect(losses.at(-1)).toBeLessThan(losses[0]! / 20);
});

test('gradient norms: per layer, together the whole, without what is held fixed', () => {
  for (const biases of [true, false]) {
    const run = runOf('mse', [hidden, output], { train: { biases }, clipNorm: 1e-6 });
    const workspace = createWorkspace(run);
    const { gradientNorms } = advance(run, 0, movedState(run), new Float64Array(run.layout.length), workspace);
    expect(Math.hypot(...gradientNorms)).toBeCloseTo(workspace.gradientNorm, 12);
    const trained = run.layout.ranges
      .filter((range) => range.trained)
      .flatMap(({ from, to }) => [...workspace.gradient.subarray(from, to)]);
    // What the workspace holds by now is clipped: to 1e-6, over the trained parameters.
    expect(Math.hypot(...trained) / 1e-6).toBeCloseTo(1, 4);
  }
});

test('biases held fixed stay as they are', () => {
  const run = runOf('mse', [{ ...hidden, normalization: 'batch' }, output], {
    train: { biases: false },
    optimizer: { kind: 'adamw', weightDecay: 0.5 },
  });
  const state = movedState(run);
  const next = new Float64Array(run.layout.length);
  advance(run, 0, state, next, createWorkspace(run));
  for (const { W, b, units, gamma, beta } of run.layout.layers) {
    expect(next.subarray(b, b + units)).toEqual(state.subarray(b, b + units));
    for (const moved of [W, ...(gamma < 0 ? [] : [gamma, beta])]) expect(next[moved]).not.toBe(state[moved]);
  }
});

describe('the first number that is not finite is named', () => {
  const failureOf = (run: Run, poison: (state: Float64Array) => void): Failure | undefined => {
    const state = movedState(run);
    poison(state);
    return advance(run, 3, state, new Float64Array(run.layout.length), createWorkspace(run)).failure;
  };
  const plain = runOf('mse', [hidden, hidden, output]);
  const [first, second] = [plain.layout.layers[0]!, plain.layout.layers[1]!];

  test('a finite step has none', () => expect(failureOf(plain, () => {})).toBeUndefined());

  test('z, by layer and unit', () => {
    expect(failureOf(plain, (state) => (state[second.b + 3] = NaN))).toEqual({
      code: 'non-finite',
      step: 3,
      layer: 2,
      unit: 3,
      tensor: 'z',
      value: 'NaN',
      operation: 'sum',
      operands: [NaN],
    });
    expect(failureOf(plain, (state) => (state[first.W + 4] = -Infinity))).toMatchObject({ layer: 1, unit: 4, tensor: 'z' });
  });

  test('z, even where the activation flattens it and nothing else shows', () => {
    const data = { kind: 'inline' as const, x: [[10, 10, 10]], y: [[0, 0]] };
    const run = runOf('mse', [hidden, output], { data });
    const weight = run.layout.layers[0]!.W + 5 + 2;
    expect(failureOf(run, (state) => (state[weight] = 1e308))).toMatchObject({
      ...{ layer: 1, unit: 2, tensor: 'z', value: 'Infinity' },
      ...{ operation: 'sum-of-products', operands: [10, 1e308] },
    });
  });

  test('the loss: finite outputs too large to be squared', () => {
    const last = plain.layout.layers[2]!;
    expect(failureOf(plain, (state) => (state[last.b] = 1e200))).toMatchObject({
      layer: 3,
      tensor: 'loss',
      value: 'Infinity',
      operation: 'loss',
    });
  });

  test('a delta that overflows on its way back', () => {
    const half = runOf('mae', [
      { units: 1, activation: 'linear' },
      { units: 1, activation: 'linear' },
      { units: 1, activation: 'linear' },
    ]);
    const found = failureOf(half, (state) => {
      state.fill(0, 0, half.layout.parameters);
      // The first layer puts out 0, so that the great weights behind it do not show on the way forward.
      for (const layer of half.layout.layers.slice(1)) state[layer.W] = 1e200;
    });
    expect(found).toMatchObject({ layer: 1, unit: 0, tensor: 'dA', operation: 'sum-of-products' });
    const [delta, weight] = (found as unknown as { operands: number[] }).operands as [number, number];
    expect([weight, Number.isFinite(delta), delta * weight]).toEqual([1e200, true, Infinity]);
  });

  test('the optimiser: a square that overflows', () => {
    const run = runOf('half-squared-error', [{ units: 1, activation: 'linear' }], { optimizer: { kind: 'adam' }, reduction: 'sum' });
    const found = failureOf(run, (state) => (state[run.layout.parameters * 2] = Infinity));
    expect(found).toMatchObject({ layer: 1, tensor: 'optimizer', value: 'Infinity' });
  });

  test('the parameters: an update that overflows', () => {
    const run = runOf('mae', [{ units: 1, activation: 'linear' }], { optimizer: { kind: 'momentum', learningRate: 1e6 } });
    const found = failureOf(run, (state) => state.fill(1e306, run.layout.parameters, 2 * run.layout.parameters));
    expect(found).toMatchObject({
      layer: 1,
      unit: 0,
      tensor: 'W',
      value: '-Infinity',
      operation: 'update',
      operands: [expect.any(Number), -Infinity],
    });
  });
});
