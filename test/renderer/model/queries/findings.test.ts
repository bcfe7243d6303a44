import { expect, test } from 'vitest';
import { findingKinds, type Finding } from '#core/contract/health.ts';
import { step } from '#core/contract/units.ts';
import { cardsOf, numbersOf, subjectOf, targetOf } from '#renderer/model/queries/findings.ts';
import { catalogue, languages } from '#core/words/catalogue.ts';
import { countWriter, numberWriter, percentWriter } from '#core/words/number.ts';

const shape = {
  inputs: 2,
  layers: [
    { units: 12, activation: 'relu' },
    { units: 1, activation: 'linear' },
  ],
  loss: 'mse',
  optimizer: 'sgd',
} as const;
const writers = { number: numberWriter('en', 3), count: countWriter('en'), percent: percentWriter('en') };
const dead = (units: number[]): Finding => ({
  kind: 'dead',
  where: { part: 'units', layer: 1, units },
  since: step(4),
  numbers: { samples: 1000 },
});
const grown: Finding = { kind: 'diverged', where: { part: 'run' }, since: step(2), numbers: { before: 0.5, now: 8 } };

test('units are counted from 1, and only some are named', () => {
  expect(subjectOf(dead([0, 4]), shape, catalogue.en.words)).toBe('Hidden 1: 1, 5');
  expect(subjectOf(dead([...Array(12).keys()]), shape, catalogue.en.words)).toBe('Hidden 1: 1, 2, 3, 4, 5, 6, 7, 8 and 4 more');
  expect(subjectOf(grown, shape, catalogue.en.words)).toBeUndefined();
});

test('the numbers are those of the finding', () => {
  expect(numbersOf(dead([0]), catalogue.en.words, writers)).toBe('Samples that wake it: 0 of 1,000');
  expect(numbersOf(grown, catalogue.en.words, writers)).toBe('Loss: 0.5 → 8');
  const numbers = { measure: 'accuracy', score: 0.55, trivial: 0.5 } as const;
  const poor: Finding = { kind: 'underfitting', where: { part: 'run' }, since: step(9), numbers };
  expect(numbersOf(poor, catalogue.en.words, writers)).toBe('Accuracy: 55%; always giving the same answer: 50%');
  const lonely: Finding = { kind: 'batch-of-one', where: { part: 'layer', layer: 1 }, since: step(3), numbers: { batches: 1, of: 4 } };
  expect(numbersOf(lonely, catalogue.en.words, writers)).toBe('Batches of a single sample: 1 of 4 in an epoch');
  const thirds: Finding = { kind: 'rounded-targets', where: { part: 'run' }, since: step(0), numbers: { row: 0, off: 0.25 } };
  expect(numbersOf(thirds, catalogue.en.words, writers)).toBe('Row 1: the sum is off 1 by 0.25');
  const early: Finding = { kind: 'non-finite', where: { part: 'run' }, since: step(0), numbers: {} };
  expect(numbersOf(early, catalogue.en.words, writers)).toBeUndefined();
});

test('findings of a kind share a card, the earliest first', () => {
  const later: Finding = { ...dead([3]), since: step(9) } as Finding;
  const cards = cardsOf([grown, { ...later, because: 'diverged' }, { ...dead([0]), because: 'diverged' }]);
  expect(cards.map(({ kind, because, findings }) => [kind, because, findings.map(({ since }) => since)])).toEqual([
    ['diverged', undefined, [2]],
    ['dead', 'diverged', [4, 9]],
  ]);
});

test('a unit is selected for its own finding, the loss for the run’s', () => {
  expect(targetOf(dead([3, 4]))).toEqual({ kind: 'unit', layer: 1, unit: 3 });
  expect(targetOf(grown)).toEqual({ kind: 'loss' });
});

test.each(languages)('every kind has a name of its own (%s)', (language) => {
  const names = findingKinds.map((kind) => catalogue[language].words.health.kinds[kind].name);
  expect(new Set(names).size).toBe(findingKinds.length);
});
