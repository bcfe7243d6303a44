import { describe, expect, test } from 'vitest';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { checkGradients } from '#core/explain/gradient-check.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { evaluate } from '#core/net/evaluate.ts';
import { initialState, type Run } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { finalStep, stoppingOf } from '#core/net/watch.ts';
import { movedState, numbers, runOf } from './runs.ts';

const hidden = { units: 4, activation: 'tanh' } as const;
const output = (activation: 'linear' | 'sigmoid' | 'softmax' = 'linear', units = 3) => ({ units, activation });

const expectGradients = (run: Run): void => {
  const { passed, parameters } = checkGradients(run, 1, movedState(run));
  expect(passed).toBe(true);
  expect(Math.max(...parameters.map(({ analytic }) => Math.abs(analytic)))).toBeGreaterThan(1e-3);
};
const refusalOf = (input: RunSpecInput) => {
  const read = readRunSpec(input);
  if (read.ok) throw new Error('not refused');
  return read.failure;
};

describe('residual connections', () => {
  const layers: RunSpecInput['network']['layers'] = [
    { ...hidden, units: 3, residual: true },
    hidden,
    { ...hidden, residual: true, dropout: 0.4, normalization: 'batch' },
    { units: 4, activation: 'softmax', residual: true },
    output(),
  ];

  test('every gradient against central differences', () => expectGradients(runOf('mse', layers)));

  test('a is the branch plus what came in, and the gradient comes back by both ways', () => {
    const run = runOf('mse', layers);
    const { trace } = step(run, 0, movedState(run), 'all');
    const [first, second, third] = [trace.layers[0]!, trace.layers[1]!, trace.layers[2]!];
    first.a.data.forEach((a, i) => expect(a).toBe(first.branch!.data[i]! + trace.batch.x.data[i]!));
    third.a.data.forEach((a, i) => expect(a).toBe(third.branch!.data[i]! + second.a.data[i]!));
    third.branch!.data.forEach((branch, i) => expect(branch === 0).toBe(third.mask!.data[i] === 0));
    expect(second.branch).toBeUndefined();
    for (let n = 0; n < 6; n++) {
      for (let i = 0; i < 4; i++) {
        let sum = 0;
        for (let o = 0; o < 4; o++) sum += third.dZ.data[n * 4 + o]! * third.W.data[i * 4 + o]!;
        expect(second.dA!.data[n * 4 + i]).toBe(sum + third.dA!.data[n * 4 + i]!);
      }
    }
  });

  test('refused between unequal layers and at the output', () => {
    const data = { kind: 'inline', x: numbers(4, 3), y: numbers(4, 3) } as const;
    expect(refusalOf({ data, network: { layers: [{ ...hidden, residual: true }, output()] } })).toMatchObject({
      reason: 'residual-needs-equal-layers',
      place: 'network.layers[0].units',
      found: '4',
      expected: '3',
    });
    expect(refusalOf({ data, network: { layers: [{ ...output(), residual: true }] } })).toMatchObject({ reason: 'output-residual' });
  });
});

test('instance normalisation is refused by its reason', () => {
  const network = { layers: [{ units: 2 }, { units: 1, normalization: 'instance' }] };
  expect(refusalOf({ network } as unknown as RunSpecInput)).toMatchObject({
    reason: 'instance-needs-extent',
    place: 'network.layers[1].normalization',
  });
});

