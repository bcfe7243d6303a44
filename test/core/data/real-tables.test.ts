import { describe, expect, test } from 'vitest';
import type { TableReading } from '#core/contract/table.ts';
import { planColumns } from '#core/spec/column-plan.ts';
import type { CsvData } from '#core/spec/run-spec.ts';
import { readCsv } from '#core/data/read-csv.ts';
import type { Table } from '#core/data/table.ts';

/** Tables as programs and people write them. */

const read = async (text: string, reading?: TableReading): Promise<Table> => {
  const result = await readCsv('own.csv', [new TextEncoder().encode(text)], undefined, undefined, reading);
  if (!result.ok) return expect.fail(JSON.stringify(result.failure));
  return result.value;
};
const names = (table: Table): string[] => table.columns.map(({ name }) => name);
const kinds = (table: Table): string[] => table.columns.map(({ kind }) => kind);
const rowsOf = (table: Table): (number | string)[][] =>
  Array.from({ length: table.rows }, (_, row) =>
    table.columns.map(({ kind, categories }, c) => (kind === 'category' ? (categories[table.cell(row, c)] ?? '') : table.cell(row, c))),
  );

describe('whether the first row is a header', () => {
  test.each<[string, string, readonly string[], number]>([
    ['names above numbers', 'a,b\n1,2\n3,4\n', ['a', 'b'], 2],
    ['numbers above numbers, names beside', '5.1,setosa\n4.9,setosa\n6.3,virginica\n', ['column 1', 'column 2'], 3],
    ['only text', 'place,kind\nLeón,old\nCádiz,new\n', ['place', 'kind'], 2],
    ['the numbers of nameless columns behind an empty corner', ',0,1\n0,0.5,1.5\n1,0.25,1\n', ['column 1', '0', '1'], 2],
    ['the numbers of nameless columns', '0,1,2\n0.5,1.5,0\n0.25,1,1\n', ['0', '1', '2'], 2],
    ['years', 'country,2019,2020,2021\nA,1.5,2.5,1\nB,2,4,8\n', ['country', '2019', '2020', '2021'], 2],
    ['a first row that counts like all others', '1,2,3,A\n4,5,6,B\n7,8,9,A\n', ['column 1', 'column 2', 'column 3', 'column 4'], 3],
    ['a name and a number above numbers', 'x,7\n1,2\n3,4\n', ['x', '7'], 2],
    ['a gap in the first row of data', '?,2.5\n1,2\n3,4.5\n', ['column 1', 'column 2'], 3],
  ])('%s', async (_, text, expected, rows) => {
    const table = await read(text);
    expect([names(table), table.rows]).toEqual([expected, rows]);
  });

  test('as the run says, where it says so', async () => {
    expect(names(await read('place,kind\nLeón,old\n', { header: false }))).toEqual(['column 1', 'column 2']);
    expect(names(await read('1,2\n3,4\n', { header: true }))).toEqual(['1', '2']);
  });
});

describe('headers and rows of unlike length', () => {
  test.each<[string, string, readonly string[], readonly (readonly (number | string)[])[]]>([
    ['a header that ends in a delimiter', 'a,b,\n1,2\n3,4\n', ['a', 'b'], [[1, 2], [3, 4]]], // prettier-ignore
    ['rows that end in one', 'a,b\n1,2,\n3,4,\n', ['a', 'b'], [[1, 2], [3, 4]]], // prettier-ignore
    ['one row that does', 'a,b\n1,2\n3,4,,\n', ['a', 'b'], [[1, 2], [3, 4]]], // prettier-ignore
    ['rows with names that the header leaves out', 'a,b\nr1,1,2\nr2,3,4\n', ['column 1', 'a', 'b'], [['r1', 1, 2], ['r2', 3, 4]]], // prettier-ignore
    ['R, with blanks and a decimal comma', '"a" "b"\n"1" 0,5 1,25\n"2" 3 4\n', ['column 1', 'a', 'b'], [[1, 0.5, 1.25], [2, 3, 4]]], // prettier-ignore
    ['an empty corner above no names', ',a,b\n1,2\n3,4\n', ['a', 'b'], [[1, 2], [3, 4]]], // prettier-ignore
  ])('%s', async (_, text, expected, rows) => {
    const table = await read(text);
    expect(names(table)).toEqual(expected);
    expect(rowsOf(table)).toEqual(rows);
  });
});

