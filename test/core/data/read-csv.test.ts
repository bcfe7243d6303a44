import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { usualMissingMarks, type TableReading } from '#core/contract/table.ts';
import type { Failure } from '#core/contract/failure.ts';
import { limits } from '#core/spec/methods.ts';
import { createCsvImport } from '#core/data/csv-import.ts';
import { readCsv } from '#core/data/read-csv.ts';
import { planColumns } from '#core/spec/column-plan.ts';
import type { CsvData } from '#core/spec/run-spec.ts';
import type { Table } from '#core/data/table.ts';
import { dialects, encode, measures, writeTable } from './dialects.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** The pieces of a file as a stream would cut them. */
const cut = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));

const read = async (text: string | Uint8Array, size = 1000, reading?: TableReading): Promise<Table> => {
  const result = await readCsv('own.csv', cut(typeof text === 'string' ? utf8(text) : text, size), undefined, undefined, reading);
  if (!result.ok) return expect.fail(JSON.stringify(result.failure));
  return result.value;
};
const refusal = async (text: string | Uint8Array): Promise<Failure> => {
  const result = await readCsv('own.csv', [typeof text === 'string' ? utf8(text) : text]);
  if (result.ok) return expect.fail('this table was accepted');
  return result.failure;
};
const column = (table: Table, name: string): number[] => {
  const c = table.columns.findIndex((each) => each.name === name);
  return Array.from({ length: table.rows }, (_, row) => table.cell(row, c));
};
const shapes = (table: Table) => Object.fromEntries(table.columns.map(({ name, ...shape }) => [name, shape]));

describe('one table in every dialect', () => {
  test('there are at least 24 dialects and they differ in their bytes', () => {
    expect(dialects.length).toBeGreaterThanOrEqual(24);
    expect(new Set(dialects.map((dialect) => Buffer.from(encode(writeTable(dialect), dialect.encoding)).toString('base64'))).size).toBe(
      dialects.length,
    );
  });

  describe.each(dialects)('$name', (dialect) => {
    const bytes = encode(writeTable(dialect), dialect.encoding);
    test.each([1, 7, 5000, 1_000_000])('in pieces of %i bytes', async (size) => {
      const table = await read(bytes, size);
      expect(table).toMatchObject({ rows: measures.length, rowsRead: measures.length });
      expect(table.columns.map(({ name }) => name)).toEqual(['ciudad', 'año', 'altura, «m»', 'peso']);
      expect(column(table, 'año')).toEqual(measures.map((m) => m.year));
      expect(column(table, 'altura, «m»')).toEqual(measures.map((m) => m.height));
      expect(column(table, 'peso')).toEqual(measures.map((m) => m.weight));
      const names = table.columns[0]!.categories;
      expect(names).toEqual(['Cádiz', 'León', 'Núñez "el 2"']);
      expect(column(table, 'ciudad').map((c) => names[c])).toEqual(measures.map((m) => m.city));
    });
  });
});

describe('columns', () => {
  test('numbers, categories in ascending order, and text that is neither', async () => {
    const people = Array.from({ length: 150 }, (_, i) => `person ${i},${i % 2 ? 'yes' : 'no'},${i % 5},${i / 8}`);
    const table = await read(`name,answer,grade,score\n${people.join('\n')}\n`);
    expect(shapes(table)).toEqual({
      name: { kind: 'text', categories: [], missing: 150 },
      answer: { kind: 'category', categories: ['no', 'yes'], missing: 0 },
      grade: { kind: 'number', categories: [], levels: [0, 1, 2, 3, 4], missing: 0 },
      score: { kind: 'number', categories: [], missing: 0 },
    });
    expect(column(table, 'answer').slice(0, 3)).toEqual([0, 1, 0]);
  });

  test('every mark of a missing value is one, in columns of both kinds', async () => {
    const table = await read(
      `n,c\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n9,a\n10,b\n11,a\n12,a\n${usualMissingMarks.map((m) => `${m},${m.toUpperCase()}`).join('\n')}\n,\n5,c`,
    );
    expect(shapes(table)).toMatchObject({
      n: { kind: 'number', missing: usualMissingMarks.length },
      c: { kind: 'category', missing: usualMissingMarks.length },
    });
  });

  test('a row of nothing but separators is passed over and still counted', async () => {
    const table = await read('a,b\n1,2\n\n,\n3,4\n');
    expect([table.rows, table.rowNumber(0), table.rowNumber(1)]).toEqual([2, 2, 5]);
  });

  test('without a header the columns are numbered', async () => {
    const table = await read('1;2,5\n3;4,5\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2']);
    expect(column(table, 'column 2')).toEqual([2.5, 4.5]);
    expect(table.rowNumber(0)).toBe(1);
  });

  test('names that repeat or are empty become unique', async () => {
    expect((await read('x,x,,x 2\n1,2,3,4\n')).columns.map(({ name }) => name)).toEqual(['x', 'x 2', 'column 3', 'x 2 2']);
  });

  test('one column needs no separator', async () => {
    expect(column(await read('x\n1.5\n2\n'), 'x')).toEqual([1.5, 2]);
  });
});

