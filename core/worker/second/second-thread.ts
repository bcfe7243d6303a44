import { pack } from '#core/protocol/pack.ts';
import type { Reply, Port } from '#core/protocol/trainer.ts';
import type { Run } from '#core/net/run.ts';
import type { Asked } from '#core/worker/server.ts';
import type { Task } from '#core/worker/scheduler.ts';
import { KeptRuns, type ErrandName, type Errands, type SentRun } from './errands.ts';

/** Bytes of samples up to which a run is sent: the other thread has them a second time. */
const MOST_BYTES = 64 << 20;

type Answer<K extends ErrandName> = ReturnType<Errands[K]>;

/** An errand under way, or answered. */
export interface Errand<T> {
  /** What came back, there once it was answered: nothing where the other thread could not say, and this one has to do it by itself. */
  readonly answered: { readonly value: T | undefined } | undefined;
  /** Settles when it is answered. */
  readonly settled: Promise<unknown>;
  /** Nobody wants the answer any more. */
  leave(): void;
}

/** The samples go as they are used, and not once more as they were described. */
const withoutProducts = ({ products: _, spec, ...run }: Run): NonNullable<SentRun['run']> => ({
  ...run,
  spec: { ...spec, data: { kind: 'inline', x: [], y: [] } },
});

/** Starts the other thread; nothing where the machine has no core for it, or the host none to start. */
export type StartSecond = () => Port<unknown, Asked> | undefined;

/**
 * A second thread that takes work off this one. It does one errand at a time, is started by the first, and changes no number: where it is not
 * there, is busy, or ends, the same work is done here.
 */
export class SecondThread {
  #port: Port<unknown, Asked> | undefined;
  #isStarted = false;
  #underWay: { readonly id: number; answer(value: unknown): void } | undefined;
  #asked = 0;
  #runs = 0;
  readonly #numbers = new WeakMap<Run, number>();
  readonly #there = new KeptRuns<true>();

  constructor(readonly start: StartSecond | undefined) {}

  /** Whether it would begin an errand for this run at once. */
  isFreeFor({ train, validation, test }: Run): boolean {
    if (this.#underWay) return false;
    const bytes = [train, validation, test].reduce((sum, { x, y }) => sum + x.byteLength + y.byteLength, 0);
    if (bytes > MOST_BYTES) return false;
    if (!this.#isStarted) this.#begin();
    return this.#port !== undefined;
  }

  /** Begins an errand; only where it is free for the run. */
  begin<K extends ErrandName>(errand: K, of: Run, ...args: Parameters<Errands[K]>): Errand<Answer<K>> {
    const id = ++this.#asked;
    let answered: { readonly value: Answer<K> | undefined } | undefined;
    const settled = new Promise<void>((resolve) => {
      this.#underWay = {
        id,
        answer: (value) => {
          answered = { value: value as Answer<K> | undefined };
          resolve();
        },
      };
    });
    // A copy: what is sent stays in use here.
    this.#port!.post(pack({ call: errand, id, args: [this.#sent(of), ...args] }) as Asked);
    return {
      get answered() {
        return answered;
      },
      settled,
      leave: () => {
        if (this.#underWay?.id !== id) return;
        this.#port?.post({ cancel: id });
        this.#answer(id, undefined);
      },
    };
  }

  /** Does an errand, while this thread does other things; undefined where it has to be done here. */
  *ask<K extends ErrandName>(errand: K, of: Run, ...args: Parameters<Errands[K]>): Task<Answer<K> | undefined> {
    const under = this.begin(errand, of, ...args);
    try {
      while (!under.answered) yield under.settled;
      return under.answered.value;
    } finally {
      under.leave();
    }
  }

  #begin(): void {
    this.#isStarted = true;
    this.#port = this.start?.();
    this.#port?.listen((message) => {
      const reply = message as Reply;
      this.#answer(reply.id, reply.ok ? reply.value : undefined);
    });
    this.#port?.onLost?.(() => {
      this.#port = undefined;
      if (this.#underWay) this.#answer(this.#underWay.id, undefined);
    });
  }

  #answer(id: number, value: unknown): void {
    // What was left may still answer.
    if (this.#underWay?.id !== id) return;
    const { answer } = this.#underWay;
    this.#underWay = undefined;
    answer(value);
  }

  #sent(run: Run): SentRun {
    const number = this.#numbers.get(run) ?? ++this.#runs;
    this.#numbers.set(run, number);
    if (this.#there.touch(number)) return { number };
    this.#there.put(number, true);
    return { number, run: withoutProducts(run) };
  }
}
