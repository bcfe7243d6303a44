import { describe, expect, test, vi } from 'vitest';
import { limits } from '#core/spec/methods.ts';
import { mostBranches } from '#core/spec/branch.ts';
import { FailureError, type Failure } from '#core/contract/failure.ts';
import { step } from '#core/contract/units.ts';
import { createBranches } from '#core/worker/branches.ts';
import { bytesTaken, openBranch, openRun, type OpenRun } from '#core/worker/open-run.ts';
import { moons } from './runs.ts';

const failureIn = (work: () => unknown): Failure => {
  try {
    work();
  } catch (reason) {
    if (reason instanceof FailureError) return reason.failure;
    throw reason;
  }
  return expect.fail('nothing was thrown');
};

const change = { spec: undefined, parameters: [], samples: [] };
/** A run with branch 1 of it, branch 2 of that one, and branch 3 of the run; the run is the current one. */
const grown = () => {
  const turning = vi.fn();
  const branches = createBranches(turning);
  const run = openRun(moons);
  branches.open(run);
  const grow = (left: OpenRun, at: number): OpenRun =>
    branches.add((number) => openBranch(left, step(at), left.history.at(step(at)), change, number));
  const first = grow(run, 10);
  const second = grow(first, 20);
  const third = grow(run, 5);
  turning.mockClear();
  return { branches, run, first, second, third, grow, turning };
};

test('without a run there is nothing to name', () => {
  const branches = createBranches(() => undefined);
  for (const ask of [branches.current, () => branches.named(0), () => branches.of({ branch: 0 }), () => branches.of(undefined)])
    expect(failureIn(ask)).toEqual({ code: 'no-run' });
});

test('a branch is found by its number, and the current one without', () => {
  const { branches, run, second } = grown();
  expect([branches.named(2), branches.of({ branch: 2 })]).toEqual([second, second]);
  expect([branches.named(undefined), branches.of({})]).toEqual([run, run]);
  branches.turnTo(second);
  expect([branches.named(undefined), branches.of({}), branches.named(0)]).toEqual([second, second, run]);
  expect(failureIn(() => branches.named(7))).toEqual({ code: 'not-one-of', place: 'branch', found: '7', allowed: ['0', '1', '2', '3'] });
  expect(failureIn(() => branches.named('1'))).toMatchObject({ code: 'wrong-type', place: 'branch' });
});

test('turning is told of before another branch is current, and only then', () => {
  const { branches, run, first, turning } = grown();
  branches.turnTo(run);
  expect(turning).not.toHaveBeenCalled();
  turning.mockImplementation(() => expect(branches.current()).toBe(run));
  branches.turnTo(first);
  expect(turning).toHaveBeenCalledOnce();
  turning.mockImplementation(() => expect(branches.current()).toBe(first));
  branches.open(openRun(moons));
  expect(turning).toHaveBeenCalledTimes(2);
});

describe('pruning', () => {
  test('takes what descends from the branch, and turns to what that left', () => {
    const { branches, run, first, second, third, turning } = grown();
    branches.turnTo(second);
    turning.mockClear();
    expect(branches.prune(first)).toEqual([1, 2]);
    expect([run, first, second, third].map(branches.has)).toEqual([true, false, false, true]);
    expect(branches.current()).toBe(run);
    expect(turning).toHaveBeenCalledOnce();
  });

  test('leaves the current branch where it is not of those', () => {
    const { branches, first, third, turning } = grown();
    branches.turnTo(third);
    turning.mockClear();
    branches.prune(first);
    expect(branches.current()).toBe(third);
    expect(turning).not.toHaveBeenCalled();
  });

  test('is refused for the run itself', () => {
    const { branches, run } = grown();
    expect(failureIn(() => branches.prune(run))).toMatchObject({ code: 'out-of-range', place: 'branch', max: 3 });
    expect(branches.has(run)).toBe(true);
  });
});

test('a number is not given twice, unless another run is opened or the branch was never made', () => {
  const { branches, run, third, grow } = grown();
  branches.prune(third);
  expect(() =>
    branches.add(() => {
      throw new Error('no branch');
    }),
  ).toThrow('no branch');
  expect(grow(run, 5).branch).toBe(4);
  const other = openRun(moons);
  branches.open(other);
  expect(branches.has(run)).toBe(false);
  expect(grow(other, 5).branch).toBe(1);
});

test('there is room for so many', () => {
  const { branches, run, grow } = grown();
  for (let size = 4; size < mostBranches; size++) {
    branches.makeRoom(bytesTaken(run.run.spec, run.run));
    grow(run, 1);
  }
  expect(failureIn(() => branches.makeRoom(0))).toMatchObject({ code: 'too-large', what: 'branches', found: mostBranches + 1 });
});

test('branches have room together as long as memory has it for all of them', () => {
  const { branches } = grown();
  expect(failureIn(() => branches.makeRoom(limits.memory))).toMatchObject({
    code: 'too-large',
    what: 'memory',
    place: 'branch',
    limit: limits.memory,
  });
  branches.makeRoom(limits.memory / 2);
});
