import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';

/** A file of this folder. Its shape is the caller's claim; a wrong claim fails the test that reads it. */
export const golden = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;

/** The valid run of a description, by the same road as every other. */
export const specOf = (input: unknown): RunSpec => {
  const result = readRunSpec(input);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

export type Numbers = number | readonly Numbers[];
const flatten = (numbers: Numbers): number[] => (typeof numbers === 'number' ? [numbers] : numbers.flatMap(flatten));

/** As many numbers as the reference has, each within `tolerance` of it relative to its size; below `floor` the error is absolute. */
export const expectClose = (found: ArrayLike<number>, reference: Numbers, tolerance: number, what: string, floor = 1e-3): void => {
  const wanted = flatten(reference);
  expect(found.length, `${what}: count`).toBe(wanted.length);
  wanted.forEach((want, i) => {
    const error = Math.abs(found[i]! - want) / Math.max(Math.abs(want), floor);
    // Not `>`: an error of NaN must fail.
    if (!(error <= tolerance)) expect.fail(`${what}[${i}]: ${found[i]} instead of ${want}, relative error ${error}`);
  });
};
