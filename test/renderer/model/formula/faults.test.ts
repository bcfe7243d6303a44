import { describe, expect, test } from 'vitest';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Target } from '#renderer/picture/shape.ts';
import type { Card } from '#renderer/model/formula/card.ts';
import { explain } from '#renderer/model/formula/explain.ts';
import { mistakes, type Mistake } from '#renderer/model/mistakes/mistake.ts';
import { evaluateLatex } from './evaluate-latex.ts';
import { allTargets, sourceAt } from './tell.ts';

const x = Array.from({ length: 8 }, (_, i) => [Math.sin(i + 1), Math.cos(2 * i)]);
const base = {
  data: { kind: 'inline', x, y: x.map((_, i) => [i % 3 === 0 ? 1 : 0]) },
  network: {
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 3, activation: 'relu', initializer: 'he-normal' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  batch: 4,
  optimizer: { kind: 'momentum', learningRate: 0.3 },
};
const three = {
  data: { kind: 'inline', x, y: x.map((_, i) => [0, 1, 2].map((c) => (i % 3 === c ? 1 : 0))) },
  network: { layers: [...base.network.layers.slice(0, 2), { units: 3, activation: 'softmax' }] },
  loss: 'categorical-cross-entropy',
};
/** A run that can make a mistake which that of the base cannot. */
const ownBase: Partial<Record<Mistake, object>> = { 'softmax-diagonal': three };
const runs: Readonly<Record<string, object>> = {
  'mean squared error': {},
  'cross-entropy, penalties': { loss: 'binary-cross-entropy', penalty: { l1: 0.01, l2: 0.1, decay: 0.02 } },
  'softmax, full batch': { ...three, batch: 'full' },
  'layer normalisation and dropout': {
    network: {
      layers: [
        { units: 3, activation: 'sigmoid', normalization: 'layer', dropout: 0.4 },
        { units: 3, activation: 'relu' },
        { units: 1, activation: 'tanh' },
      ],
    },
  },
  'softmax within': {
    network: {
      layers: [
        { units: 3, activation: 'softmax', normalization: 'layer' },
        { units: 3, activation: 'relu' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
  },
  'residual connections': {
    network: {
      layers: [
        { units: 3, activation: 'relu' },
        { units: 3, activation: 'tanh', residual: true },
        { units: 1, activation: 'sigmoid' },
      ],
    },
  },
};

interface Faulty {
  readonly spec: RunSpec;
  readonly trace: StepTrace;
  /** What the right program makes of the same state. */
  readonly right: StepTrace;
}
const canMake = (options: object, fault: Mistake): boolean => readRunSpec({ ...base, ...options, fault }).ok;
const faulty = (more: object, fault: Mistake, k: number): Faulty => {
  const options = canMake(more, fault) ? more : ownBase[fault];
  const read = readRunSpec({ ...base, ...options, fault });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const run = prepareRun(read.value);
  let state = initialState(run);
  for (let i = 0; i < k; i++) state = step(run, i, state, [0]).next;
  const mended = prepareRun({ ...read.value, fault: 'none' });
  // Their states differ in the gradient that is carried along, which stands after all that both have.
  const own = initialState(mended);
  return {
    spec: read.value,
    trace: step(run, k, state, [1]).trace,
    right: step(
      mended,
      k,
      own.map((_, i) => state[i]!),
      [1],
    ).trace,
  };
};
const cardsOf = ({ spec, trace }: Faulty, target: Target, fault?: Mistake): Card[] =>
  explain({ ...sourceAt({ spec, trace }), mistake: fault && { fault, since: 0 } }, target);
const touched = (told: Faulty, fault: Mistake) =>
  allTargets(told.spec).flatMap((target) => cardsOf(told, target, fault).flatMap((card) => (card.right ? [{ target, card }] : [])));
const sides = (lines: readonly string[]): string[][] =>
  lines.filter((line) => !line.includes('\\cdots')).map((line) => line.split(/=|\\leftarrow/).slice(1));
const last = (lines: readonly string[]): number => evaluateLatex(lines.at(-1)!.split('=').at(-1)!);

/** All that comes from the loss, where the mistake is in that. */
const everything = ['unit 3 dA', ...[1, 2, 3].flatMap((l) => [`bias ${l} gradient`, `weight ${l} gradient`])];
/** The quantities that each mistake touches, and in which layers of tanh, ReLU and sigmoid. */
const touches: Readonly<Record<Mistake, readonly string[]>> = {
  'derivative-at-activation': ['unit 1 dZ', 'unit 3 dZ'],
  'sum-for-mean': everything,
  'bias-per-sample': ['bias 1 gradient', 'bias 2 gradient', 'bias 3 gradient'],
  'update-before-backward': ['unit 1 dA', 'unit 2 dA'],
  'gradients-not-zeroed': [1, 2, 3].flatMap((l) => [`bias ${l} gradient`, `weight ${l} gradient`]),
  'mask-on-activations': ['weight 3 gradient'],
  'softmax-diagonal': ['unit 3 dZ'],
  'output-slope-missing': ['unit 3 dZ'],
  'error-reversed': everything,
  'gradient-of-half': everything,
};

describe.each(mistakes)('%s', (fault) => {
  test('the cards that it touches, and no others, tell the right formula beside the program’s own', () => {
    const names = touched(faulty({}, fault, 1), fault).map(
      ({ target, card }) => `${target.kind} ${'layer' in target ? target.layer : 0} ${card.name}`,
    );
    expect([...new Set(names)].sort()).toEqual([...touches[fault]].sort());
  });

  test.each(Object.entries(runs).filter(([, options]) => canMake(options, fault)))(
    '%s: every equation of the program holds, and so does every right one',
    (_, options) => {
      const told = faulty(options, fault, 1);
      let equations = 0;
      for (const target of allTargets(told.spec)) {
        for (const card of cardsOf(told, target, fault)) {
          for (const parts of [...sides(card.numeric), ...sides(card.right?.numeric ?? [])]) {
            const values = parts.map((part) => evaluateLatex(part, 1e-5));
            for (const value of values)
              expect(value, `${JSON.stringify(target)} ${card.name}: ${card.numeric.join(' ; ')}`).toBeCloseTo(values.at(-1)!, 9);
            equations += 1;
          }
        }
      }
      expect(equations).toBeGreaterThan(60);
      expect(touched(told, fault).length).toBeGreaterThan(0);
    },
  );

  test('where the mistake is the only difference, the right number is that of the right program', () => {
    const told = faulty({}, fault, 0);
    const depth = told.spec.network.layers.length;
    const first = touched(told, fault).filter(
      ({ target }) => 'layer' in target && (fault === 'update-before-backward' ? target.layer === depth - 1 : target.layer === depth),
    );
    expect(first.length).toBeGreaterThan(0);
    for (const { target, card } of first) {
      const right = explain(sourceAt({ spec: { ...told.spec, fault: 'none' }, trace: told.right }), target).find(
        ({ name }) => name === card.name,
      )!;
      expect(last(card.right!.numeric)).toBeCloseTo(right.value!, 12);
      expect(card.right!.symbolic).toEqual(right.symbolic.slice(0, card.right!.symbolic.length));
      expect(card.value).toBe(explain(sourceAt(told), target).find(({ name }) => name === card.name)!.value);
    }
  });

  test('a trace of the right program, which may still be on show, is told without a fall', () => {
    const told = faulty({}, fault, 1);
    for (const target of allTargets(told.spec)) expect(cardsOf({ ...told, trace: told.right }, target, fault).length).toBeGreaterThan(0);
  });

  test('while it is to be guessed no card gives it away', () => {
    const told = faulty({}, fault, 1);
    for (const target of allTargets(told.spec)) {
      for (const card of cardsOf(told, target)) {
        const right = explain(sourceAt({ spec: { ...told.spec, fault: 'none' }, trace: told.right }), target).find(
          ({ name }) => name === card.name,
        )!;
        expect([card.right, card.symbolic, card.notes, card.table?.rows.length]).toEqual([
          undefined,
          right.symbolic,
          right.notes,
          right.table?.rows.length,
        ]);
      }
    }
  });
});
