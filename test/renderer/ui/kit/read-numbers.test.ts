import { describe, expect, test } from 'vitest';
import { pastedInto, readNumber, readTable } from '#renderer/ui/kit/read-numbers.ts';

test.each([
  ['0,5', 0.5],
  ['0.5', 0.5],
  [' −1,25 ', -1.25],
  ['-3', -3],
  ['1e-3', 0.001],
  ['2,5e-3', 0.0025],
  ['1.234,5', 1234.5],
  ['1,234.5', 1234.5],
  ['1.234.567,8', 1234567.8],
  ['', ''],
  ['mucho', 'mucho'],
  ['1.2.3', '1.2.3'],
  ['1 2', '1 2'],
])('%j is read as %j', (written, read) => expect(readNumber(written)).toBe(read));

describe('a table that is pasted', () => {
  const table = [
    [0.1, -0.2],
    [3, 4.5],
  ];
  test.each([
    ['a spreadsheet, with a point', '0.1\t-0.2\n3\t4.5\n'],
    ['a spreadsheet, with a comma', '0,1\t-0,2\r\n3\t4,5\r\n'],
    ['semicolons', '0,1;-0,2\n3;4,5'],
    ['commas', '0.1,-0.2\n3,4.5'],
    ['commas and spaces', '0.1, -0.2\n3, 4.5'],
    ['spaces, with a decimal comma', '0,1 -0,2\n3 4,5'],
    ['aligned by spaces', '  0.1   -0.2\n  3      4.5  '],
    ['Python', '[[0.1, -0.2], [3, 4.5]]'],
    ['NumPy as it prints', '[[ 0.1 -0.2]\n [ 3.   4.5]]'],
    ['MATLAB', '[0.1 -0.2; 3 4.5]'],
    ['with headings', 'w1\tw2\n0,1\t-0,2\n3\t4,5'],
    ['with empty lines and a real minus', '\n0,1\t−0,2\n\n3\t4,5\n\n'],
  ])('%s', (_, text) => expect(readTable(text)).toEqual(table));

  test('one row, one column, one number', () => {
    expect(readTable('1;2;3')).toEqual([[1, 2, 3]]);
    expect(readTable('1,2,3')).toEqual([[1, 2, 3]]);
    expect(readTable('0,5\n0,25')).toEqual([[0.5], [0.25]]);
    expect(readTable('0,5')).toEqual([[0.5]]);
    expect(readTable('')).toEqual([]);
  });

  test('an empty cell keeps its place, a word its text', () => {
    expect(readTable('1\t\t3\n\t5\tseis')).toEqual([
      [1, '', 3],
      ['', 5, 'seis'],
    ]);
  });
});

describe('laid over a table', () => {
  const zeros = [
    [0, 0],
    [0, 0],
  ];
  test('from a cell on, and no further than the table goes', () => {
    const pasted = [
      [1, 2],
      [3, 4],
    ];
    expect(pastedInto(zeros, [0, 0], pasted)).toEqual(pasted);
    expect(pastedInto(zeros, [1, 1], pasted)).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });
  test('rows come where they may, with zeros where nothing was pasted', () => {
    expect(pastedInto(zeros, [1, 1], [[1], [2], [3]], 3)).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
    ]);
  });
  test('empty cells change nothing', () => {
    expect(pastedInto([[5, 6]], [0, 0], [['', 7]])).toEqual([[5, 7]]);
  });
});
