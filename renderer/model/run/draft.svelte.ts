import type { Failure } from '#core/contract/failure.ts';
import type { TableShapes } from '#core/contract/table.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { equal } from '#renderer/model/queries/same.ts';
import type { Edit } from './edits.ts';
import type { Part, Taken } from './taken.ts';

/** How long after the last keystroke an edit is tried, in milliseconds. */
const settleTime = 300;
const undoDepth = 50;

export type Adaptation = keyof typeof adaptable;

/**
 * The run as the editor shows it. An edit shows at once and is tried when the person pauses: a valid one becomes the open
 * run, a refused one stays in the draft with its failure while the open run stays as it was.
 */
export class Draft implements Part {
  spec = $state.raw<RunSpec | undefined>(undefined);
  failure = $state.raw<Failure | undefined>(undefined);
  /** What an edit changed besides what the person chose, so that the rest fits. */
  adapted = $state.raw<readonly Adaptation[]>([]);
  #past = $state.raw<readonly RunSpec[]>([]);
  /** What was taken back, the last one last; a new edit ends it. */
  #future = $state.raw<readonly RunSpec[]>([]);
  /** The run that is open. */
  #open = $state.raw<RunSpec | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version = 0;
  /** The try that was taken back while it was under way. */
  #takenBack: number | undefined;
  /** Undo and redo wait for each other: a key that repeats is faster than a run opens. */
  #turn: Promise<void> = Promise.resolve();

  /** An edit that is still to be tried, or refused, can be taken back too. */
  readonly canUndo = $derived(this.#past.length > 0 || this.spec !== this.#open);
  readonly canRedo = $derived(this.#future.length > 0);

  /** `apply` opens a run, or answers why not and changes nothing. */
  constructor(
    readonly apply: (spec: RunSpec) => Promise<Failure | undefined>,
    /** What is known of the tables that runs name. */
    readonly tables: () => TableShapes = () => ({}),
    readonly settle = settleTime,
  ) {}

  taken({ by, spec }: Taken): void {
    if (by === 'opening') this.load(spec);
  }

  /** A run was opened by another road: what was typed is gone, and so is its undo. */
  load(spec: RunSpec): void {
    this.#cancel();
    this.#version++;
    this.spec = spec;
    this.#open = spec;
    this.#past = [];
    this.#future = [];
    this.failure = undefined;
    this.adapted = [];
  }

  /** A run took the place of the open one by another road than an edit of its description; undo goes back to the one before. */
  applied(spec: RunSpec): void {
    this.#cancel();
    this.#version++;
    if (this.#open) this.#past = [...this.#past, this.#open].slice(-undoDepth);
    this.#future = [];
    this.#open = spec;
    this.spec = spec;
    this.failure = undefined;
    this.adapted = [];
  }

  /** `adapts`: what the edit may change besides what was chosen, and then says so; true for anything. */
  change(edit: Edit, adapts: boolean | readonly Adaptation[] = false): void {
    if (!this.spec) return;
    const before = this.spec;
    this.spec = edit(before, this.tables());
    this.#future = [];
    this.adapted = adaptations(before, this.spec).filter((each) => adapts === true || (adapts && adapts.includes(each)));
    this.#cancel();
    this.#timer = setTimeout(() => void this.flush(), this.settle);
  }

  /** Tries the draft now. */
  async flush(): Promise<void> {
    this.#cancel();
    const { spec } = this;
    if (!spec || spec === this.#open) return;
    // What was typed and taken back is no edit.
    if (equal(spec, this.#open)) {
      this.spec = this.#open;
      this.failure = undefined;
    } else await this.#try(spec);
  }

  async #try(spec: RunSpec): Promise<void> {
    const version = ++this.#version;
    this.#takenBack = undefined;
    const before = this.#open;
    const failure = await this.apply(spec);
    if (version !== this.#version) {
      // It was opened all the same: the run goes back to where the draft is.
      if (!failure && this.#takenBack === version && before) await this.apply(before);
      return;
    }
    // The person no longer waits for the file that the edit brings along.
    if (failure?.code === 'cancelled') return this.#back();
    this.failure = failure;
    if (failure) return;
    this.#open = spec;
    if (before) this.#past = [...this.#past, before].slice(-undoDepth);
  }

  /** Takes back a refused draft, else the last edit that was applied. */
  undo(): Promise<void> {
    return (this.#turn = this.#turn.then(() => this.#back()));
  }

  /** Brings back what undo took, one by one; what was refused is refused again. */
  redo(): Promise<void> {
    return (this.#turn = this.#turn.then(() => this.#again()));
  }

  async #back(): Promise<void> {
    this.#cancel();
    this.#takenBack = this.#version++;
    this.adapted = [];
    const { spec } = this;
    if (this.#open && spec && spec !== this.#open) {
      this.#future = [...this.#future, spec];
      this.spec = this.#open;
      this.failure = undefined;
      return;
    }
    const last = this.#past.at(-1);
    if (!last) return;
    const failure = await this.apply(last);
    this.failure = failure;
    if (failure) return;
    this.#past = this.#past.slice(0, -1);
    if (spec) this.#future = [...this.#future, spec];
    this.#open = last;
    this.spec = last;
  }

  async #again(): Promise<void> {
    const next = this.#future.at(-1);
    // A draft that is not yet tried, or was refused, is newer than anything taken back.
    if (!next || this.spec !== this.#open) return;
    this.#future = this.#future.slice(0, -1);
    this.adapted = [];
    this.spec = next;
    await this.#try(next);
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

const adaptations = (before: RunSpec, after: RunSpec): Adaptation[] => {
  const all = Object.entries(adaptable) as [Adaptation, (spec: RunSpec) => string][];
  return all.filter(([, of]) => of(before) !== of(after)).map(([adaptation]) => adaptation);
};

/** What edits adapt, each as a text that changes with it. */
const adaptable = {
  output: ({ loss, network }: RunSpec) => `${loss} ${network.layers.at(-1)!.units} ${network.layers.at(-1)!.activation}`,
  optimizer: ({ optimizer }: RunSpec) => `${optimizer.kind} ${optimizer.learningRate}`,
  batch: ({ batch }: RunSpec) => String(batch),
  scale: ({ preprocess }: RunSpec) => preprocess,
  targets: ({ data }: RunSpec) => (data.kind === 'inline' ? String(data.y[0]!.length) : ''),
  /** The shape of starting values that are written. */
  start: ({ parameters }: RunSpec) => parameters?.map(({ W, b }) => `${W.length}x${b.length}`).join() ?? '',
};
