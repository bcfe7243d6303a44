import { expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { setLayer, setLoss } from '#renderer/model/run/edits.ts';
import { exampleSpec } from '#renderer/model/run/examples.ts';
import { fitInline, sampleRows, setInputs, setSampleRows, setSamples } from '#renderer/model/run/inline-edits.ts';

const valid = (input: unknown): RunSpec => {
  const read = readRunSpec(input);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};
const first = (): RunSpec => valid(exampleSpec('first'));
const classes = valid({
  data: {
    kind: 'inline',
    x: [[1], [2], [3]],
    y: [
      [1, 0, 0],
      [0, 0, 1],
      [0.2, 0.5, 0.3],
    ],
  },
  network: { layers: [{ units: 3, activation: 'softmax' }] },
  loss: 'categorical-cross-entropy',
});

test('more inputs bring zeros and weights, fewer cut both', () => {
  const three = valid(setInputs(3)(first()));
  expect(three.data).toEqual({ kind: 'inline', x: [[1, -0.5, 0]], y: [[1]] });
  expect(three.parameters![0]!.W).toHaveLength(3);
  const one = valid(setInputs(1)(three));
  expect(one.data).toEqual({ kind: 'inline', x: [[1]], y: [[1]] });
  expect(one.parameters![0]).toEqual({ W: [[-1, -0.5, 1]], b: [0.5, 1, 0] });
});

test('more samples bring zeros, fewer go from the end', () => {
  const three = valid(setSamples(3)(first()));
  expect(sampleRows(three)).toEqual([
    [1, -0.5, 1],
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(sampleRows(valid(setSamples(1)(three)))).toEqual([[1, -0.5, 1]]);
  expect(setSamples(0)(three)).toBe(three);
});

test('targets that are probabilities go on to be, with fewer outputs, more of them, and more samples', () => {
  expect(valid(setLayer(0, 'units', 2)(classes)).data).toMatchObject({
    y: [
      [1, 0],
      [1, 0],
      [0, 1],
    ],
  });
  expect(valid(setLayer(0, 'units', 4)(classes)).data).toMatchObject({
    y: [
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [0.2, 0.5, 0.3, 0],
    ],
  });
  expect(sampleRows(valid(setSamples(4)(classes))).at(-1)).toEqual([0, 1, 0, 0]);
});

test('a table of samples is one edit, and grows with its rows', () => {
  const typed = valid(
    setSampleRows([
      [1, 2, 3],
      [4, 5, 6],
    ])(first()),
  );
  expect(typed.data).toEqual({
    kind: 'inline',
    x: [
      [1, 2],
      [4, 5],
    ],
    y: [[3], [6]],
  });
  expect(readRunSpec(setSampleRows([[1, 'x', 3]])(first()))).toMatchObject({ failure: { code: 'wrong-type', place: 'data.x[0][1]' } });
  expect(readRunSpec(setSampleRows([[1, 2, '']])(first()))).toMatchObject({ failure: { code: 'wrong-type', place: 'data.y[0][0]' } });
});

test('data that fit, or are not written in the run, stay what they are', () => {
  const spec = first();
  expect(fitInline(spec)).toBe(spec);
  const xor = valid(exampleSpec('xor'));
  expect(fitInline(xor)).toBe(xor);
  expect(setInputs(5)(xor)).toBe(xor);
  expect(setLoss('mae')(spec).data).toBe(spec.data);
});
