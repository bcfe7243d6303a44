import type { Task, Thread } from '#core/worker/scheduler.ts';

/** A thread whose clock stands still unless work moves it, and which counts the turns of its message loop. */
export class FakeThread implements Thread {
  time = 0;
  turns = 0;
  /** Called at every turn: the place for messages to arrive. */
  onTurn: () => void = () => undefined;

  now(): number {
    return this.time;
  }

  async yieldToMessages(): Promise<void> {
    this.turns++;
    await new Promise((resolve) => setImmediate(resolve));
    this.onTurn();
  }

  /** A task of so many pieces, each of so many milliseconds; `did` hears every piece. */
  *work<T>(pieces: number, milliseconds: number, value: T, did: (piece: number) => void = () => undefined): Task<T> {
    for (let piece = 0; piece < pieces; piece++) {
      if (piece > 0) yield;
      this.time += milliseconds;
      did(piece);
    }
    return value;
  }
}
