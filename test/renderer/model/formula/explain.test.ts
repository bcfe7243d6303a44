import { describe, expect, test } from 'vitest';
import { optimizers } from '#core/spec/methods.ts';
import { phases } from '#core/contract/position.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { networkShape, type Target } from '#renderer/picture/shape.ts';
import type { Card } from '#renderer/model/formula/card.ts';
import { exists, explain, targetAt } from '#renderer/model/formula/explain.ts';
import { numberWriter } from '#core/words/number.ts';
import { evaluateLatex } from './evaluate-latex.ts';
import { allTargets, example, fullNumber, golden, sourceAt, traced, type Told } from './tell.ts';

interface GoldenCase {
  readonly name: string;
  readonly run: {
    readonly optimizer: { readonly kind: string };
    readonly network: { readonly layers: readonly { readonly normalization?: string }[] };
  };
}
const { cases } = golden('pytorch.json') as { cases: GoldenCase[] };

/** Every side of every equation of a card, but what an ellipsis leaves open. */
const sides = (card: Card): string[][] =>
  card.numeric.filter((line) => !line.includes('\\cdots')).map((line) => line.split(/=|\\leftarrow/).slice(1));

/** Checks every equation that the step tells of every target; answers how many there were. */
const checkEquations = (told: Told, epsilon: number): number => {
  const source = sourceAt(told);
  let equations = 0;
  for (const target of allTargets(told.spec)) {
    for (const told of explain(source, target)) {
      for (const parts of sides(told)) {
        const values = parts.map((part) => evaluateLatex(part, epsilon));
        for (const v of values)
          expect(v, `${JSON.stringify(target)} ${told.name}: ${told.numeric.join(' ; ')}`).toBeCloseTo(values.at(-1)!, 9);
        equations += 1;
      }
    }
  }
  return equations;
};

const card = (cards: readonly Card[], name: Card['name']): Card => {
  const found = cards.find((c) => c.name === name);
  if (!found) throw new Error(`no card ${name} among ${cards.map((c) => c.name).join()}`);
  return found;
};

describe('F1 with the numbers put in, every side of every equation has the same value', () => {
  test.each(cases.map(({ name, run }) => [name, run] as const))('%s', (_, run) => {
    const normalised = run.network.layers.some(({ normalization }) => normalization);
    const epsilon = normalised ? 1e-5 : run.optimizer.kind === 'adagrad' ? 1e-10 : 1e-8;
    expect(checkEquations(traced(run, 1, 2), epsilon)).toBeGreaterThan(40);
  });
});

