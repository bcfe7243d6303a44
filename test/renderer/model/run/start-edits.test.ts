import { expect, test } from 'vitest';
import { initialState, prepareRun } from '#core/net/run.ts';
import { parameterViews } from '#core/net/layout.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { exampleSpec, type ExampleName } from '#renderer/model/run/examples.ts';
import { layerRows, refitted, setLayerRows, setStart, withValues } from '#renderer/model/run/start-edits.ts';

const start = (name: ExampleName): RunSpec => valid(exampleSpec(name));
const valid = (input: unknown): RunSpec => {
  const read = readRunSpec(input);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};

test('the first value that is typed writes all that the seed drew, and changes that one alone', () => {
  const spec = start('xor');
  expect(spec.parameters).toBeUndefined();
  const before = prepareRun(spec);
  const typed = valid(setStart({ layer: 1, kind: 'W', row: 1, col: 2 }, 0.25)(spec));
  const after = prepareRun(typed);
  const [old, own] = [initialState(before), initialState(after)];
  const place = before.layout.layers[0]!.W + before.layout.layers[0]!.units + 2;
  expect(own[place]).toBe(0.25);
  old[place] = 0.25;
  expect(own).toEqual(old);
});

test('a bias is the last row of its layer', () => {
  const typed = valid(setStart({ layer: 2, kind: 'b', row: 0, col: 0 }, -7)(start('first')));
  expect(layerRows(typed, 2)).toEqual([[-1], [-1], [0.5], [-7]]);
  const run = prepareRun(typed);
  expect(Array.from(parameterViews(run.layout, initialState(run))[1]!.b)).toEqual([-7]);
});

test('a whole layer is one edit; what is no number is refused at its place', () => {
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ];
  const typed = valid(setLayerRows(1, rows)(start('first')));
  expect(typed.parameters![0]).toEqual({ W: rows.slice(0, 2), b: rows[2] });
  expect(typed.parameters![1]).toEqual(start('first').parameters![1]);
  expect(readRunSpec(setLayerRows(1, [[1, 'dos', 3], ...rows.slice(1)])(start('first')))).toMatchObject({
    failure: { code: 'wrong-type', place: 'parameters[0].W[0][1]', found: '"dos"' },
  });
});

test('values that are drawn go on being drawn, whatever the shape', () => {
  const spec = start('xor');
  expect(refitted(spec).parameters).toBeUndefined();
  expect(refitted(withValues(spec)).parameters).toEqual(withValues(spec).parameters);
});
