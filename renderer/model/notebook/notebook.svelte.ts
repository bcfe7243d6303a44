import type { RunSpec } from '#core/spec/run-spec.ts';
import type { TrainerEvent } from '#core/protocol/trainer.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { Branch, Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { ExampleName } from '#renderer/model/run/examples.ts';
import { mergeNotebooks } from './merge-notebooks.ts';
import { KeptNotebook, readEntries } from './notebook-kept.ts';
import { curveOf, curvePoints, entryOf, noEdits, outcomeOf, sameTry, type Attempt, type Entry } from './notebook.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';
import { changesBetween } from '#renderer/model/run/spec-changes.ts';
import type { Store } from '#renderer/link/store.ts';

/** Curves that are laid over each other. */
export const mostCompared = 6;
/** While training goes on a run is measured each time that it has doubled, from here on. */
const firstMeasure = 64;

/** Every run that was tried, what was changed for it and what became of it. Kept in the host's local storage. */
export class Notebook implements Part {
  /** In the order in which they were tried. */
  entries = $state.raw<readonly Entry[]>([]);
  /** The entry of the run, or branch, that is open. */
  current = $state.raw<number | undefined>(undefined);
  /** Whose curves are compared. */
  compared = $state.raw<readonly number[]>([]);

  /** The entry of the open run itself, from which its branches left. */
  #root = $state.raw<number | undefined>(undefined);
  /** The number of the next entry: none is given twice, as others say that they come from it. */
  #next: number;
  /** The entry of each branch; told by its description, which stays where its number does not. */
  readonly #branches = new WeakMap<RunSpec, number>();
  readonly #kept: KeptNotebook;
  /** How far the current one was trained, and up to where it was measured. */
  #reached = 0;
  #measured = 0;

  constructor(
    readonly run: Run,
    readonly branches: Pick<Branches, 'list' | 'road'>,
    store: Store,
  ) {
    this.#kept = new KeptNotebook(store);
    this.entries = this.#kept.read();
    this.#next = Math.max(0, ...this.entries.map(({ id }) => id)) + 1;
    run.trainer.onEvent((event) => this.#hear(event));
  }

  get(id: number | undefined): Entry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  taken(taken: Taken): void {
    if (taken.by === 'opening') this.#opened(taken.spec, taken.example);
    else if (taken.by === 'edit') this.#edited(taken.spec, taken.adapted);
    else if (taken.by !== 'recovery') this.#turned(this.branches.road());
  }

  #opened(spec: RunSpec, example: ExampleName | undefined): void {
    this.#dropUntrained();
    this.#root = this.#enter({ spec, example, edits: noEdits, adapted: false });
  }