describe('F7 every method of the core is told: its formula holds, and its numbers are the trace’s', () => {
  const x = Array.from({ length: 9 }, (_, i) => [Math.sin(i + 1), Math.cos(2 * i), (i % 4) / 3]);
  const spec = (options: object, layers: object[] = [{ units: 3, activation: 'tanh' }, { units: 1 }], y = x.map(([a]) => [a!])) => ({
    data: { kind: 'inline', x, y },
    network: { inputs: 3, layers },
    batch: 3,
    ...options,
  });
  const binary = x.map((_, i) => [i % 3 === 0 ? 1 : 0]);
  const three = x.map((_, i) => [0, 1, 2].map((c) => (i % 3 === c ? 1 : 0)));
  const residual = [
    { units: 3, activation: 'tanh', residual: true },
    { units: 3, activation: 'sigmoid', residual: true },
    { units: 1, activation: 'linear' },
  ];
  const rate = (told: Told): Card => card(explain(sourceAt(told), { kind: 'weight', layer: 1, from: 0, to: 1 }), 'rate');

  test.each([
    ['sigmoid', 'binary-cross-entropy', binary, [0.4, 2.5]],
    ['linear', 'binary-cross-entropy-logits', binary, [0.4, 2.5]],
    ['softmax', 'categorical-cross-entropy', three, [0.5, 1, 3]],
  ] as const)('class weights: %s under %s', (activation, loss, y, classWeights) => {
    const layers = [
      { units: 2, activation: 'tanh' },
      { units: y[0]!.length, activation },
    ];
    for (const row of [0, 1, 2]) {
      const told = traced(spec({ loss, classWeights }, layers, y), 2, row);
      expect(checkEquations(told, 1e-8)).toBeGreaterThan(20);
      expect(card(explain(sourceAt(told), { kind: 'loss' }), 'sampleLoss').notes).toContain('classWeights');
    }
  });

  test('clipping by norm and by value: what there was, and what is left of it', () => {
    const told = traced(spec({ clipNorm: 0.2, clipValue: 0.05, penalty: { l1: 0.01, l2: 0.1, decay: 0.3 } }), 2, 1);
    expect(checkEquations(told, 1e-8)).toBeGreaterThan(20);
    const { unclipped, dW } = told.trace.layers[0]!;
    const [before, after] = [unclipped!.W.data[1]!, dW.data[1]!];
    const gradient = card(explain(sourceAt(told), { kind: 'weight', layer: 1, from: 0, to: 1 }), 'gradient');
    expect(gradient.numeric[0]).toContain(`=${fullNumber(before).replace('−', '-')}`);
    expect(gradient.value).toBe(after);
    expect(gradient.notes).toContain('clipped');
    const clipping = gradient.table!.rows.find(({ label }) => 'word' in label && label.word === 'clipping')!;
    expect(clipping.cells).toEqual([after - before]);
    const notes = allTargets(told.spec).flatMap((target) => explain(sourceAt(told), target).flatMap((one) => one.notes));
    expect(notes).toContain('cut');
  });

  test('the decoupled decay is in the step of weights, not in that of biases', () => {
    const told = traced(spec({ optimizer: { kind: 'adamw' }, penalty: { decay: 0.3 } }), 2, 1);
    expect(checkEquations(told, 1e-8)).toBeGreaterThan(20);
    const notes = (target: Target) => card(explain(sourceAt(told), target), 'delta').notes;
    expect(notes({ kind: 'weight', layer: 2, from: 0, to: 0 })).toEqual(['decay']);
    expect(notes({ kind: 'bias', layer: 2, unit: 0 })).toEqual([]);
  });

  test('a residual connection: branch and skip forward, two ways for the blame', () => {
    const told = traced(spec({}, residual), 1, 2);
    expect(checkEquations(told, 1e-8)).toBeGreaterThan(40);
    const cards = explain(sourceAt(told), { kind: 'unit', layer: 1, unit: 2 });
    const [first, second] = told.trace.layers;
    expect(card(cards, 'a').notes).toEqual(['skip']);
    expect(card(cards, 'a').numeric[1]).toContain(String(first!.branch!.data[2]));
    expect(card(cards, 'dA').notes).toEqual(['twoWays']);
    expect(card(cards, 'dA').table!.rows.at(-1)!.cells[1]).toBe(second!.dA!.data[2]);
    expect(card(explain(sourceAt(told), { kind: 'unit', layer: 2, unit: 0 }), 'dA').notes).toEqual([]);
  });

  test.each(Object.keys(optimizers) as (keyof typeof optimizers)[])('%s: its step and its state', (kind) => {
    const told = traced(spec({ optimizer: { kind } }), 4, 0);
    expect(checkEquations(told, kind === 'adagrad' ? 1e-10 : 1e-8)).toBeGreaterThan(20);
    const { table } = card(explain(sourceAt(told), { kind: 'weight', layer: 1, from: 1, to: 2 }), 'delta');
    const { optimizer } = told.trace.layers[0]!;
    expect(table?.rows.map(({ cells }) => cells) ?? []).toEqual(
      Object.values(optimizer).map(({ before, after }) => [before.W.data[5], after.W.data[5]]),
    );
  });

  test.each([
    [{ kind: 'constant', warmup: 8 }, [0, 5, 8, 11]],
    [{ kind: 'step', every: 3, gamma: 0.4 }, [0, 2, 7, 11]],
    [{ kind: 'exponential', gamma: 0.9, warmup: 2 }, [1, 2, 9]],
    [{ kind: 'cosine', steps: 7, lowest: 0.001 }, [0, 3, 6, 7, 11]],
    [{ kind: 'cosine-restarts', steps: 3, growth: 2, lowest: 0.001 }, [0, 2, 3, 8, 9]],
    [{ kind: 'cosine-restarts', steps: 3, growth: 1 }, [2, 3, 7]],
    [{ kind: 'one-cycle', steps: 10, rise: 0.4 }, [0, 2, 3, 6, 9, 11]],
    [{ kind: 'inverse-square-root', timescale: 4, warmup: 3 }, [2, 3, 10]],
    [{ kind: 'plateau', patience: 0, gamma: 0.5, threshold: 1, lowest: 0.001 }, [0, 5, 11]],
  ] as const)('the rate of %o', (schedule, steps) => {
    for (const k of steps) {
      const told = traced(spec({ schedule, optimizer: { kind: 'sgd', learningRate: 0.05 } }), k, 0);
      expect(rate(told).value).toBe(told.trace.lr);
      expect(checkEquations(told, 0)).toBeGreaterThan(20);
    }
  });

  test('what a rate’s formula does not say is noted', () => {
    const notes = (schedule: object, k: number) => rate(traced(spec({ schedule }), k)).notes;
    expect(notes({ kind: 'cosine-restarts', steps: 3 }, 4)).toEqual(['restarts']);
    expect(notes({ kind: 'plateau', warmup: 2 }, 1)).toEqual(['warmup']);
    expect(notes({ kind: 'plateau', warmup: 2 }, 4)).toEqual(['plateau']);
  });

  test('a constant rate needs no card', () => {
    const cards = explain(sourceAt(traced(spec({}), 1)), { kind: 'weight', layer: 1, from: 0, to: 1 });
    expect(cards.map(({ name }) => name)).toEqual(['gradient', 'delta', 'update']);
  });
});