describe('numbers', () => {
  const semicolons = async (...cells: string[]) => column(await read(`x;y\n${cells.map((cell) => `${cell};1`).join('\n')}\n`), 'x');
  test('a decimal comma makes points and spaces group the digits', async () => {
    expect(await semicolons('1.234,5', '1 234,5', '12.345.678', '0,5', '-3,25', '+1e3', '1,5E-2')).toEqual([
      1234.5, 1234.5, 12345678, 0.5, -3.25, 1000, 0.015,
    ]);
  });
  test('a decimal point makes commas, apostrophes and narrow spaces group them', async () => {
    expect(await semicolons('1,234.5', "1'234.5", '1\u202f234.5', '.5', '\u22123.25', '7')).toEqual([
      1234.5, 1234.5, 1234.5, 0.5, -3.25, 7,
    ]);
  });
  test('what could be both is a decimal, unless commas separate the cells', async () => {
    expect(await semicolons('1,234', '2')).toEqual([1.234, 2]);
    expect(await semicolons('1.234', '2')).toEqual([1.234, 2]);
    expect(column(await read('x,y\n"1,234",1\n2,1\n'), 'x')).toEqual([1234, 2]);
  });
  test('any number survives being written and read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        fc.boolean(),
        async (numbers, comma) => {
          const cells = numbers.map((n) => (comma ? String(n).replace('.', ',') : String(n)));
          const table = await read(`x;k\n${cells.map((cell) => `${cell};a`).join('\n')}\n0${comma ? ',' : '.'}25;b\n`, 64);
          expect(column(table, 'x').slice(0, -1)).toEqual(numbers.map((n) => Number(String(n))));
        },
      ),
      { numRuns: 200, seed: 11 },
    );
  });
});

test('any table of texts survives being quoted and read, however it is cut', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => `k${text.replaceAll('\r', '').replaceAll('\uFFFD', '')}k`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 200 }),
      async (rows, size) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const table = await read(['a,b', ...rows.map((row) => row.map(quote).join(','))].join('\n'), size);
        for (const [c, { categories }] of table.columns.entries())
          expect(rows.map((_, row) => categories[table.cell(row, c)])).toEqual(rows.map((row) => row[c]));
      },
    ),
    { numRuns: 200, seed: 12 },
  );
});

describe('refusals name the row and the column', () => {
  const header = 'sepal;petal;species\n';
  const rows = (n: number) => Array.from({ length: n }, (_, i) => `${i},5;${i};setosa\n`).join('');
  /** What a column's first bad cell is remembered by; the run refuses it where it uses that column. */
  const fault = async (text: string, name: string) => (await read(text)).columns.find((column) => column.name === name)?.fault;
  test('a letter among numbers', async () => {
    const text = `${header}${rows(3)}1,5;x4;setosa\n`;
    expect(await fault(text, 'petal')).toEqual({ row: 5, found: '"x4"' });
    expect(await fault(text, 'sepal')).toBeUndefined();
    const data: CsvData = { kind: 'csv', file: 'own.csv', target: ['species'], ignore: [], missing: 'mean', task: 'auto' };
    const table = await read(text);
    expect(planColumns(data, table)).toEqual({
      ok: false,
      failure: { code: 'bad-cell', file: 'own.csv', row: 5, column: 'petal', found: '"x4"' },
    });
    expect(planColumns({ ...data, ignore: ['petal'] }, table).ok).toBe(false);
    expect(planColumns({ ...data, ignore: ['petal'] }, await read(`${text}2,5;3;virginica\n`))).toMatchObject({ value: { inputs: [0] } });
    expect(await fault(`${header}${rows(2500)}1,5;3..4;setosa\n`, 'petal')).toEqual({ row: 2502, found: '"3..4"' });
    expect(await fault(`${header}${rows(2)}1,5;1e999;setosa\n`, 'petal')).toEqual({ row: 4, found: '"1e999"' });
  });
  test('the other decimal mark', async () => {
    expect(await fault(`${header}${rows(3)}1.5;4;setosa\n`, 'sepal')).toEqual({ row: 5, found: '"1.5"' });
  });
  test('a row too short or too long', async () => {
    expect(await refusal(`${header}${rows(2)}1;2\n`)).toEqual({ code: 'bad-row', file: 'own.csv', row: 4, expected: 3, found: 2 });
    expect(await refusal(`${header}${rows(2)}1;2;3;4\n`)).toMatchObject({ code: 'bad-row', row: 4, found: 4 });
  });
  test('quotation marks that do not close, or that more text follows', async () => {
    expect(await refusal(`${header}${rows(2)}1;2;"setosa\n`)).toMatchObject({ code: 'bad-text', row: 4, problem: 'quotes' });
    expect(await refusal(`${header}${rows(2)}1;2;"set"osa\n${rows(3)}`)).toMatchObject({ code: 'bad-text', row: 4, problem: 'quotes' });
  });
  test('bytes of another encoding behind UTF-8 that was settled on', async () => {
    const mixed = Buffer.concat([
      Buffer.from(`${header}1;2;ñandú\n`),
      Buffer.from(rows(40_000)),
      Buffer.from('1;2;\xf1and\xfa\n', 'latin1'),
    ]);
    expect(await refusal(mixed)).toMatchObject({ code: 'bad-text', row: 40_003, problem: 'encoding' });
  });
  test('no rows', async () => {
    for (const text of ['', 'a,b\n', '\n\n']) expect(await refusal(text)).toEqual({ code: 'no-rows', file: 'own.csv' });
  });
  test('too many columns', async () => {
    const wide = Array.from({ length: limits.columns + 1 }, (_, i) => `c${i}`).join(',');
    expect(await refusal(`${wide}\n`)).toMatchObject({ code: 'too-large', what: 'columns', found: 4097, limit: 4096 });
  });
  test('a row without an end', async () => {
    expect(await refusal(`a,b\n1,"${'x'.repeat(5_000_000)}`)).toMatchObject({ code: 'bad-text', row: 2, problem: 'too-long' });
  });
});

