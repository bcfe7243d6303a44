import type { Change } from '#core/spec/branch.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { step as toStep } from '#core/contract/units.ts';
import { asFailure, type Run } from '#renderer/model/run/run.svelte.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';

/** A branch of the open run. */
export interface Branch {
  readonly id: number;
  /** What it left, and where. */
  readonly left: number;
  readonly step: number;
  readonly change: Change;
  /** The descriptions before and after. */
  readonly before: RunSpec;
  readonly spec: RunSpec;
  /** Its name does not tell what it changes. */
  readonly hidden?: boolean;
}

/** Others that are laid beside the one that is turned to. */
export const mostBeside = 2;

/** The branches of the open run: the tree that they make, and which are compared. */
export class Branches implements Part {
  list = $state.raw<readonly Branch[]>([]);
  /** Laid beside the branch that is turned to. */
  beside = $state.raw<readonly number[]>([]);
  /** Those of them of which only what differs is shown. */
  #differing = $state.raw<readonly number[]>([]);
  /** The branch that each description was opened as; a description is told by what it is, not by what it says. */
  #opened = new WeakMap<RunSpec, number>();

  /** How far each is trained, as far as it was told. */
  reached = $state.raw<Readonly<Record<number, number>>>({});

  constructor(readonly run: Run) {
    run.trainer.onEvent(({ branch, trainedTo }) => (this.reached = { ...this.reached, [branch]: trainedTo }));
  }

  readonly current = $derived.by(() => this.run.summary?.branch ?? 0);
  /** All numbers, the run itself first. */
  readonly ids = $derived([0, ...this.list.map(({ id }) => id)]);
  /** Those beside that are not turned to. */
  readonly compared = $derived(this.beside.filter((id) => id !== this.current));

  /** The description of the run itself. */
  root: RunSpec | undefined;

  taken(taken: Taken): void {
    const { spec, branch: id } = taken;
    if (taken.by === 'opening' || taken.by === 'edit') {
      this.root = spec;
      this.list = [];
      this.beside = [];
      this.reached = {};
      this.#differing = [];
      this.#opened = new WeakMap([[spec, 0]]);
    } else if (taken.by === 'fork') {
      const { from: left, step, change } = taken.fork;
      this.add({ id, left, step, change, before: this.specOf(left)!, spec, hidden: taken.hidden });
    }
  }

  add(branch: Branch): void {
    this.list = [...this.list, branch];
    this.know(branch.spec, branch.id);
  }

  /** Lets a hidden branch tell its name. */
  reveal(id: number): void {
    this.list = this.list.map((branch) => (branch.id === id ? { ...branch, hidden: false } : branch));
  }

  /** A description by which a branch is known, so that undo and redo turn to it. */
  know(spec: RunSpec, id: number): void {
    this.#opened.set(spec, id);
  }

  knows(spec: RunSpec): number | undefined {
    const id = this.#opened.get(spec);
    return id !== undefined && this.ids.includes(id) ? id : undefined;
  }

  get(id: number): Branch | undefined {
    return this.list.find((branch) => branch.id === id);
  }

  /** The branch whose own step this is, of those that lead to the one that is turned to. */
  ownerOf(step: number, id = this.current): number {
    const branch = this.get(id);
    return branch && step < branch.step ? this.ownerOf(step, branch.left) : id;
  }

  /** The branches that lead from the run to one, itself the last. */
  road(id = this.current): readonly Branch[] {
    const branch = this.get(id);
    return branch ? [...this.road(branch.left), branch] : [];
  }

  specOf(id: number): RunSpec | undefined {
    return id === 0 ? this.root : this.get(id)?.spec;
  }

  /** Whether a branch is another one, or left it, or left one that did. */
  descends(id: number, from: number): boolean {
    if (id === from) return true;
    const branch = this.get(id);
    return branch !== undefined && this.descends(branch.left, from);
  }

  /** Makes every branch again after the trainer was lost, and turns to the one that was turned to. */
  async regrow(current: number): Promise<Failure | undefined> {
    const { list: old, beside } = this;
    const renamed: Record<number, number> = { 0: 0 };
    const grown: Branch[] = [];
    for (const branch of old) {
      const left = renamed[branch.left]!;
      try {
        const { branch: id } = await this.run.plant({ from: left, step: toStep(branch.step), change: branch.change });
        renamed[branch.id] = id;
        grown.push({ ...branch, id, left });
        this.know(branch.spec, id);
      } catch (reason) {
        return asFailure(reason);
      }
    }
    this.list = grown;
    this.beside = beside.flatMap((id) => renamed[id] ?? []);
    this.#differing = this.#differing.flatMap((id) => renamed[id] ?? []);
    const there = renamed[current] ?? 0;
    return there === 0 ? undefined : this.run.turnTo(there);
  }

  forget(ids: readonly number[]): void {
    this.list = this.list.filter(({ id }) => !ids.includes(id));
    this.beside = this.beside.filter((id) => !ids.includes(id));
  }

  compare(id: number, on: boolean): void {
    this.show(id, 'itself');
    this.beside = on
      ? [...this.beside.filter((other) => other !== id), id].slice(-mostBeside)
      : this.beside.filter((other) => other !== id);
  }

  /** What is shown of a branch that is laid beside: itself, or what it has different. */
  showOf(id: number): 'itself' | 'difference' {
    return this.#differing.includes(id) ? 'difference' : 'itself';
  }

  show(id: number, show: 'itself' | 'difference'): void {
    const others = this.#differing.filter((other) => other !== id);
    this.#differing = show === 'difference' ? [...others, id] : others;
  }

  /** Lays these branches beside the one that is turned to, and no others. */
  lay(all: readonly { readonly branch: number; readonly show: 'itself' | 'difference' }[]): void {
    this.beside = all.map(({ branch }) => branch).slice(-mostBeside);
    for (const { branch, show } of all) this.show(branch, show);
  }
}