describe('binary cross-entropy from logits', () => {
  const layers = (activation: 'linear' | 'sigmoid') => [hidden, output(activation)];
  const [logits, probabilities] = [
    runOf('binary-cross-entropy-logits', layers('linear')),
    runOf('binary-cross-entropy', layers('sigmoid')),
  ];

  test('is the loss and the gradient of the sigmoid and its cross-entropy', () => {
    const one = step(logits, 0, movedState(logits), 'all').trace;
    const other = step(probabilities, 0, movedState(probabilities), 'all').trace;
    expect(one.loss.data).toBe(other.loss.data);
    one.layers.forEach(({ dW }, l) => dW.data.forEach((g, i) => expect(Math.abs(g - other.layers[l]!.dW.data[i]!)).toBeLessThan(1e-15)));
    expect(one.layers[1]!.dA!.data).toEqual(one.layers[1]!.dZ.data);
  });

  test('classifies a logit by its sign', () => {
    expect(evaluate(logits, movedState(logits), { ...logits.train, outputs: 3 }).accuracy).toBe(
      evaluate(probabilities, movedState(probabilities), { ...probabilities.train, outputs: 3 }).accuracy,
    );
    const one = { ...output('linear', 1) };
    const run = runOf('binary-cross-entropy-logits', [one], {
      data: { kind: 'inline', x: [[0.3], [-0.2]], y: [[1], [0]] },
      parameters: [{ W: [[1]], b: [0] }],
    });
    expect(evaluate(run, initialState(run), run.train).accuracy).toBe(1);
  });

  test('needs a linear output', () => {
    const data = { kind: 'generator', name: 'xor' } as const;
    const loss = 'binary-cross-entropy-logits';
    expect(refusalOf({ data, loss, network: { layers: [{ units: 1, activation: 'sigmoid' }] } })).toMatchObject({
      reason: 'logits-need-linear',
      expected: 'linear',
    });
  });
});

describe('class weights', () => {
  test('every gradient against central differences', () => {
    expectGradients(runOf('categorical-cross-entropy', [hidden, output('softmax')], { classWeights: [0.5, 3, 2] }));
    expectGradients(runOf('binary-cross-entropy', [hidden, output('sigmoid')], { classWeights: [0.25, 4] }));
    expectGradients(runOf('binary-cross-entropy-logits', [hidden, output()], { classWeights: [0.25, 4], reduction: 'sum' }));
  });

  test('weigh each sample by its class', () => {
    const lossesOf = (loss: 'categorical-cross-entropy' | 'binary-cross-entropy-logits', y: number[][], classWeights: number[] | null) => {
      const [activation, units] = loss === 'categorical-cross-entropy' ? (['softmax', 2] as const) : (['linear', 1] as const);
      const parameters = [{ W: [Array<number>(units).fill(0)], b: Array<number>(units).fill(0) }];
      const run = runOf(loss, [output(activation, units)], { data: { kind: 'inline', x: [[0], [0]], y }, parameters, classWeights });
      return [...step(run, 0, initialState(run), 'all').trace.loss.perSample];
    };
    // All outputs equal: every class costs ln 2 before it is weighed.
    const near = (found: number[], wanted: number[]): void => wanted.forEach((w, i) => expect(found[i]).toBeCloseTo(w, 14));
    near(lossesOf('categorical-cross-entropy', [[1, 0], [0, 1]], [0.5, 3]), [0.5 * Math.LN2, 3 * Math.LN2]); // prettier-ignore
    near(lossesOf('binary-cross-entropy-logits', [[0], [1]], [0.5, 3]), [0.5 * Math.LN2, 3 * Math.LN2]);
    near(lossesOf('binary-cross-entropy-logits', [[0], [0.25]], [2, 4]), [2 * Math.LN2, (0.75 * 2 + 0.25 * 4) * Math.LN2]);
    // Weights of 1 change no bit.
    const targets = [[0.3], [0.7]];
    expect(lossesOf('binary-cross-entropy-logits', targets, [1, 1])).toEqual(lossesOf('binary-cross-entropy-logits', targets, null));
  });

  test('refused where they mean nothing', () => {
    const data = { kind: 'generator', name: 'xor' } as const;
    const network = { layers: [{ units: 1, activation: 'sigmoid' }] } as const;
    const base = { data, network: { layers: [...network.layers] } };
    expect(refusalOf({ ...base, classWeights: [1, 1] })).toMatchObject({ reason: 'class-weights-need-cross-entropy' });
    expect(refusalOf({ ...base, loss: 'binary-cross-entropy', classWeights: [1, 1, 1] })).toMatchObject({ expected: '(2)', found: '(3)' });
    expect(refusalOf({ ...base, loss: 'binary-cross-entropy', classWeights: [1, -1] })).toMatchObject({ place: 'classWeights[1]' });
  });
});

