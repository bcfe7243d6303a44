import type { BranchToKeep } from '#core/spec/run-file.ts';
import type { Branch } from './branches.svelte.ts';

/** Numbers of branches in a file, from 1 on, by those of the session. A hidden one, whose change would give its answer away, has none, nor have those that left it. */
export const numbersToKeep = (branches: readonly Branch[]): ReadonlyMap<number, number> => {
  const numbers = new Map([[0, 0]]);
  for (const { id, left, hidden } of branches) if (!hidden && numbers.has(left)) numbers.set(id, numbers.size);
  return numbers;
};

/** Branches as a run file keeps them. */
export const branchesToKeep = (branches: readonly Branch[], numbers = numbersToKeep(branches)): BranchToKeep[] =>
  branches.flatMap(({ id, left, step, change, before, spec }) => {
    const number = numbers.get(id);
    return number === undefined ? [] : [{ number, from: numbers.get(left)!, step, change, before, spec }];
  });
