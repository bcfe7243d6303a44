import { describe, expect, test } from 'vitest';
import { phases } from '#core/contract/position.ts';
import { buildScore } from '#renderer/choreography/score.ts';
import { networkShape } from '#renderer/choreography/shape.ts';
import type { Card } from '#renderer/model/formula/card.ts';
import { exists, explain, targetAt } from '#renderer/model/formula/explain.ts';
import { numberWriter } from '#renderer/words/number.ts';
import { evaluateLatex } from './evaluate-latex.ts';
import { allTargets, example, golden, tellingAt, traced } from './tell.ts';

interface GoldenCase {
  readonly name: string;
  readonly run: {
    readonly optimizer: { readonly kind: string };
    readonly network: { readonly layers: readonly { readonly normalization?: string }[] };
  };
}
const { cases } = golden('pytorch.json') as { cases: GoldenCase[] };

/** Every side of every equation of a card, but what an ellipsis or a coefficient of Nadam leaves open. */
const sides = (card: Card): string[][] =>
  card.numeric.filter((line) => !line.includes('\\cdots') && !line.includes('c_1')).map((line) => line.split(/=|\\leftarrow/).slice(1));

const card = (cards: readonly Card[], name: Card['name']): Card => {
  const found = cards.find((c) => c.name === name);
  if (!found) throw new Error(`no card ${name} among ${cards.map((c) => c.name).join()}`);
  return found;
};

describe('F1 with the numbers put in, every side of every equation has the same value', () => {
  test.each(cases.map(({ name, run }) => [name, run] as const))('%s', (_, run) => {
    const normalised = run.network.layers.some(({ normalization }) => normalization);
    const epsilon = normalised ? 1e-5 : run.optimizer.kind === 'adagrad' ? 1e-10 : 1e-8;
    const told = traced(run, 1, 2);
    const telling = tellingAt(told);
    let equations = 0;
    for (const target of allTargets(told.spec)) {
      for (const { name, value, numeric, ...rest } of explain(telling, target)) {
        for (const parts of sides({ name, value, numeric, ...rest })) {
          const values = parts.map((part) => evaluateLatex(part, epsilon));
          for (const v of values) expect(v, `${JSON.stringify(target)} ${name}: ${numeric.join(' ; ')}`).toBeCloseTo(values.at(-1)!, 9);
          equations += 1;
        }
      }
    }
    expect(equations).toBeGreaterThan(40);
  });
});

describe('F2 the value of a card is the trace’s own', () => {
  const told = traced(example('article-standard'), 3, 5);
  const telling = tellingAt(told);
  const layers = told.trace.layers;

  test('of a unit', () => {
    const cards = explain(telling, { kind: 'unit', layer: 2, unit: 3 });
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
    const weight = explain(telling, { kind: 'weight', layer: 2, from: 1, to: 3 });
    expect(card(weight, 'gradient').value).toBe(layers[1]!.dW.data[1 * 8 + 3]);
    expect(card(weight, 'delta').value).toBe(layers[1]!.deltaW.data[1 * 8 + 3]);
    expect(card(weight, 'update').value).toBe(layers[1]!.WAfter.data[1 * 8 + 3]);
    const bias = explain(telling, { kind: 'bias', layer: 3, unit: 0 });
    expect(card(bias, 'gradient').value).toBe(layers[2]!.db.data[0]);
    expect(card(bias, 'update').value).toBe(layers[2]!.bAfter.data[0]);
    const loss = explain(telling, { kind: 'loss' });
    expect(card(loss, 'sampleLoss').value).toBe(told.trace.loss.perSample[0]);
    expect(card(loss, 'batchLoss').value).toBe(told.trace.loss.total);
  });

  test('contributions to a gradient add up to it', () => {
    const { table, value } = card(explain(telling, { kind: 'weight', layer: 1, from: 0, to: 2 }), 'gradient');
    const parts = table!.rows.map((row) => row.cells[0]!);
    expect(parts).toHaveLength(2);
    expect(parts[0]).toBeCloseTo(told.trace.batch.x.data[0]! * layers[0]!.dZ.data[2]!, 15);
    expect(parts[0]! + parts[1]!).toBeCloseTo(value!, 15);
  });
});

