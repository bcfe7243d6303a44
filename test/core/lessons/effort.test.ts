import { describe, expect, test } from 'vitest';
import { lengthOf, patience, secondsToTrain as secondsAt } from '#core/lessons/effort.ts';
import { readDocument } from '#core/view/document.ts';

const document = (steps: number, over: object = {}) => {
  const run = { data: { kind: 'generator', name: 'moons', samples: 1000 }, network: { layers: [{ units: 100 }, { units: 1 }] } };
  const read = readDocument(JSON.stringify({ ...run, ...over, steps }));
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return { ...read.value, steps };
};

const pace = 4e8;
const secondsToTrain = (of: Parameters<typeof secondsAt>[0]): number => secondsAt(of, pace);

test('training takes as long as its steps, its batch, its units and its branches', () => {
  const usual = secondsToTrain(document(1000));
  expect(secondsToTrain(document(2000))).toBeCloseTo(2 * usual);
  expect(secondsToTrain(document(1000, { batch: 10 }))).toBeLessThan(usual / 20);
  expect(secondsToTrain(document(1000, { batch: 5000 }))).toBe(usual);
  const branch = { number: 1, step: 500, change: { spec: { optimizer: { kind: 'sgd', learningRate: 1 } } } };
  expect(secondsToTrain(document(1000, { branches: [branch] }))).toBeCloseTo(1.5 * usual);
  expect(secondsAt(document(1000), 2 * pace)).toBeCloseTo(usual / 2);
  expect(usual).toBeLessThan(patience);
  expect(secondsToTrain(document(1_000_000))).toBeGreaterThan(patience);
});

test('the program’s own data sets are known without their tables', () => {
  expect(
    secondsToTrain(document(1000, { data: { kind: 'dataset', name: 'digits' }, network: { layers: [{ units: 10 }] } })),
  ).toBeGreaterThan(0);
});

describe('a length of time', () => {
  test.each([
    [40.4, '40 s'],
    [150, '3 min'],
    [7200, '2 h'],
    [86_400, '24 h'],
  ])('%d s is %s', (seconds, said) => expect(lengthOf(seconds)).toBe(said));
});
