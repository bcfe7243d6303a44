import { NUMBER, type Blocks } from './arena.ts';

/** Writes rows [first, first + rows) of (B, units) to blocks; where the last one is alone, 0 beside it. */
export const writeRows = (numbers: Float64Array, { at, units, stride }: Blocks, from: Float64Array, first: number, rows: number): void => {
  for (let n = 0, i = first * units; n < rows; n++) {
    const to = (at + (n >> 1) * stride) / NUMBER + (n & 1);
    for (let o = 0; o < units; o++, i++) numbers[to + 2 * o] = from[i]!;
  }
  if (rows % 2 === 0) return;
  const alone = (at + (rows >> 1) * stride) / NUMBER + 1;
  for (let o = 0; o < units; o++) numbers[alone + 2 * o] = 0;
};

/** Reads them back. */
export const readRows = (numbers: Float64Array, { at, units, stride }: Blocks, into: Float64Array, first: number, rows: number): void => {
  for (let n = 0, i = first * units; n < rows; n++) {
    const from = (at + (n >> 1) * stride) / NUMBER + (n & 1);
    for (let o = 0; o < units; o++, i++) into[i] = numbers[from + 2 * o]!;
  }
};
