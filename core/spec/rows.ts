import type { Failure } from '#core/contract/failure.ts';
import { limits } from './methods.ts';
import { foundOf, specPath, type Key } from './spec-path.ts';

/** The first thing wrong with a table of numbers, or undefined for a good one. Sizes are looked at before cells. */
export const faultOfRows = (value: unknown, keys: readonly Key[] = []): Failure | undefined => {
  const place = specPath(keys);
  if (!Array.isArray(value)) return { code: 'wrong-type', place, expected: 'matrix', found: foundOf(value) };
  if (value.length === 0) return { code: 'missing', place: specPath([...keys, 0]), expected: 'list' };
  if (value.length > limits.samples) return { code: 'too-large', what: 'samples', place, found: value.length, limit: limits.samples };
  let cells = 0;
  for (let i = 0; i < value.length; i++) {
    const row: unknown = value[i];
    if (!Array.isArray(row)) return { code: 'wrong-type', place: specPath([...keys, i]), expected: 'list', found: foundOf(row) };
    if (row.length === 0) return { code: 'missing', place: specPath([...keys, i, 0]), expected: 'number' };
    cells += row.length;
    if (cells > limits.cells) return { code: 'too-large', what: 'cells', place, found: cells, limit: limits.cells };
    const fault = firstBadNumber(row);
    if (fault >= 0) return { code: 'wrong-type', place: specPath([...keys, i, fault]), expected: 'number', found: foundOf(row[fault]) };
  }
  return undefined;
};

/** The first thing wrong with a list of numbers, or undefined for a good one. */
export const faultOfList = (value: unknown, keys: readonly Key[] = []): Failure | undefined => {
  const place = specPath(keys);
  if (!Array.isArray(value)) return { code: 'wrong-type', place, expected: 'list', found: foundOf(value) };
  if (value.length > limits.units) return { code: 'too-large', what: 'units', place, found: value.length, limit: limits.units };
  const fault = firstBadNumber(value);
  if (fault < 0) return undefined;
  return { code: 'wrong-type', place: specPath([...keys, fault]), expected: 'number', found: foundOf(value[fault]) };
};

const firstBadNumber = (list: readonly unknown[]): number => {
  for (let i = 0; i < list.length; i++) if (!Number.isFinite(list[i])) return i;
  return -1;
};