describe('F2 the value of a card is the trace’s own', () => {
  const told = traced(example('article-standard'), 3, 5);
  const source = sourceAt(told);
  const layers = told.trace.layers;

  test('of a unit', () => {
    const cards = explain(source, { kind: 'unit', layer: 2, unit: 3 });
    expect(card(cards, 'z').value).toBe(layers[1]!.z.data[3]);
    expect(card(cards, 'a').value).toBe(layers[1]!.a.data[3]);
    expect(card(cards, 'dA').value).toBe(layers[1]!.dA!.data[3]);
    expect(card(cards, 'dZ').value).toBe(layers[1]!.dZ.data[3]);
    expect(card(cards, 'incoming').table!.rows[1]!.cells).toEqual([
      layers[1]!.W.data[1 * 8 + 3],
      layers[1]!.dW.data[1 * 8 + 3],
      layers[1]!.WAfter.data[1 * 8 + 3],
    ]);
  });

  test('of a weight, a bias and the loss', () => {
    const weight = explain(source, { kind: 'weight', layer: 2, from: 1, to: 3 });
    expect(card(weight, 'gradient').value).toBe(layers[1]!.dW.data[1 * 8 + 3]);
    expect(card(weight, 'delta').value).toBe(layers[1]!.deltaW.data[1 * 8 + 3]);
    expect(card(weight, 'update').value).toBe(layers[1]!.WAfter.data[1 * 8 + 3]);
    const bias = explain(source, { kind: 'bias', layer: 3, unit: 0 });
    expect(card(bias, 'gradient').value).toBe(layers[2]!.db.data[0]);
    expect(card(bias, 'update').value).toBe(layers[2]!.bAfter.data[0]);
    const loss = explain(source, { kind: 'loss' });
    expect(card(loss, 'sampleLoss').value).toBe(told.trace.loss.perSample[0]);
    expect(card(loss, 'batchLoss').value).toBe(told.trace.loss.total);
  });

  test('contributions to a gradient add up to it', () => {
    const { table, value } = card(explain(source, { kind: 'weight', layer: 1, from: 0, to: 2 }), 'gradient');
    const parts = table!.rows.map((row) => row.cells[0]!);
    expect(parts).toHaveLength(2);
    expect(parts[0]).toBeCloseTo(told.trace.batch.x.data[0]! * layers[0]!.dZ.data[2]!, 15);
    expect(parts[0]! + parts[1]!).toBeCloseTo(value!, 15);
  });
});