  #edited(spec: RunSpec, adapted: boolean): void {
    this.#dropUntrained();
    const from = this.get(this.current);
    this.#root = this.#enter({
      spec,
      origin: from && { entry: from.id },
      edits: from ? { changes: changesBetween(from.spec, spec) } : noEdits,
      adapted,
    });
  }

  /** What was left, the run or another branch, has this one too. */
  #branched({ before, spec, step, change: { parameters, samples } }: Branch, left: Branch | undefined): void {
    const entry = left ? this.#branches.get(left.spec) : this.#root;
    if (entry === undefined) return;
    const changes = changesBetween(before, spec);
    const edits = { changes, ...(parameters && { parameters }), ...(samples && { samples }) };
    this.#branches.set(spec, this.#enter({ spec, origin: { entry, step }, edits, adapted: false }));
  }

  /** Another branch goes on, or the run itself: the last of the branches that lead to it, or none. */
  #turned(road: readonly Branch[]): void {
    // A question of the quiz is no try, and its answer is not to be read here.
    if (road.some(({ hidden }) => hidden)) return this.#turnTo(undefined);
    road.forEach((branch, index) => {
      if (!this.get(this.#branches.get(branch.spec))) this.#branched(branch, road[index - 1]);
    });
    const branch = road.at(-1);
    this.#turnTo(branch ? this.#branches.get(branch.spec) : this.#root);
  }

  /** The number of the branch that an entry tells of, 0 for the run itself; undefined where it is not open any more. */
  branchOf({ id }: Entry): number | undefined {
    return id === this.#root ? 0 : this.branches.list.find(({ spec }) => this.#branches.get(spec) === id)?.id;
  }

  /** What it says of the open run and its branches. */
  get own(): readonly Entry[] {
    return this.entries.filter((entry) => this.branchOf(entry) !== undefined);
  }

  /** Takes in what a document's notebook says of its runs: tries that are not here yet, and notes where there is none. */
  takeIn(text: string): void {
    const ids: Record<number, number> = {};
    for (const entry of readEntries(text)) {
      const origin = entry.origin && { ...entry.origin, entry: ids[entry.origin.entry] ?? 0 };
      const came = { ...entry, origin: origin?.entry ? origin : undefined };
      const known = this.entries.find((one) => sameTry(one, came));
      const id = known?.id ?? this.#next++;
      ids[entry.id] = id;
      if (!known) this.#set([...this.entries, { ...came, id }]);
      else if (known.note === '') this.write(id, entry.note);
    }
  }

  /** The open run may be replaced: what it has come to is asked for while it is there. */
  leave(): void {
    this.#rest();
    void this.#measure();
  }

  write(id: number, note: string): void {
    this.#put(id, (entry) => ({ ...entry, note }));
  }

  compare(id: number, on: boolean): void {
    const others = this.compared.filter((other) => other !== id);
    this.compared = on ? [...others, id].slice(0, mostCompared) : others;
  }

  /** The entry of the open run, and that of the branch that is turned to, stay while they are open. */
  stays(id: number): boolean {
    return id === this.current || id === this.#root;
  }

  remove(id: number): void {
    if (!this.stays(id)) this.#set(this.entries.filter((entry) => entry.id !== id));
  }

  /** Takes all away but what is open. */
  empty(): void {
    this.#set(this.entries.filter(({ id }) => this.stays(id)));
  }

  /** An edit that was changed again before it trained tried nothing: the next one comes from where it came from. */
  #dropUntrained(): void {
    const last = this.get(this.current);
    const tried = !last || last.trainedTo > 0 || this.#reached > 0 || last.note !== '' || this.current !== this.#root;
    if (tried || !this.get(last.origin?.entry) || this.entries.some(({ origin }) => origin?.entry === last.id)) return;
    this.current = last.origin!.entry;
    if (last.id === this.#next - 1) this.#next -= 1;
    this.#set(this.entries.filter(({ id }) => id !== last.id));
  }

  #enter(attempt: Attempt): number {
    const known = this.entries.find((entry) => sameTry(entry, attempt));
    const id = known?.id ?? this.#next++;
    if (!known) this.#set([...this.entries, entryOf(id, this.run.wished, attempt)]);
    else if (attempt.example && !known.example) this.#put(id, (entry) => ({ ...entry, example: attempt.example }));
    this.#turnTo(id);
    return id;
  }

  #turnTo(id: number | undefined): void {
    this.current = id;
    this.#reached = this.run.trainedTo;
    this.#measured = this.get(id)?.outcome?.step ?? 0;
  }

  #hear(event: TrainerEvent): void {
    if (event.branch !== this.run.summary?.branch) return;
    this.#reached = event.trainedTo;
    const doubled = event.trainedTo >= Math.max(firstMeasure, 2 * this.#measured);
    if (event.event === 'stopped') this.leave();
    else if (doubled) void this.#measure();
  }

  /** Writes down how far training came and why it went no further. A run that is begun again tells nothing new until it is further. */
  #rest(): void {
    const { early, failure, wished } = this.run;
    const trainedTo = this.#reached;
    const entry = this.get(this.current);
    if (!entry || trainedTo < entry.trainedTo) return;
    const known = trainedTo === entry.trainedTo ? entry.stop : undefined;
    const stop = early ? 'early' : failure?.code === 'non-finite' ? 'non-finite' : known;
    if (trainedTo === entry.trainedTo && wished === entry.goal && stop === entry.stop) return;
    this.#put(entry.id, (now) => ({ ...now, trainedTo, goal: wished, stop }));
  }

  /** Figures and curve as far as the run is trained. What is not answered, as the run was replaced or is not finite, stays empty. */
  async #measure(): Promise<void> {
    const { run, current } = this;
    const entry = this.get(current);
    const at = run.trainedTo;
    if (!entry || at <= this.#measured) return;
    this.#measured = at;
    const [evaluation, series, first] = await Promise.allSettled([
      run.trainer.call('evaluate', toStep(at)),
      run.trainer.call('series', { from: toStep(0), to: toStep(at), buckets: curvePoints }),
      entry.startLoss === undefined ? run.trainer.call('evaluate', toStep(0)) : undefined,
    ]);
    this.#put(entry.id, (now) => ({
      ...now,
      trainedTo: Math.max(now.trainedTo, at),
      ...(evaluation.status === 'fulfilled' && evaluation.value && { outcome: outcomeOf(at, evaluation.value) }),
      ...(series.status === 'fulfilled' && series.value && { curve: curveOf(series.value) }),
      ...(first.status === 'fulfilled' && first.value && { startLoss: first.value.loss }),
    }));
  }

  #put(id: number, change: (entry: Entry) => Entry): void {
    if (this.get(id)) this.#set(this.entries.map((entry) => (entry.id === id ? change(entry) : entry)));
  }

  #set(entries: readonly Entry[]): void {
    this.entries = entries;
    this.reread();
    this.#kept.write(this.entries);
  }

  /** Another window of the app may have written something: that is here too from now on. */
  reread(): void {
    const others = this.#kept.others();
    if (others) {
      this.entries = mergeNotebooks({ ...others, mine: this.entries }, this.#next, (id) => this.stays(id));
      this.#next = Math.max(this.#next, ...this.entries.map(({ id }) => id + 1));
    }
    this.compared = this.compared.filter((id) => this.get(id));
  }
}
