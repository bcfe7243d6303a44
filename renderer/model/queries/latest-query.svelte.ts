import { isCancelled } from '#renderer/link/trainer.ts';

/**
 * Asks again whenever what is wanted changes, one question at a time and always the latest: a drag through many steps shows
 * some of them, where cancelling each superseded question would show none.
 */
export class LatestQuery<Question, Answer> {
  /** The last answer, with what it answers. */
  answer = $state.raw<{ readonly question: Question; readonly value: Answer } | undefined>(undefined);

  #wanted: Question | undefined;
  #asked: Question | undefined;
  #asking = false;

  constructor(
    readonly ask: (question: Question) => Promise<Answer>,
    readonly same: (a: Question, b: Question) => boolean,
    readonly failed: (reason: unknown) => void,
  ) {}

  want(question: Question): void {
    this.#wanted = question;
    if (!this.#asking) void this.#chase();
  }

  /** Lets go of what is under way and of what was answered. */
  drop(): void {
    this.#wanted = undefined;
    this.#asked = undefined;
    this.answer = undefined;
  }

  async #chase(): Promise<void> {
    this.#asking = true;
    while (this.#wanted !== undefined && !(this.#asked !== undefined && this.same(this.#wanted, this.#asked))) {
      const question = this.#wanted;
      this.#asked = question;
      try {
        const value = await this.ask(question);
        // Dropped meanwhile: the answer belongs to a run that is gone.
        if (this.#asked === question) this.answer = { question, value };
      } catch (reason) {
        if (!isCancelled(reason)) this.failed(reason);
        // Asked anew only when it is wanted anew: a question that fails would fail for ever.
        if (this.#asked === question) this.#asked = undefined;
        if (this.#wanted === question) this.#wanted = undefined;
      }
    }
    this.#asking = false;
  }
}
