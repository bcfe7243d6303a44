import type { Pieces } from '#core/net/finished.ts';

/** Work in pieces: after each `yield` the worker may turn to something else, or drop the task. */
export type Task<T> = Pieces<T>;

/** What the thread around the core offers: a monotonic clock in milliseconds, and a turn of its message loop. */
export interface Thread {
  now(): number;
  /** Resolves once the messages that wait have been delivered. */
  yieldToMessages(): Promise<void>;
}

/** Milliseconds of work between two turns of the message loop. */
export const SLICE = 8;

/** How a task ended. */
export type Ended<T> = { readonly value: T } | { readonly error: unknown };

interface Entry {
  readonly task: Task<unknown>;
  readonly done: (result: Ended<unknown>) => void;
}

/**
 * Shares one thread among tasks, in slices of a few milliseconds with the message loop between them. A newcomer goes
 * first, in the order of arrival; then all take turns, so that neither a long request nor training keeps a short request
 * waiting for more than a slice of each.
 */
export class Scheduler {
  /** Tasks that have not been begun, those that take turns, and those that wait for another thread. */
  readonly #newcomers: Entry[] = [];
  readonly #turns: Entry[] = [];
  readonly #waiting: Entry[] = [];
  #running = false;

  constructor(readonly thread: Thread) {}

  /** Begins at the next slice; `done` is called once, unless the task is dropped. */
  add<T>(task: Task<T>, done: (result: Ended<T>) => void): void {
    this.#newcomers.push({ task, done: done as Entry['done'] });
    void this.#run();
  }

  /** Takes a task out before it ends; false when it is not there any more. */
  drop(task: Task<unknown>): boolean {
    for (const queue of [this.#newcomers, this.#turns, this.#waiting]) {
      const index = queue.findIndex((entry) => entry.task === task);
      if (index < 0) continue;
      queue.splice(index, 1);
      task.return(undefined);
      return true;
    }
    return false;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#newcomers.length > 0 || this.#turns.length > 0) {
      // Before the first slice too: a request and its cancellation may arrive together.
      await this.thread.yieldToMessages();
      this.#slice();
    }
    this.#running = false;
  }

  /** Works until the slice is used up: newcomers first, then a turn of each. */
  #slice(): void {
    const start = this.thread.now();
    do {
      const entry = this.#newcomers.shift() ?? this.#turns.shift();
      if (!entry) return;
      const turn = this.#work(entry.task, start);
      if (turn.ended) entry.done(turn.ended);
      else if (turn.until) this.#wait(entry, turn.until);
      else this.#turns.push(entry);
    } while (this.thread.now() - start < SLICE);
  }

  /** Pieces of one task until it ends, waits for something, or the slice is used up. */
  #work(task: Task<unknown>, start: number): { readonly ended?: Ended<unknown>; readonly until?: Promise<unknown> } {
    try {
      do {
        const piece = task.next();
        if (piece.done) return { ended: { value: piece.value } };
        if (piece.value) return { until: piece.value };
      } while (this.thread.now() - start < SLICE);
      return {};
    } catch (error) {
      return { ended: { error } };
    }
  }

  /** Lets a task rest until then; it may be dropped meanwhile. */
  #wait(entry: Entry, until: Promise<unknown>): void {
    this.#waiting.push(entry);
    const goOn = (): void => {
      const index = this.#waiting.indexOf(entry);
      if (index < 0) return;
      this.#waiting.splice(index, 1);
      this.#turns.push(entry);
      void this.#run();
    };
    until.then(goOn, goOn);
  }
}
