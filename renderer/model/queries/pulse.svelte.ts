import type { Trainer } from '#renderer/link/trainer.ts';

/** How often a trainer that has something to do is asked whether it hears, in milliseconds. */
const every = 1000;
/** So long without an answer is told: with what went before, within three seconds. */
const patience = 1750;
/** What one frame counts at most: a page that stood still itself heard nothing either. */
const longestFrame = 250;
/** Whoever wants to wait is left in peace so long. */
const peace = 60_000;

/** Whether the trainer still hears. One in the middle of a very long step answers nothing, nor does one that hangs or was ended from outside. */
export class Pulse {
  /** Seconds without an answer, once they are worth a word; 0 while it answers. */
  silent = $state(0);

  /** Since the last answer, or since it was asked. */
  #waited = 0;
  #asked = false;
  /** Grows with each trainer: an answer of an older one says nothing. */
  #turn = 0;
  #toldFrom = patience;

  constructor(
    readonly trainer: Pick<Trainer, 'call' | 'waits'>,
    readonly trains: () => boolean,
    /** Ends the trainer and goes on without what it was at. */
    readonly leave: () => Promise<void>,
  ) {}

  /** Once a frame, with the milliseconds since the last. */
  tick(elapsed: number): void {
    this.#waited += Math.min(elapsed, longestFrame);
    if (this.#asked) {
      this.silent = this.#waited >= this.#toldFrom ? Math.round(this.#waited / 1000) : 0;
      return;
    }
    if (this.#waited < every || !(this.trainer.waits || this.trains())) return;
    this.#waited = 0;
    this.#asked = true;
    const turn = this.#turn;
    const heard = (): void => {
      if (turn === this.#turn) this.#reset();
    };
    this.trainer.call('ping').then(heard, heard);
  }

  /** The person waits; it is told again later. */
  wait(): void {
    this.#toldFrom = this.#waited + peace;
    this.silent = 0;
  }

  /** The person does not want to wait. */
  async giveUp(): Promise<void> {
    this.#reset();
    await this.leave();
  }

  /** It answers, or another takes its place. */
  #reset(): void {
    this.#turn++;
    this.#asked = false;
    this.#waited = 0;
    this.#toldFrom = patience;
    this.silent = 0;
  }
}