describe('F3 what the step has not reached is not told', () => {
  const told = traced(example('two-two-two'));
  const timeline = stepTimeline(networkShape(told.spec));
  const places = Array.from({ length: timeline.count }, (_, index) => index);

  test('a value appears once and stays', () => {
    for (const target of allTargets(told.spec)) {
      const shown = places.map((index) => explain(sourceAt(told, index), target).map(({ value }) => value !== undefined));
      shown
        .slice(1)
        .forEach((now, i) => now.forEach((is, c) => expect(is || !shown[i]![c], `${JSON.stringify(target)} card ${c} at ${i}`).toBe(true)));
      // A residual is told per output, and a unit's incoming weights in a table: neither has one value.
      const last = explain(sourceAt(told), target);
      for (const { name, value } of last) if (name !== 'residual' && name !== 'incoming') expect(value, name).toBeDefined();
    }
  });

  test('at the start nothing but the input is told', () => {
    for (const target of allTargets(told.spec)) {
      for (const { name, value, numeric } of explain(sourceAt(told, 0), target)) {
        if (name === 'input') continue;
        expect(value).toBeUndefined();
        expect(numeric).toEqual([]);
      }
    }
  });

  test('z is told when its bias is added, and its second product is marked while it is made', () => {
    const unit = { kind: 'unit', layer: 1, unit: 1 } as const;
    const index = (operation: string) =>
      places.filter((i) => {
        const place = timeline.positionOf(i);
        return place.phase === 'forward' && place.layer === 1 && place.unit === 1 && place.operation === operation;
      });
    const [, second] = index('product');
    const making = card(explain(sourceAt(told, second), unit), 'z');
    expect(making.value).toBeUndefined();
    expect(making.state).toBe('now');
    expect(making.numeric.join()).toContain('\\htmlClass{f-now}{0.3\\cdot 0.1}');
    expect(making.table!.rows.map((row) => row.state)).toEqual(['done', 'now']);
    expect(card(explain(sourceAt(told, index('sum')[0]), unit), 'z').value).toBeUndefined();
    expect(card(explain(sourceAt(told, index('bias')[0]), unit), 'z').value).toBe(told.trace.layers[0]!.z.data[1]);
    expect(card(explain(sourceAt(told, index('bias')[0]), unit), 'a').value).toBeUndefined();
  });

  test('the card of what is happening is the current one', () => {
    const named: Readonly<Record<string, Card['name']>> = {
      input: 'input',
      product: 'z',
      sum: 'z',
      bias: 'z',
      activation: 'a',
      residual: 'residual',
      loss: 'batchLoss',
      upstream: 'dA',
      'upstream-sum': 'dA',
      gate: 'dZ',
      gradient: 'gradient',
      'bias-gradient': 'gradient',
      optimiser: 'delta',
      'weight-update': 'update',
      'bias-update': 'update',
    };
    const met = new Set<string>();
    for (const index of places.slice(1)) {
      const place = timeline.positionOf(index);
      const target = targetAt(place);
      expect(exists(networkShape(told.spec), target)).toBe(true);
      expect(card(explain(sourceAt(told, index), target), named[place.operation]!).state, JSON.stringify(place)).toBe('now');
      met.add(place.phase);
    }
    expect([...met]).toEqual([...phases]);
  });
});

