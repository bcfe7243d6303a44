import { expect, test } from 'vitest';
import { csvOf } from '#renderer/ui/figures/csv.ts';

test('a table has all digits, an empty cell for what is not there, and no text that is a formula', () => {
  expect(
    csvOf([
      ['step', '=1+1'],
      [1, undefined],
      [-0.1, 1 / 3],
    ]),
  ).toBe("step,'=1+1\r\n1,\r\n-0.1,0.3333333333333333\r\n");
});