describe('columns set apart by blanks', () => {
  test('in any number, with quoted names among them', async () => {
    const table = await read(
      '18.0   8   307.0   3504.   70\t"chevelle malibu"\n15.0   8   350.0   3693.   70\t"buick skylark"\n9.0   4   97.0   950.5   71\t"pinto"\n',
    );
    expect(kinds(table)).toEqual(['number', 'number', 'number', 'number', 'number', 'category']);
    expect(rowsOf(table)[1]).toEqual([15, 8, 350, 3693, 70, 'buick skylark']);
  });
  test('tabs here and there', async () => {
    expect(rowsOf(await read('15.26\t14.84\t0.871\t1\n14.88\t14.57\t\t0.8811\t1\n14.29\t14.09\t0.905\t\t2\n'))).toEqual([
      [15.26, 14.84, 0.871, 1],
      [14.88, 14.57, 0.8811, 1],
      [14.29, 14.09, 0.905, 2],
    ]);
  });
  test('but blanks beside another delimiter set nothing apart', async () => {
    expect(rowsOf(await read('a, b, c\n1, 2, 3\n4, 5, 6\n'))).toEqual([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
    expect(rowsOf(await read('name\tvalue\nNew York\t1\nSan Juan\t2\n'))).toEqual([['New York', 1], ['San Juan', 2]]); // prettier-ignore
    expect(rowsOf(await read('39, State gov, <=50K\n50, Self emp, >50K\n'))[1]).toEqual([50, 'Self emp', '>50K']);
    expect(rowsOf(await read('x;y\n1 234,5;2 000\n3 000,5;1 000\n'))).toEqual([[1234.5, 2000], [3000.5, 1000]]); // prettier-ignore
  });
});

describe('numbers', () => {
  const x = async (...cells: string[]) =>
    rowsOf(await read(`x;k\n${cells.map((cell) => `${cell};a`).join('\n')}\n`)).map(([value]) => value);
  test('with a currency or a per cent sign', async () => {
    expect(await x('$1,234.50', '-$5', '$ 7', '12%', '12.5 %')).toEqual([1234.5, -5, 7, 12, 12.5]);
    expect(await x('1.234,50 €', '-5 €', '€ 7', '3,5\u00a0%')).toEqual([1234.5, -5, 7, 3.5]);
  });
  test('whose groups follow no lone 0', async () => {
    expect(await x('0,435', '1,286', '-0,118')).toEqual([0.435, 1.286, -0.118]);
    expect(await x('0.435', '1.286')).toEqual([0.435, 1.286]);
  });
  test('with the decimal mark that the run names', async () => {
    const table = await read('x;k\n1,234;a\n2,345;b\n', { decimal: '.' });
    expect(rowsOf(table).map(([value]) => value)).toEqual([1234, 2345]);
  });
});

describe('what counts as missing', () => {
  const text = 'alley,front\nNA,65\nGrvl,NA\nNone,80\nGrvl,70\n';
  test('the usual marks, unless the run names others', async () => {
    expect((await read(text)).columns).toMatchObject([
      { categories: ['Grvl'], missing: 2 },
      { kind: 'number', missing: 1 },
    ]);
    expect((await read(text, { missingMarks: [] })).columns).toMatchObject([
      { categories: ['Grvl', 'NA', 'None'], missing: 0 },
      { kind: 'number', missing: 1 },
    ]);
    expect((await read(text, { missingMarks: ['NA'] })).columns[0]).toMatchObject({ categories: ['Grvl', 'None'], missing: 1 });
  });
  test('a number, where the run says so', async () => {
    expect((await read('x,y\n-999,1\n2,3\n', { missingMarks: ['-999'] })).columns[0]).toMatchObject({ kind: 'number', missing: 1 });
  });
});

describe('kinds that the run says', () => {
  const text = 'code,ticket\n1,A 21\n2,17\n3,18\n1,17\n';
  test('numbers as categories, a mixed column as either', async () => {
    const table = await read(text, { types: { code: 'category', ticket: 'text' } });
    expect(table.columns).toMatchObject([{ kind: 'category', categories: ['1', '2', '3'] }, { kind: 'text' }]);
    expect((await read(text, { types: { ticket: 'category' } })).columns[1]).toMatchObject({ categories: ['17', '18', 'A 21'] });
    expect((await read(text)).columns[1]).toMatchObject({ kind: 'number', fault: { row: 2, found: '"A 21"' } });
  });
  test('a column that is not there is named', async () => {
    const data: CsvData = { kind: 'csv', file: 'own.csv', target: ['ticket'], ignore: [], missing: 'refuse', task: 'auto' };
    expect(planColumns({ ...data, types: { tickets: 'text' } }, await read(text))).toMatchObject({
      failure: { code: 'not-one-of', place: 'data.types.tickets', nearest: 'ticket' },
    });
  });
});
