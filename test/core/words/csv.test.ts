import { describe, expect, test } from 'vitest';
import { csvRow } from '#core/words/csv.ts';

describe('a row of a CSV file', () => {
  test('numbers keep their sign and every digit', () => {
    expect(csvRow([-1.5, 0.1 + 0.2, 1e-300, NaN])).toBe('-1.5,0.30000000000000004,1e-300,NaN\r\n');
  });
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('the text %j is no formula', (text) => {
    expect(csvRow([text])).toMatch(/^"?'/);
  });
  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['=a,"b"', '"\'=a,""b"""'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j is %s', (text, cell) => expect(csvRow([text])).toBe(`${cell}\r\n`));
});
