import { describe, expect, test } from 'vitest';
import { step } from '#core/contract/units.ts';
import { descendsFrom, ownerOf, partingOf, type Descendant } from '#core/worker/lineage.ts';

interface Branch extends Descendant<Branch> {
  readonly name: string;
}
const branch = (name: string, first: number, left?: Branch): Branch => ({ name, left, history: { first: step(first) } });

const run = branch('run', 0);
const a = branch('a', 10, run);
const b = branch('b', 20, a);
/** Leaves a where that one begins. */
const atOnce = branch('at once', 10, a);
const c = branch('c', 4, run);
const branches: Readonly<Record<string, Branch>> = { run, a, b, atOnce, c };

describe('the owner of a step', () => {
  test.each([
    ['run', 0, 'run'],
    ['run', 500, 'run'],
    ['a', 9, 'run'],
    ['a', 10, 'a'],
    ['b', 9, 'run'],
    ['b', 10, 'a'],
    ['b', 19, 'a'],
    ['b', 20, 'b'],
    ['atOnce', 9, 'run'],
    ['atOnce', 10, 'at once'],
  ])('of %s at step %d is %s', (of, at, owner) => expect(ownerOf(branches[of]!, step(at)).name).toBe(owner));
});

test('a branch descends from itself and from all that it came from', () => {
  const all = Object.values(branches);
  expect(all.filter((of) => descendsFrom(of, run))).toEqual(all);
  expect(all.filter((of) => descendsFrom(of, a))).toEqual([a, b, atOnce]);
  expect(all.filter((of) => descendsFrom(of, b))).toEqual([b]);
});

describe('the parting', () => {
  test.each([
    ['run', 'run', undefined],
    ['a', 'a', undefined],
    ['run', 'a', 10],
    ['run', 'b', 10],
    ['a', 'b', 20],
    ['a', 'atOnce', 10],
    ['b', 'atOnce', 10],
    ['a', 'c', 4],
    ['b', 'c', 4],
  ])('of %s and %s is at %s', (one, other, at) => {
    expect(partingOf(branches[one]!, branches[other]!)).toBe(at);
    expect(partingOf(branches[other]!, branches[one]!)).toBe(at);
  });
});
