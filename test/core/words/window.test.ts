import { describe, expect, test } from 'vitest';
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

  test('what a file itself says wrong keeps its key', () => {
    const failure = { code: 'unknown-key', place: 'network.layer', key: 'layer', known: ['inputs', 'layers'], nearest: 'layers' } as const;
    expect(sayInWindow(failure, language)).toBe(sayFailure(failure, language));
  });
});
