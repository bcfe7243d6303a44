import { expect, test } from 'vitest';
import { bytesWriter, durationWriter } from '#core/words/amount.ts';

test('lengths of time, with as much as one wants to know', () => {
  const es = durationWriter('es-ES');
  expect([0.42, 1.26, 9.6, 59.4, 59.6, 185, 3599.4, 3720].map(es)).toEqual([
    '0,42 s',
    '1,3 s',
    '10 s',
    '59 s',
    '1 min 0 s',
    '3 min 5 s',
    '59 min 59 s',
    '1 h 2 min',
  ]);
  expect(durationWriter('en-GB')(1.26)).toBe('1.3 s');
});

test('sizes of files in powers of a thousand', () => {
  expect([830, 999_400, 999_600, 2_440_000, 48_700_000, 1_100_000_000].map(bytesWriter('es-ES'))).toEqual([
    '0,83 kB',
    '1000 kB',
    '1 MB',
    '2,4 MB',
    '49 MB',
    '1,1 GB',
  ]);
});