describe('what happens to the gradient and the weights', () => {
  test('clipValue cuts each number, after the norm', () => {
    const plain = runOf('mse', [hidden, output()]);
    const free = step(plain, 0, movedState(plain), 'all').trace.layers[0]!.dW.data;
    const limit = [...free].map(Math.abs).sort((a, b) => a - b)[6]!;
    const cut = runOf('mse', [hidden, output()], { clipValue: limit });
    const { trace } = step(cut, 0, movedState(cut), 'all');
    expect([...trace.layers[0]!.dW.data]).toEqual([...free].map((g) => Math.max(-limit, Math.min(limit, g))));
    const both = runOf('mse', [hidden, output()], { clipValue: limit / 2, clipNorm: 1e-3 });
    const small = step(both, 0, movedState(both), 'all').trace.layers[0]!.dW.data;
    small.forEach((g, i) => expect(g).toBeCloseTo((free[i]! * 1e-3) / (trace.gradientNorm + 1e-6), 15));
  });

  test('decoupled decay is AdamW’s on the weights, for any optimiser, and no part of the loss', () => {
    const learn = { kind: 'adam', learningRate: 0.1 } as const;
    const decayed = runOf('mse', [hidden, output()], { optimizer: learn, penalty: { decay: 0.3 } });
    const adamw = runOf('mse', [hidden, output()], { optimizer: { ...learn, kind: 'adamw', weightDecay: 0.3 } });
    const plain = runOf('mse', [hidden, output()], { optimizer: learn });
    const [a, b, c] = [decayed, adamw, plain].map((run) => step(run, 0, movedState(run), 'all').trace) as [Trace, Trace, Trace];
    expect(a.loss).toEqual(c.loss);
    a.layers.forEach((layer, l) => {
      layer.WAfter.data.forEach((w, i) => expect(w).toBeCloseTo(b.layers[l]!.WAfter.data[i]!, 15));
      layer.WAfter.data.forEach((w, i) => expect(w).toBe(layer.W.data[i]! + layer.deltaW.data[i]!));
      expect(layer.bAfter).toEqual(c.layers[l]!.bAfter);
      expect(layer.dW).toEqual(c.layers[l]!.dW);
    });
  });
  type Trace = ReturnType<typeof step>['trace'];

  test('the rate of a step is its schedule’s', () => {
    const run = runOf('mse', [output()], {
      optimizer: { kind: 'sgd', learningRate: 0.2 },
      schedule: { kind: 'step', every: 5, gamma: 0.5 },
    });
    const state = movedState(run);
    const [now, later] = [step(run, 4, state, 'all').trace, step(run, 5, state, 'all').trace];
    expect([now.lr, later.lr]).toEqual([0.2, 0.1]);
    now.layers[0]!.deltaW.data.forEach((delta, i) => expect(delta).toBe(-0.2 * now.layers[0]!.dW.data[i]!));
    later.layers[0]!.deltaW.data.forEach((delta, i) => expect(delta).toBe(-0.1 * later.layers[0]!.dW.data[i]!));
  });
});

/** States of a run, step by step, and what each step said. */
const train = (run: Run, steps: number) => {
  const ws = createWorkspace(run);
  const states = [initialState(run)];
  const said: { lr: number; stopped: boolean; watched: number | undefined }[] = [];
  for (let k = 0; k < steps; k++) {
    const next = new Float64Array(run.layout.length);
    const { lr, stopped, failure } = advance(run, k, states[k]!, next, ws);
    expect(failure).toBeUndefined();
    said.push({ lr, stopped, watched: ws.watched });
    states.push(next);
  }
  return { states, said };
};

