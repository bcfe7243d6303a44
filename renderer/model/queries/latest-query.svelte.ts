import { isCancelled } from '#renderer/link/trainer.ts';
import { same } from './same.ts';

/** A question of one run. */
interface Asked<Question> {
  readonly run: number;
  readonly question: Question;
}

/**
 * Asks again whenever what is wanted changes, one question at a time and always the latest: a drag through many steps shows
 * some of them, where cancelling each superseded question would show none. Questions are plain data; two that say the same are asked once.
 * An answer of a run that is gone meanwhile is not shown.
 */
export class LatestQuery<Question extends object, Answer> {
  #last = $state.raw<{ readonly asked: Asked<Question>; readonly value: Answer } | undefined>(undefined);

  #wanted: Asked<Question> | undefined;
  #asked: Asked<Question> | undefined;
  #asking = false;

  constructor(
    /** The number of the run that is asked about; of a branch, where it answers whichever is turned to. */
    readonly run: () => number,
    readonly ask: (question: Question) => Promise<Answer>,
    readonly failed: (reason: unknown) => void,
  ) {}

  /** The last answer, with what it answers: while the playhead moves, of a step just passed. */
  readonly answer = $derived.by(() => {
    const last = this.#last;
    return last?.asked.run === this.run() ? { question: last.asked.question, value: last.value } : undefined;
  });
  readonly value = $derived(this.answer?.value);

  /** The last answer, where its question has these parts. */
  of(parts: Partial<Question>): Answer | undefined {
    const { answer } = this;
    const fits = answer && Object.entries(parts).every(([key, part]) => same(part, answer.question[key as keyof Question]));
    return fits ? answer.value : undefined;
  }

  want(question: Question): void {
    this.#wanted = { run: this.run(), question };
    if (!this.#asking) void this.#chase();
  }

  /** Lets go of what is under way and of what was answered. */
  drop(): void {
    this.#wanted = undefined;
    this.#asked = undefined;
    this.#last = undefined;
  }

  async #chase(): Promise<void> {
    this.#asking = true;
    while (this.#wanted && !same(this.#wanted, this.#asked)) {
      const asked = this.#wanted;
      this.#asked = asked;
      try {
        const value = await this.ask(asked.question);
        // Dropped meanwhile: nobody wants to know.
        if (this.#asked === asked) this.#last = { asked, value };
      } catch (reason) {
        if (!isCancelled(reason)) this.failed(reason);
        // Asked anew only when it is wanted anew: a question that fails would fail for ever.
        if (this.#asked === asked) this.#asked = undefined;
        if (this.#wanted === asked) this.#wanted = undefined;
      }
    }
    this.#asking = false;
  }
}

/** Who asks: what is asked is about its open run, and it says why a question failed. */
export interface Asker {
  readonly run: { readonly id: number };
  report(reason: unknown): void;
}

/** Asks for a component, as long as it lives, what `question` says whenever that is another; while it says nothing, nothing is asked. */
export const follow = <Question extends object, Answer>(
  asker: () => Asker,
  question: () => Question | false | undefined,
  ask: (question: Question) => Promise<Answer>,
): LatestQuery<Question, Answer> => {
  const query = new LatestQuery(
    () => asker().run.id,
    ask,
    (reason) => asker().report(reason),
  );
  $effect(() => {
    const wanted = question();
    if (wanted) query.want(wanted);
  });
  return query;
};