describe('F4 the article’s arithmetic says where it differs', () => {
  const told = traced(example('article'), 0, 1);
  const notes = (target: Parameters<typeof explain>[1]) => explain(sourceAt(told), target).flatMap((c) => c.notes);

  test('weights summed, biases averaged, the slope taken at a', () => {
    expect(notes({ kind: 'weight', layer: 1, from: 0, to: 0 })).toContain('articleWeights');
    expect(notes({ kind: 'bias', layer: 1, unit: 0 })).toContain('articleBiases');
    expect(notes({ kind: 'unit', layer: 3, unit: 0 })).toEqual(expect.arrayContaining(['articleError', 'articleSlope']));
    expect(notes({ kind: 'unit', layer: 2, unit: 0 })).not.toContain('articleSlope');
  });

  test('its equations hold too', () => {
    const { trace } = told;
    const cards = explain(sourceAt(told), { kind: 'unit', layer: 3, unit: 0 });
    for (const c of cards)
      for (const parts of sides(c)) for (const part of parts) expect(evaluateLatex(part)).toBeCloseTo(evaluateLatex(parts.at(-1)!), 12);
    expect(card(cards, 'dA').value).toBe(trace.layers[2]!.a.data[0]! - trace.batch.y.data[0]!);
    const bias = card(explain(sourceAt(told), { kind: 'bias', layer: 3, unit: 0 }), 'gradient');
    expect(bias.table!.rows[0]!.cells[0]).toBeCloseTo(trace.layers[2]!.dZ.data[0]! / 1000, 15);
  });
});

describe('F5 numbers are written in the person’s own way', () => {
  const told = traced(example('two-two-two'));
  const unit = { kind: 'unit', layer: 1, unit: 0 } as const;

  test('a decimal comma is no list separator', () => {
    const z = card(explain(sourceAt(told, Infinity, numberWriter('es-ES', 3)), unit), 'z');
    expect(z.numeric[0]).toContain('0{,}15\\cdot 0{,}05');
    expect(z.numeric.join()).not.toMatch(/\d,\d/);
    expect(card(explain(sourceAt(told, Infinity, numberWriter('en-GB', 4)), unit), 'z').numeric[0]).toContain('0.15\\cdot 0.05');
  });

  test('powers of ten and minus signs become LaTeX', () => {
    const spec = { ...example('two-two-two'), parameters: undefined, data: { kind: 'inline', x: [[-0.00002, 1]], y: [[0, 1]] } };
    const input = explain(sourceAt(traced(spec), Infinity, numberWriter('es-ES', 3)), { kind: 'unit', layer: 0, unit: 0 })[0]!;
    expect(input.numeric[0]).toContain('-2\\cdot 10^{-5}');
  });
});

describe('F6 long sums are shortened, tables are whole', () => {
  const data = { kind: 'inline', x: [Array.from({ length: 20 }, (_, i) => i / 10)], y: [[1]] };
  const told = traced({ data, network: { layers: [{ units: 1, activation: 'relu' }] } });

  test('the first terms, the current one, the last, and every row', () => {
    const z = card(explain(sourceAt(told), { kind: 'unit', layer: 1, unit: 0 }), 'z');
    expect(z.numeric[0]!.match(/\\cdots/g)).toHaveLength(1);
    expect(z.symbolic[0]).toContain('w^{[1]}_{20,1}');
    expect(z.table!.rows).toHaveLength(20);
    const making = card(explain(sourceAt(told, 1 + 20 + 9), { kind: 'unit', layer: 1, unit: 0 }), 'z');
    expect(making.symbolic[0]).toContain('w^{[1]}_{10,1}');
    expect(making.numeric[0]!.match(/\\cdots/g)).toHaveLength(2);
  });
});