describe('F3 what the step has not reached is not told', () => {
  const told = traced(example('two-two-two'));
  const score = buildScore(networkShape(told.spec));
  const places = Array.from({ length: score.count }, (_, index) => index);

  test('a value appears once and stays', () => {
    for (const target of allTargets(told.spec)) {
      const shown = places.map((index) => explain(tellingAt(told, index), target).map(({ value }) => value !== undefined));
      shown
        .slice(1)
        .forEach((now, i) => now.forEach((is, c) => expect(is || !shown[i]![c], `${JSON.stringify(target)} card ${c} at ${i}`).toBe(true)));
      // A residual is told per output, and a unit's incoming weights in a table: neither has one value.
      const last = explain(tellingAt(told), target);
      for (const { name, value } of last) if (name !== 'residual' && name !== 'incoming') expect(value, name).toBeDefined();
    }
  });

  test('at the start nothing but the input is told', () => {
    for (const target of allTargets(told.spec)) {
      for (const { name, value, numeric } of explain(tellingAt(told, 0), target)) {
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
        const place = score.positionOf(i);
        return place.phase === 'forward' && place.layer === 1 && place.unit === 1 && place.operation === operation;
      });
    const [, second] = index('product');
    const making = card(explain(tellingAt(told, second), unit), 'z');
    expect(making.value).toBeUndefined();
    expect(making.state).toBe('now');
    expect(making.numeric.join()).toContain('\\htmlClass{f-now}{0.3\\cdot 0.1}');
    expect(making.table!.rows.map((row) => row.state)).toEqual(['done', 'now']);
    expect(card(explain(tellingAt(told, index('sum')[0]), unit), 'z').value).toBeUndefined();
    expect(card(explain(tellingAt(told, index('bias')[0]), unit), 'z').value).toBe(told.trace.layers[0]!.z.data[1]);
    expect(card(explain(tellingAt(told, index('bias')[0]), unit), 'a').value).toBeUndefined();
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
      blame: 'dA',
      'blame-sum': 'dA',
      gate: 'dZ',
      gradient: 'gradient',
      'bias-gradient': 'gradient',
      optimiser: 'delta',
      'weight-update': 'update',
      'bias-update': 'update',
    };
    const met = new Set<string>();
    for (const index of places.slice(1)) {
      const place = score.positionOf(index);
      const target = targetAt(place);
      expect(exists(networkShape(told.spec), target)).toBe(true);
      expect(card(explain(tellingAt(told, index), target), named[place.operation]!).state, JSON.stringify(place)).toBe('now');
      met.add(place.phase);
    }
    expect([...met]).toEqual([...phases]);
  });
});

describe('F4 the article’s arithmetic says where it differs', () => {
  const told = traced(example('article'), 0, 1);
  const notes = (target: Parameters<typeof explain>[1]) => explain(tellingAt(told), target).flatMap((c) => c.notes);

  test('weights summed, biases averaged, the slope taken at a', () => {
    expect(notes({ kind: 'weight', layer: 1, from: 0, to: 0 })).toContain('articleWeights');
    expect(notes({ kind: 'bias', layer: 1, unit: 0 })).toContain('articleBiases');
    expect(notes({ kind: 'unit', layer: 3, unit: 0 })).toEqual(expect.arrayContaining(['articleError', 'articleSlope']));
    expect(notes({ kind: 'unit', layer: 2, unit: 0 })).not.toContain('articleSlope');
  });

  test('its equations hold too', () => {
    const { trace } = told;
    const cards = explain(tellingAt(told), { kind: 'unit', layer: 3, unit: 0 });
    for (const c of cards)
      for (const parts of sides(c)) for (const part of parts) expect(evaluateLatex(part)).toBeCloseTo(evaluateLatex(parts.at(-1)!), 12);
    expect(card(cards, 'dA').value).toBe(trace.layers[2]!.a.data[0]! - trace.batch.y.data[0]!);
    const bias = card(explain(tellingAt(told), { kind: 'bias', layer: 3, unit: 0 }), 'gradient');
    expect(bias.table!.rows[0]!.cells[0]).toBeCloseTo(trace.layers[2]!.dZ.data[0]! / 1000, 15);
  });
});

describe('F5 numbers are written in the person’s own way', () => {
  const told = traced(example('two-two-two'));
  const unit = { kind: 'unit', layer: 1, unit: 0 } as const;

  test('a decimal comma is no list separator', () => {
    const z = card(explain(tellingAt(told, Infinity, numberWriter('es-ES', 3)), unit), 'z');
    expect(z.numeric[0]).toContain('0{,}150\\cdot 0{,}0500');
    expect(z.numeric.join()).not.toMatch(/\d,\d/);
    expect(card(explain(tellingAt(told, Infinity, numberWriter('en-GB', 4)), unit), 'z').numeric[0]).toContain('0.1500\\cdot 0.05000');
  });

  test('powers of ten and minus signs become LaTeX', () => {
    const spec = { ...example('two-two-two'), parameters: undefined, data: { kind: 'inline', x: [[-0.00002, 1]], y: [[0, 1]] } };
    const input = explain(tellingAt(traced(spec), Infinity, numberWriter('es-ES', 3)), { kind: 'unit', layer: 0, unit: 0 })[0]!;
    expect(input.numeric[0]).toContain('-2\\cdot 10^{-5}');
  });
});

describe('F6 long sums are shortened, tables are whole', () => {
  const data = { kind: 'inline', x: [Array.from({ length: 20 }, (_, i) => i / 10)], y: [[1]] };
  const told = traced({ data, network: { layers: [{ units: 1, activation: 'relu' }] } });

  test('the first terms, the current one, the last, and every row', () => {
    const z = card(explain(tellingAt(told), { kind: 'unit', layer: 1, unit: 0 }), 'z');
    expect(z.numeric[0]!.match(/\\cdots/g)).toHaveLength(1);
    expect(z.symbolic[0]).toContain('w^{[1]}_{20,1}');
    expect(z.table!.rows).toHaveLength(20);
    const making = card(explain(tellingAt(told, 1 + 20 + 9), { kind: 'unit', layer: 1, unit: 0 }), 'z');
    expect(making.symbolic[0]).toContain('w^{[1]}_{10,1}');
    expect(making.numeric[0]!.match(/\\cdots/g)).toHaveLength(2);
  });
});