describe('reduce on plateau', () => {
  // The rate is so high that the loss soon stops falling.
  const settings: Partial<RunSpecInput> = {
    optimizer: { kind: 'sgd', learningRate: 2.5 },
    schedule: { kind: 'plateau', gamma: 0.5, patience: 1, warmup: 2 },
    batch: 4,
    shuffle: true,
  };
  const run = runOf('huber', [hidden, output()], settings, 10);

  test('watches the mean of the epoch’s losses, and a replay in any workspace takes the same rates', () => {
    const { states, said } = train(run, 90);
    expect(new Set(said.map(({ lr }) => lr)).size).toBeGreaterThan(4);
    expect(said[0]!.lr).toBeCloseTo(2.5 / 3, 15);
    said.forEach(({ watched }, k) => expect(watched === undefined).toBe(k % 3 !== 2));
    const dataOf = (k: number) => step(run, k, states[k]!, 'all').trace;
    const epoch = [6, 7, 8].map(dataOf);
    expect(said[8]!.watched).toBeCloseTo((4 * epoch[0]!.loss.data + 4 * epoch[1]!.loss.data + 2 * epoch[2]!.loss.data) / 10, 14);
    for (const k of [89, 40, 8, 3]) {
      const { next, trace } = step(run, k, states[k]!, 'all');
      expect(next).toEqual(states[k + 1]);
      expect(trace.lr).toBe(said[k]!.lr);
    }
    // What the trace says of the last epoch is what the state remembers.
    const { watch } = dataOf(89);
    expect(watch!.plateau!.after.factor).toBe(states[90]![run.layout.plateau + 2]);
    expect(dataOf(89).watch!.loss).toBe(said[89]!.watched);
  });
});

describe('early stopping', () => {
  const settings = (patience: number): Partial<RunSpecInput> => ({
    optimizer: { kind: 'sgd', learningRate: 0.6 },
    split: { train: 0.5, validation: 0.5 },
    stopping: { patience },
    batch: 5,
  });
  const layers = [{ units: 12, activation: 'tanh' as const }, output()];
  const run = runOf('mse', layers, settings(8), 40);

  /** Where it should stop by the validation losses alone. */
  const expected = (losses: readonly number[], patience: number): { stop: number; best: number } => {
    let best = 0;
    for (let e = 1; e < losses.length; e++) {
      if (losses[e]! < losses[best]!) best = e;
      if (e - best === patience) return { stop: e, best };
    }
    throw new Error('never stops');
  };

  test('stops where the validation loss has not improved for as long as its patience, and names the best step', () => {
    const { states, said } = train(run, 2000);
    const epochs = Array.from({ length: 500 }, (_, e) => states[4 * (e + 1)]!);
    const losses = epochs.map((state) => evaluate(run, state, run.validation).loss);
    const { stop, best } = expected(losses, 8);
    const stoppedAt = said.findIndex(({ stopped }) => stopped);
    expect(stoppedAt + 1).toBe(4 * (stop + 1));
    const state = states[stoppedAt + 1]!;
    expect(stoppingOf(run, state)).toEqual({ best: losses[best], bestStep: 4 * (best + 1), waited: 8, patience: 8, stopped: true });
    expect(finalStep(run, stoppedAt + 1, state)).toBe(4 * (best + 1));
    expect(finalStep(run, 3, states[3]!)).toBe(3);
    const { watch } = step(run, stoppedAt, states[stoppedAt]!, 'all').trace;
    expect(watch!.loss).toBe(losses[stop]);
    expect([watch!.stopping!.before.stopped, watch!.stopping!.after.stopped]).toEqual([false, true]);
  });

  test('without restore the last step is the end', () => {
    const kept = runOf('mse', layers, { ...settings(8), stopping: { patience: 8, restore: false } }, 40);
    const { states, said } = train(kept, 2000);
    const stoppedAt = said.findIndex(({ stopped }) => stopped);
    expect(finalStep(kept, stoppedAt + 1, states[stoppedAt + 1]!)).toBe(stoppedAt + 1);
  });

  test('needs a validation part', () => {
    const data = { kind: 'generator', name: 'sine' } as const;
    expect(refusalOf({ data, network: { layers: [{ units: 1 }] }, stopping: {} })).toMatchObject({
      reason: 'stopping-needs-validation',
      place: 'split.validation',
    });
  });

  test('watching changes no parameter', () => {
    const unwatched = runOf('mse', layers, { ...settings(8), stopping: null }, 40);
    const P = run.layout.parameters;
    expect(train(run, 20).states[20]!.subarray(0, P)).toEqual(train(unwatched, 20).states[20]!.subarray(0, P));
  });
});
