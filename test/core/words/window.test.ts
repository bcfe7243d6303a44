import { describe, expect, test } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import { branches } from '#core/words/branches.ts';
import { editor } from '#core/words/editor.ts';
import { errors } from '#core/words/errors.ts';
import { methods } from '#core/words/methods.ts';
import { languages } from '#core/words/catalogue.ts';
import { sayFailure, sayInWindow } from '#core/words/say-failure.ts';

const places = [
  'optimizer.learningRate',
  'optimizer.beta1',
  'network.inputs',
  'network.layers',
  'network.layers[2].units',
  'network.layers[1].activation',
  'data',
  'data.x',
  'data.y',
  'data.y[3]',
  'data.file',
  'data.columns[2]',
  'data.missing',
  'data.noise',
  'split',
  'split.train',
  'classWeights[0]',
  'penalty.l2',
  'penalty.decay',
  'stopping.patience',
  'schedule.every',
  'schedule.warmup',
  'augment.noise',
  'clipNorm',
  'batch',
  'seed',
  'loss',
  'parameters[0].W',
];

describe.each(languages)('in %s', (language) => {
  test.each(places)('the window calls %s as the editor does; a file calls it by its key', (place) => {
    const failure = { code: 'out-of-range', place, found: '-1', min: 0, max: 5, integer: false } as const;
    expect(sayFailure(failure, language)).toContain(place);
    const said = sayInWindow(failure, language);
    expect(said).not.toContain(place.includes('.') || /[a-z][A-Z]|\[/u.test(place) ? place : `«${place}»`);
    expect(said).not.toMatch(/\w\.\w|[a-z][A-Z]|\[\d/u);
  });

  test('choices are called as they are chosen', () => {
    const failure = {
      code: 'incompatible',
      place: 'network.layers[1].activation',
      reason: 'cross-entropy-needs-softmax',
      found: 'relu',
      expected: 'softmax',
    } as const;
    expect(sayInWindow(failure, language)).toMatch(/ReLU.*Softmax/su);
    const one = { code: 'not-one-of', place: 'optimizer', found: '"x"', allowed: ['sgd', 'adam'] } as const;
    expect(sayInWindow(one, language)).toContain('Adam');
  });

  test.each([
    ['optimizer.kind', 'adam', 'sgd', ['Adam', methods[language].optimizers.sgd]],
    ['data.name', 'moons', 'xor', [methods[language].generators.moons, methods[language].generators.xor]],
    ['schedule.kind', 'cosine', 'constant', [methods[language].schedules.cosine, methods[language].schedules.constant]],
    ['network.layers[0].residual', 'true', 'false', [branches[language].yes, branches[language].no]],
    ['clipNorm', '3', 'null', ['3', branches[language].none]],
    ['batch', '3', 'full', ['3', editor[language].fullBatch]],
    ['fault', 'sum-for-mean', 'none', [errors[language].kinds['sum-for-mean'].name, errors[language].mended]],
  ] as const)('what stands at %s, and what would do, are called as they are chosen', (place, found, expected, names) => {
    const said = sayInWindow({ code: 'incompatible', place, reason: 'article-needs-plain-descent', found, expected }, language);
    for (const name of names) expect(said).toContain(name);
    expect(sayInWindow({ code: 'missing', place, expected: `${found} | ${expected}` }, language)).toContain(names[1]);
  });

  test('what a run file writes for a choice is told with the key, and not in the window', () => {
    const told = (failure: Failure): [string, string] => [sayFailure(failure, language), sayInWindow(failure, language)];
    const reasons = [
      'article-needs-mse-sigmoid',
      'targets-not-probabilities',
      'target-has-one-value',
      'target-taken-for-regression',
      'fault-needs-output-slope',
      'fault-needs-squared-error',
    ] as const;
    const failures: Failure[] = [
      ...reasons.map((reason): Failure => ({ code: 'incompatible', place: 'data.target[0]', reason })),
      { code: 'missing-cell', file: 'own.csv', row: 7, column: 'petal' },
    ];
    for (const [file, window] of failures.map(told)) {
      expect(file).toMatch(/ \((mse|drop|mean|(auto|classes) (en|at) data\.task)\)/u);
      expect(window).not.toMatch(/\([a-z. ]+\)|data\.|mse/u);
    }
  });

  test('what a file itself says wrong keeps its key', () => {
    const failure = { code: 'unknown-key', place: 'network.layer', key: 'layer', known: ['inputs', 'layers'], nearest: 'layers' } as const;
    expect(sayInWindow(failure, language)).toBe(sayFailure(failure, language));
  });
});

test.each([
  ['parameters[0].W[1][0]', 'Peso 2→1, capa 1', 'Weight 2→1, layer 1'],
  ['parameters[1].b[0]', 'Sesgo 1, capa 2', 'Bias 1, layer 2'],
  ['data.x[0][1]', 'x₂, muestra 1', 'x₂, sample 1'],
  ['data.y[3]', 'y, muestra 4', 'y, sample 4'],
])('a number that is typed in a table has its name: %s', (place, es, en) => {
  const failure = { code: 'wrong-type', place, expected: 'number', found: '"dos"' } as const;
  expect(sayInWindow(failure, 'es')).toContain(`«${es}»`);
  expect(sayInWindow(failure, 'en')).toContain(`“${en}”`);
});
