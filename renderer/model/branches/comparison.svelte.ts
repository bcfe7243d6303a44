import type { Failure } from '#core/contract/failure.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { same } from '#renderer/model/queries/same.ts';
import { asFailure, type Run } from '#renderer/model/run/run.svelte.ts';
import { mostBeside, type Branches } from './branches.svelte.ts';

/** A comparison of the open run with its branches: the one that is turned to stays, the others lie beside it at the same moment. */
export class Comparison {
  constructor(
    readonly run: Run,
    readonly branches: Branches,
    /** Shows the curves beside the networks. */
    readonly show: () => void,
  ) {}

  /** Lays the branches that are there beside the one that is turned to, the latest first to be seen; false where there is none. */
  lay(): boolean {
    const { current, ids } = this.branches;
    const others = ids.filter((id) => id !== current).slice(-mostBeside);
    if (others.length === 0) return false;
    this.#beside(others);
    return true;
  }

  end(): void {
    this.branches.lay([]);
  }

  /** Compares with other learning rates: a branch each, from where the one that is turned to begins. Answers why one could not be made. */
  async withRates(rates: readonly number[]): Promise<Failure | undefined> {
    const { id } = this.run;
    const made: number[] = [];
    try {
      for (const rate of rates) made.push(await this.#branchWith(rate));
    } catch (reason) {
      return asFailure(reason);
    }
    // Another run took the stage meanwhile.
    if (id === this.run.id) this.#beside(made);
    return undefined;
  }

  #beside(others: readonly number[]): void {
    this.branches.lay(others.map((branch) => ({ branch, show: 'itself' })));
    this.show();
  }

  /** The branch that learns with this rate; the one that is there already where there is one. */
  async #branchWith(rate: number): Promise<number> {
    const { branches, run } = this;
    const from = branches.current;
    const step = branches.get(from)?.step ?? 0;
    const before = run.spec!;
    const spec: RunSpec = { ...before, optimizer: { ...before.optimizer, learningRate: rate } };
    const there = branches.list.find(
      (branch) => branch.left === from && branch.step === step && Object.keys(branch.change).length === 1 && same(branch.spec, spec),
    );
    if (there) return there.id;
    const change = { spec };
    const { id } = run;
    const made = await run.plant({ from, step: toStep(step), change }, 'compare');
    if (id === run.id) branches.add({ id: made.branch, left: from, step, change, before, spec: made.spec });
    return made.branch;
  }
}
