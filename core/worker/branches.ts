import { mostBranches } from '#core/spec/branch.ts';
import { limits } from '#core/spec/methods.ts';
import { FailureError } from '#core/contract/failure.ts';
import { descendsFrom } from './lineage.ts';
import type { OpenRun } from './open-run.ts';
import { fields, wrongType } from './queries.ts';

/** The one open run, by number with its branches; one of them is the current one. */
export interface Branches {
  /** The branch that was opened, made or turned to last. Throws `no-run` where no run is open. */
  current(): OpenRun;
  /** The branch of a number, the current one where there is none. Throws a FailureError where that is no branch. */
  named(number: unknown): OpenRun;
  /** The branch that a query names in its field `branch`. */
  of(query: unknown): OpenRun;
  /** Whether it is still there. */
  has(branch: OpenRun): boolean;
  /** A run that takes the place of the open one and its branches. */
  open(run: OpenRun): void;
  /** Throws `too-large` where there is no room for another branch, of so many bytes. */
  makeRoom(bytes: number): void;
  /** Adds what `make` makes of the next number, which is not given twice. */
  add(make: (number: number) => OpenRun): OpenRun;
  turnTo(branch: OpenRun): void;
  /** Takes away a branch with all that descend from it; answers their numbers. The run itself cannot be taken away. */
  prune(branch: OpenRun): readonly number[];
}

/** `turning` is called before another branch becomes the current one. */
export const createBranches = (turning: () => void): Branches => {
  let byNumber = new Map<number, OpenRun>();
  let made = 0;
  let open: OpenRun | undefined;

  const current = (): OpenRun => {
    if (!open) throw new FailureError({ code: 'no-run' });
    return open;
  };

  const named = (number: unknown): OpenRun => {
    const now = current();
    if (number === undefined) return now;
    if (typeof number !== 'number') throw wrongType('branch', 'integer', number);
    const branch = byNumber.get(number);
    if (branch) return branch;
    throw new FailureError({ code: 'not-one-of', place: 'branch', found: String(number), allowed: [...byNumber.keys()].map(String) });
  };

  const turnTo = (branch: OpenRun): void => {
    if (branch === open) return;
    turning();
    open = branch;
  };

  return {
    current,
    named,
    of(query) {
      current();
      return named(fields(query)['branch']);
    },
    has: (branch) => byNumber.get(branch.branch) === branch,
    open(run) {
      turnTo(run);
      byNumber = new Map([[run.branch, run]]);
      made = 0;
    },
    makeRoom(bytes) {
      const count = byNumber.size + 1;
      if (count > mostBranches)
        throw new FailureError({ code: 'too-large', what: 'branches', place: 'branch', found: count, limit: mostBranches });
      const found = current().budget.shared + bytes;
      if (found > limits.memory)
        throw new FailureError({ code: 'too-large', what: 'memory', place: 'branch', found, limit: limits.memory });
    },
    add(make) {
      const branch = make(made + 1);
      made = branch.branch;
      byNumber.set(made, branch);
      return branch;
    },
    turnTo,
    prune(gone) {
      if (!gone.left) throw new FailureError({ code: 'out-of-range', place: 'branch', found: '0', min: 1, max: made, integer: true });
      if (descendsFrom(current(), gone)) turnTo(gone.left);
      const all = [...byNumber.values()].filter((branch) => descendsFrom(branch, gone));
      for (const one of all) {
        one.release();
        byNumber.delete(one.branch);
      }
      return all.map(({ branch }) => branch);
    },
  };
};
