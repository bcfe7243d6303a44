import { describe, expect, test } from 'vitest';
import { at } from '#core/contract/matrix.ts';
import type { Phase } from '#core/contract/position.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import type { Mistake } from '#core/account/rules.ts';
import type { Look } from '#renderer/picture/look.ts';
import { speechOf } from '#renderer/picture/speech.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import article from '#test/scenes/article.scene.ts';
import { plainLook, traceOf, type SceneFile } from '#test/scenes/scene.ts';

const numberFormat = { locale: 'en', digits: 6, style: 'significant' } as const;
const { number } = speechOf({ ...plainLook, numberFormat });

const spec: RunSpecInput = {
  seed: 3,
  data: { kind: 'generator', name: 'moons', samples: 12 },
  network: {
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 3, activation: 'relu', initializer: 'he-normal' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'mse',
  batch: 4,
  optimizer: { kind: 'sgd', learningRate: 0.3 },
};

/** A step of the program with a mistake, and every text of its picture when a part of a phase has just been done. */
const programOf = (fault: Mistake, input: RunSpecInput = spec) => {
  const scene: SceneFile = { spec: { ...input, fault }, step: 3, follow: 0 };
  const { trace, shape } = traceOf(scene);
  const placement = place(shape, { width: 1200, height: 800 });
  const timeline = stepTimeline(shape);
  const said = (
    phase: Phase,
    layer: number,
    unit: number,
    part?: number,
    look: Partial<Look> = { mistake: { fault, since: 3 } },
  ): string[] => {
    const end = part === undefined ? timeline.unitEnd(phase, layer, unit) : timeline.partEnd(phase, layer, unit, part);
    return frameAt({ trace, placement, timeline, t: end - 1e-6, look: { ...plainLook, numberFormat, ...look } }).texts.map(
      ({ text }) => text,
    );
  };
  return { trace, said };
};

/** The text after a label, which is its value. */
const valueAt = (texts: readonly string[], label: string): string | undefined => texts[texts.indexOf(label) + 1];

describe('the workings of a program with a mistake say what it computes, and what is right', () => {
  test('the derivative is taken at a', () => {
    const { trace, said } = programOf('derivative-at-activation');
    const { slope, fault } = trace.layers[0]!;
    const texts = said('backward', 1, 1);
    expect(valueAt(texts, '× f′(a)')).toBe(number(slope!.data[1]!));
    expect(valueAt(texts, '≠ f′(z)')).toBe(number(fault!.slope!.data[1]!));
    expect(texts).toContain(`f′(a) = ${number(slope!.data[1]!)}`);
    expect(texts).not.toContain('× f′(z)');
    // ReLU has the same slope at both.
    expect(said('backward', 2, 1)).toContain('× f′(z)');
  });

  test('a cross-entropy reaches its sum without the slope that the program would have taken at a', () => {
    const { trace, said } = programOf('derivative-at-activation', { ...spec, loss: 'binary-cross-entropy' });
    const { dA, dZ, fault } = trace.layers[2]!;
    expect(valueAt(said('backward', 3, 0), '× f′(z)')).toBe(number(fault!.slope!.data[0]!));
    expect(dA!.data[0]! * fault!.slope!.data[0]!).toBeCloseTo(dZ.data[0]!, 12);
  });

  test('a normalised layer has its slope at what the function takes or gives', () => {
    const network: RunSpecInput['network'] = { layers: [{ units: 3, activation: 'tanh', normalization: 'layer' }, { units: 1 }] };
    const { said } = programOf('derivative-at-activation', { ...spec, network });
    expect(said('backward', 1, 0)).toEqual(expect.arrayContaining(['× f′(f(ẑ′))', '≠ f′(ẑ′)']));
  });

  test('sums where a mean is asked for: all that the loss owes is n times as much', () => {
    const { trace, said } = programOf('sum-for-mean');
    const { dA, dW } = trace.layers[2]!;
    const output = said('backward', 3, 0);
    expect(valueAt(output, 'n·∂L/∂a')).toBe(number(dA!.data[0]!));
    expect(valueAt(output, '≠ ∂L/∂a')).toBe(number(dA!.data[0]! / 4));
    expect(said('backward', 1, 0)).toEqual(expect.arrayContaining(['Σ w·n·∂L/∂z', 'n·∂L/∂z']));
    const gradient = said('gradient', 3, 0, 1);
    expect(valueAt(gradient, 'g')).toBe(number(dW.data[1]!));
    expect(valueAt(gradient, '≠ ∂L/∂w₂')).toBe(number(dW.data[1]! / 4));
    expect(said('optimise', 1, 0)).toContain('Δw = −η · g');
  });

  test('softmax under cross-entropy: prediction minus target, where nothing stands before it', () => {
    const run: RunSpecInput = {
      ...spec,
      data: { kind: 'generator', name: 'blobs', samples: 12, classes: 3 },
      network: { layers: [{ units: 3, activation: 'softmax' }] },
      loss: 'categorical-cross-entropy',
    };
    const { trace, said } = programOf('sum-for-mean', run);
    expect(valueAt(said('backward', 1, 2), '≠ ∂L/∂z')).toBe(number(trace.layers[0]!.dZ.data[2]! / 4));
    expect(said('backward', 1, 2)).toContain('∂L/∂z = a − y');
    // The right program divides by the batch.
    const right = programOf('gradients-not-zeroed', run).said('backward', 1, 2, undefined, {});
    expect(right).toContain('∂L/∂z');
    expect(right).not.toContain('∂L/∂z = a − y');
  });

  test('the bias is counted once per sample', () => {
    const { trace, said } = programOf('bias-per-sample');
    const { db } = trace.layers[1]!;
    const texts = said('gradient', 2, 0, 3);
    expect(valueAt(texts, '× n')).toBe(number(4));
    expect(valueAt(texts, 'g')).toBe(number(db.data[0]!));
    expect(valueAt(texts, '≠ ∂L/∂b')).toBe(number(db.data[0]! / 4));
    expect(said('gradient', 2, 0, 1)).toContain('∂L/∂w₂');
  });

  test('the weights are updated before the error passes', () => {
    const { trace, said } = programOf('update-before-backward');
    const { W, WAfter, dZ } = trace.layers[2]!;
    const texts = said('backward', 2, 0);
    expect(valueAt(texts, 'Σ w′·∂L/∂z')).toBe(number(WAfter.data[0]! * dZ.data[0]!));
    expect(trace.layers[1]!.dA!.data[0]).toBeCloseTo(WAfter.data[0]! * dZ.data[0]!, 15);
    expect(valueAt(texts, '≠ Σ w·∂L/∂z')).toBe(number(W.data[0]! * dZ.data[0]!));
    expect(texts).toContain(`→ 1   ${number(WAfter.data[0]!)} × ${number(dZ.data[0]!)}`);
    // On the edge too.
    expect(texts.filter((text) => text === number(WAfter.data[0]!))).toHaveLength(1);
  });

  test('gradients are not zeroed', () => {
    const { trace, said } = programOf('gradients-not-zeroed');
    const { dW, fault } = trace.layers[1]!;
    const texts = said('gradient', 2, 1, 0);
    const carried = at(fault!.carried!.W, 0, 1);
    expect(valueAt(texts, '+ g (k−1)')).toBe(number(carried));
    expect(valueAt(texts, 'g')).toBe(number(at(dW, 0, 1)));
    expect(valueAt(texts, '≠ ∂L/∂w₁')).toBe(number(at(dW, 0, 1) - carried));
  });

  test('the mask of ReLU stands in the place of its activations', () => {
    const { trace, said } = programOf('mask-on-activations', { ...spec, seed: 5 });
    const { a } = trace.layers[1]!;
    const from = a.data.findIndex((value) => value > 0 && value !== 1);
    expect(from).toBeGreaterThanOrEqual(0);
    const texts = said('gradient', 3, 0, from);
    const name = `1[a${'₁₂₃'[from]}>0]`;
    expect(valueAt(texts, `× ${name}`)).toBe(number(1));
    expect(valueAt(texts, `≠ ∂L/∂w${'₁₂₃'[from]}`)).toBe(number(trace.layers[2]!.fault!.dW!.data[from]!));
    expect(texts).toContain(`${name}  ${number(1)} × ${number(trace.layers[2]!.dZ.data[0]!)}`);
    // The layer before takes what tanh gave.
    expect(said('gradient', 2, 0, 0)).toContain('× a₁');
  });

  test('softmax is derived like a sigmoid: what is left, and what is right', () => {
    const run: RunSpecInput = {
      ...spec,
      data: { kind: 'generator', name: 'blobs', samples: 12, classes: 3 },
      network: { layers: [{ units: 3, activation: 'softmax' }] },
      loss: 'categorical-cross-entropy',
    };
    const { trace, said } = programOf('softmax-diagonal', run);
    const { a, dZ } = trace.layers[0]!;
    for (const unit of [0, 1, 2]) {
      const texts = said('backward', 1, unit);
      expect(valueAt(texts, '∂L/∂z')).toBe(number(dZ.data[unit]!));
      expect(valueAt(texts, '≠ ∂L/∂z')).toBe(number((a.data[unit]! - trace.batch.y.data[unit]!) / 4));
    }
  });

  test('the slope of the output is left out', () => {
    const { trace, said } = programOf('output-slope-missing');
    const { dA, dZ, fault } = trace.layers[2]!;
    const texts = said('backward', 3, 0);
    expect(dZ.data[0]).toBe(dA!.data[0]);
    expect(valueAt(texts, '× 1')).toBe(number(1));
    expect(valueAt(texts, '≠ f′(z)')).toBe(number(fault!.slope!.data[0]!));
    expect(said('backward', 2, 0)).toContain('× f′(z)');
  });

  test.each([
    ['error-reversed', -1, '−'],
    ['gradient-of-half', 0.5, '½·'],
  ] as const)('%s: all that the loss owes is so many times as much', (fault, times, written) => {
    const { trace, said } = programOf(fault);
    const { dA, dW } = trace.layers[2]!;
    const output = said('backward', 3, 0);
    expect(valueAt(output, `${written}∂L/∂a`)).toBe(number(dA!.data[0]!));
    expect(valueAt(output, '≠ ∂L/∂a')).toBe(number(dA!.data[0]! / times));
    expect(said('backward', 1, 0)).toContain(`Σ w·${written}∂L/∂z`);
    expect(valueAt(said('gradient', 3, 0, 1), '≠ ∂L/∂w₂')).toBe(number(dW.data[1]! / times));
  });

  test('nothing is told of a mistake that is to be guessed, nor of a step before it began', () => {
    const { said } = programOf('derivative-at-activation');
    const later = { mistake: { fault: 'derivative-at-activation', since: 4 } } as const;
    for (const look of [{}, later]) expect(said('backward', 1, 1, undefined, look)).toContain('× f′(z)');
  });
});

test("the article's output takes its slope at a", () => {
  const { trace, shape } = traceOf({ ...article, spec: { ...article.spec, arithmetic: 'article' } });
  const timeline = stepTimeline(shape);
  const depth = shape.layers.length;
  const placement = place(shape, { width: 1200, height: 800 });
  const texts = (layer: number): string[] =>
    frameAt({ trace, placement, timeline, t: timeline.unitEnd('backward', layer, 0) - 1e-6, look: plainLook }).texts.map(
      ({ text }) => text,
    );
  expect(texts(depth)).toContain('× f′(a)');
  expect(texts(1)).toContain('× f′(z)');
});