test('any bytes are a table or a typed failure', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
      const result = await readCsv('own.csv', cut(bytes, size));
      if (result.ok) for (const { kind } of result.value.columns) expect(['number', 'category', 'text']).toContain(kind);
    }),
    { numRuns: 500, seed: 13 },
  );
});

describe('large files', () => {
  const line = (i: number) => `${i},${i % 7},${i % 2 ? 'odd' : 'even'},${'x'.repeat(100)}${i}\n`;
  const lines = function* (rows: number): Generator<Uint8Array> {
    yield utf8('n,seven,parity,note\n');
    for (let from = 0; from < rows; from += 1000) {
      let text = '';
      for (let i = from; i < Math.min(rows, from + 1000); i++) text += line(i);
      yield utf8(text);
    }
  };

  test('beyond the limit a random sample of the rows is kept, in order, and the count is told', async () => {
    const rows = 120_000;
    const bounds = { bytes: limits.tableBytes, rows: limits.samples, cells: 400_000 };
    const result = await readCsv('own.csv', lines(rows), () => false, bounds);
    if (!result.ok) return expect.fail(result.failure.code);
    const table = result.value;
    expect(table.rowsRead).toBe(rows);
    expect(table.rows).toBeGreaterThan(59_000);
    expect(table.rows).toBeLessThan(61_000);
    const sevens = new Array<number>(7).fill(0);
    for (let row = 0; row < table.rows; row++) {
      const n = table.cell(row, 0);
      if (row > 0 && !(n > table.cell(row - 1, 0))) expect.fail(`row ${row} is out of order`);
      if (table.cell(row, 1) !== n % 7 || table.cell(row, 2) !== n % 2 || table.rowNumber(row) !== n + 2) expect.fail(`row ${row} is torn`);
      sevens[n % 7]!++;
    }
    // Every kind of row in its proportion: the sample does not fall into step with the file.
    for (const count of sevens) expect(Math.abs((count * 7) / table.rows - 1)).toBeLessThan(0.05);
  });

  test('a cancelled import stops at the next piece', async () => {
    let pieces = 0;
    const endless = function* () {
      for (;;) {
        pieces++;
        yield utf8(line(pieces));
      }
    };
    expect(await readCsv('own.csv', endless(), () => pieces > 20)).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(pieces).toBe(21);
  });

  test('a file over its limit of bytes is refused', () => {
    const reading = createCsvImport('own.csv', {}, { bytes: 1000, rows: 10, cells: 10 });
    reading.push(new Uint8Array(1000).fill(49));
    expect(() => reading.push(Uint8Array.of(49))).toThrow(
      expect.objectContaining({ failure: { code: 'too-large', what: 'bytes', place: 'own.csv', found: 1001, limit: 1000 } }),
    );
  });
});
