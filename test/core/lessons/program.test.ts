import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { code, codeLines } from '#core/lessons/program.ts';

const source = '﻿x = 2\r\ny = 3\r\n\r\nz = x * y\r\n\r\n';
const read = (lines: object) => codeLines(v.parse(code, { program: 'sum.py', ...lines }), source, { six: 'a[1][1]' });

test('a program is shown as far as it is written, the lines of the beat lit', () => {
  expect(read({ lit: [2, 3] }).map(({ number, text, lit }) => [number, text, lit])).toEqual([
    [1, 'x = 2', false],
    [2, 'y = 3', true],
    [3, '', true],
    [4, 'z = x * y', false],
  ]);
  expect(read({ lit: [1, 1], written: 2 })).toHaveLength(2);
});

test('what stands behind a line are texts and numbers of the run', () => {
  const [, , , last] = read({ lit: [4, 4], notes: { 4: '= {six}' } });
  expect(last!.note).toMatchObject([
    { kind: 'text', text: '= ' },
    { kind: 'value', source: 'six' },
  ]);
});

describe('a line that is not there is told with its place and with those that are', () => {
  test.each([
    ['after the end', { lit: [1, 5] }, { place: 'code.lit', found: '5', expected: '1…4' }],
    ['backwards', { lit: [3, 2] }, { place: 'code.lit', found: '2', expected: '3…4' }],
    ['not written yet', { lit: [1, 3], written: 2 }, { place: 'code.lit', found: '3', expected: '1…2' }],
    ['written past the end', { lit: [1, 1], written: 9 }, { place: 'code.written', found: '9', expected: '1…4' }],
    ['a note past the end', { lit: [1, 1], notes: { 7: 'six' } }, { place: 'code.notes.7', found: '7', expected: '1…4' }],
  ])('%s', (_, lines, failure) => {
    const refused = expect(() => read(lines));
    refused.toThrow(FailureError);
    refused.toThrow(expect.objectContaining({ failure: { code: 'lesson-fault', problem: 'code-line', ...failure } }) as Error);
  });

  test('and so is a program that is no program but a book', () => {
    const long = { program: 'sum.py', lit: [1, 1] as [number, number], notes: {} };
    expect(() => codeLines(long, 'x\n'.repeat(40_000), {})).toThrow(FailureError);
  });
});

test.each(['../sum.py', 'sum.js', 'a/sum.py', '.py'])('%s is no file of a course', (program) => {
  expect(v.safeParse(code, { program, lit: [1, 1] }).success).toBe(false);
});
