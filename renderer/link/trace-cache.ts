import { FailureError } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { TraceQuery } from '#core/protocol/trainer.ts';
import { step as asStep, type Step } from '#core/contract/units.ts';
import type { Trainer } from './trainer.ts';

type Follow = TraceQuery['follow'];

export interface TraceCacheOptions {
  /** Traces kept at most. */
  readonly traces?: number;
  /** Bytes kept at most; the last trace is kept whatever it takes. */
  readonly bytes?: number;
  /** Whose traces; those of the branch that is turned to unless said. */
  readonly branch?: number;
  /** The last step that anybody can look at: a neighbour beyond it would be trained for nobody. */
  readonly last?: () => number;
  /** Milliseconds between two jumps under which a person drags: neighbours of what they pass are of no use. */
  readonly calm?: number;
}

const keyOf = (step: Step, follow: Follow): string => `${step} ${follow}`;

/**
 * The traces that were asked for last, so that going back and forth over a few steps asks nothing. Latest wins: asking for
 * another trace rejects the one under way with `cancelled`. Once a trace is looked at, its neighbours are fetched too; in a drag, once it rests.
 */
export class TraceCache {
  readonly #branch: number | undefined;
  readonly #calm: number;
  readonly #last: () => number;
  readonly #trainer: Pick<Trainer, 'latest' | 'cancel'>;
  readonly #most: { readonly traces: number; readonly bytes: number };
  /** Least recently used first. */
  readonly #traces = new Map<string, { readonly trace: StepTrace; readonly bytes: number }>();
  readonly #underWay = new Map<string, { readonly slot: string; readonly trace: Promise<StepTrace> }>();
  #bytes = 0;
  #latest: string | undefined;
  /** Counts the runs: an answer about the run before is of no use. */
  #run = 0;

  constructor(
    trainer: Pick<Trainer, 'latest' | 'cancel'>,
    { traces = 64, bytes = 128 << 20, branch, last = () => Infinity, calm = 150 }: TraceCacheOptions = {},
  ) {
    this.#calm = calm;
    this.#last = last;
    this.#branch = branch;
    this.#trainer = trainer;
    this.#most = { traces, bytes };
  }

  /** The trace if it is here already. */
  peek(step: Step, follow: Follow): StepTrace | undefined {
    const key = keyOf(step, follow);
    const entry = this.#traces.get(key);
    if (!entry) return undefined;
    if (key !== this.#latest) {
      this.#latest = key;
      this.#traces.delete(key);
      this.#traces.set(key, entry);
      this.#prefetch(step, follow);
    }
    return entry.trace;
  }

  async get(step: Step, follow: Follow): Promise<StepTrace> {
    const key = keyOf(step, follow);
    this.#cancelAllBut(key);
    const here = this.peek(step, follow);
    if (here) return here;
    this.#latest = key;
    const trace = await (this.#underWay.get(key)?.trace ?? this.#fetch('trace', step, follow));
    if (this.#latest === key) this.#prefetch(step, follow);
    return trace;
  }

  /** Forgets everything: another run is open. */
  clear(): void {
    this.#run++;
    this.#latest = undefined;
    clearTimeout(this.#resting);
    this.#cancelAllBut(undefined);
    this.#traces.clear();
    this.#bytes = 0;
  }

  #cancelAllBut(key: string | undefined): void {
    for (const [other, { slot }] of this.#underWay) {
      if (other === key) continue;
      this.#underWay.delete(other);
      this.#trainer.cancel(slot);
    }
  }

  #prefetch(step: Step, follow: Follow): void {
    const now = performance.now();
    const drags = Math.abs(step - this.#looked.step) > 1 && now - this.#looked.at < this.#calm;
    this.#looked = { step, at: now };
    clearTimeout(this.#resting);
    if (!drags) return this.#fetchBeside(step, follow);
    this.#resting = setTimeout(() => this.#latest === keyOf(step, follow) && this.#fetchBeside(step, follow), this.#calm);
  }
  /** The step whose neighbours were last thought of, and when. */
  #looked = { step: 0, at: -Infinity };
  #resting: ReturnType<typeof setTimeout> | undefined;

  #fetchBeside(step: Step, follow: Follow): void {
    const fetch = (slot: string, neighbour: number): void => {
      const key = keyOf(asStep(neighbour), follow);
      if (neighbour < 0 || neighbour > this.#last() || this.#traces.has(key) || this.#underWay.has(key)) return;
      // Nobody waits for it: whoever asks for this step later hears why it cannot be had.
      this.#fetch(slot, asStep(neighbour), follow).catch(() => undefined);
    };
    fetch('trace ahead', step + 1);
    fetch('trace behind', step - 1);
  }

  async #fetch(name: string, step: Step, follow: Follow): Promise<StepTrace> {
    const slot = this.#branch === undefined ? name : `${name} of branch ${this.#branch}`;
    const run = this.#run;
    const key = keyOf(step, follow);
    // The slot's call before this one, if it is still under way, is cancelled by this one.
    for (const [other, entry] of this.#underWay) if (entry.slot === slot) this.#underWay.delete(other);
    const request = this.#trainer.latest(slot, 'trace', { step, follow, ...(this.#branch !== undefined && { branch: this.#branch }) });
    const entry = { slot, trace: request };
    this.#underWay.set(key, entry);
    try {
      const trace = await request;
      if (run !== this.#run) throw new FailureError({ code: 'cancelled' });
      this.#keep(key, trace);
      return trace;
    } finally {
      if (this.#underWay.get(key) === entry) this.#underWay.delete(key);
    }
  }

  #keep(key: string, trace: StepTrace): void {
    const bytes = bytesOf(trace);
    this.#traces.set(key, { trace, bytes });
    this.#bytes += bytes;
    for (const [oldest, entry] of this.#traces) {
      if (this.#traces.size <= 1 || (this.#traces.size <= this.#most.traces && this.#bytes <= this.#most.bytes)) break;
      this.#traces.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }
}

/** Bytes of the typed arrays within a value. */
const bytesOf = (value: unknown): number => {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + bytesOf(part), 0);
};
