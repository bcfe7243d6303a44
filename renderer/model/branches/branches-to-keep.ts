import type { BranchToKeep } from '#core/spec/run-file.ts';
import type { Branch } from './branches.svelte.ts';

/** Branches as a run file keeps them, numbered from 1. A hidden one, whose change would give its answer away, stays out with those that left it. */
export const branchesToKeep = (branches: readonly Branch[]): BranchToKeep[] => {
  const numbers = new Map([[0, 0]]);
  return branches.flatMap(({ id, left, hidden, step, change, before, spec }) => {
    const from = numbers.get(left);
    if (hidden || from === undefined) return [];
    const number = numbers.size;
    numbers.set(id, number);
    return [{ number, from, step, change, before, spec }];
  });
};
