import { isCancelled } from '#renderer/link/trainer.ts';

/** Asks for what is missing, one after the other, until nothing is; what is missing may change meanwhile. */
export class SequentialLoader {
  #asking = false;

  constructor(
    readonly missing: () => number | undefined,
    readonly ask: (step: number) => Promise<void>,
    /** Has to see to it that what failed is not missing any more. */
    readonly failed: (reason: unknown) => void,
  ) {}

  start(): void {
    if (!this.#asking) void this.#go();
  }

  async #go(): Promise<void> {
    this.#asking = true;
    for (let next = this.missing(); next !== undefined; next = this.missing()) {
      try {
        await this.ask(next);
      } catch (reason) {
        if (!isCancelled(reason)) this.failed(reason);
      }
    }
    this.#asking = false;
  }
}
