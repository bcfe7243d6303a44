import type { CompileOptions } from '#core/compile/take-over.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { Tables } from '#core/data/table.ts';
import { differenceOf } from '#core/explain/difference.ts';
import type { Branches } from '#core/worker/branches.ts';
import { ownerOf, partingOf } from '#core/worker/lineage.ts';
import { bytesTaken, openBranch } from '#core/worker/open-run.ts';
import { readChange, readDifferenceQuery, readForkPoint } from '#core/worker/read-fork.ts';
import type { SecondThread } from '#core/worker/second/second-thread.ts';
import type { Calls } from '#core/worker/server.ts';
import type { Visits } from '#core/worker/visits.ts';

/** Leaves the run for branches, goes from one to the other, and tells where they part. */
export const branchCalls = (
  branches: Branches,
  { visit, stateAt, pause }: Visits,
  tables: Tables,
  compiling: CompileOptions,
  second: SecondThread,
): Pick<Calls, 'fork' | 'turnTo' | 'prune' | 'firstDifference'> => ({
  *fork(fork) {
    branches.current();
    const { from, step, change: asked, aside } = readForkPoint(fork);
    const left = ownerOf(branches.named(from), step);
    const change = readChange(asked, left.run, tables);
    branches.makeRoom(bytesTaken(change.spec ?? left.run.spec, left.run));
    const state = yield* stateAt(left, step);
    const branch = branches.add((number) =>
      openBranch(left, step, state, change, number, tables, compiling, { second, isBeside: () => branches.current().branch !== number }),
    );
    if (!aside) branches.turnTo(branch);
    return branch.summary();
  },

  *turnTo(named) {
    const branch = branches.named(named);
    branches.turnTo(branch);
    return branch.summary();
  },

  *prune(named) {
    return branches.prune(branches.named(named));
  },

  *firstDifference(query) {
    branches.current();
    const { to, ...named } = readDifferenceQuery(query);
    const [a, b] = [branches.named(named.a), branches.named(named.b)];
    const parting = partingOf(a, b);
    if (parting === undefined) return undefined;
    for (let step = parting; step <= to; step = toStep(step + 1)) {
      const there = yield* visit(a, step);
      const trace = there.of.wholeTrace(step, there.state);
      const other = yield* visit(b, step);
      const difference = differenceOf(trace, other.of.wholeTrace(step, other.state));
      if (difference) return difference;
      yield* pause(a);
      yield* pause(b);
    }
    return undefined;
  },
});
