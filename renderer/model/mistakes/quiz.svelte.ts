import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Branches } from '#renderer/model/branches/branches.svelte.ts';
import type { Session } from '#renderer/model/run/session.svelte.ts';
import { mistakes, type Mistake } from './mistake.ts';
import type { Mistakes } from './mistakes.svelte.ts';
import { questionAt, type Question } from './quiz-question.ts';

/** Which mistake does this program make? A hidden branch beside the right run, four answers, and the score so far. */
export class Quiz {
  question = $state.raw<(Question & { readonly spec: RunSpec }) | undefined>(undefined);
  answer = $state<Mistake | undefined>(undefined);
  /** Questions that were answered, and how many of them rightly. */
  answered = $state(0);
  right = $state(0);
  /** A question is being made. */
  busy = $state(false);
  #asked = 0;

  constructor(
    readonly branches: Branches,
    readonly session: Pick<Session, 'prune'>,
    readonly mistakes: Mistakes,
  ) {}

  readonly possible = $derived.by(() => mistakes.filter((fault) => this.mistakes.obstacle(fault) === undefined));
  /** The branch in question, as long as nobody removed it or opened another run; the trainer's loss gives it another number. */
  readonly branch = $derived.by(() => this.branches.list.find(({ spec }) => spec === this.question?.spec));
  /** A question is there, or about to be. */
  readonly on = $derived.by(() => this.busy || this.branch !== undefined);

  async next(): Promise<void> {
    if (this.busy || this.possible.length === 0) return;
    this.busy = true;
    try {
      await this.#clear();
      const question = questionAt(this.#asked, this.branches.root!.seed, this.possible);
      const branch = await this.mistakes.show(question.fault, true);
      if (!branch) return;
      this.#asked += 1;
      this.question = { ...question, spec: branch.spec };
    } finally {
      this.busy = false;
    }
  }

  choose(fault: Mistake): void {
    const { question, branch } = this;
    if (!question || !branch || this.answer) return;
    this.answer = fault;
    this.answered += 1;
    if (fault === question.fault) this.right += 1;
    this.branches.reveal(branch.id);
  }

  /** Ends the quiz and takes its branch away; the score begins anew. */
  async stop(): Promise<void> {
    await this.#clear();
    this.answered = 0;
    this.right = 0;
  }

  async #clear(): Promise<void> {
    const { branch } = this;
    this.question = undefined;
    this.answer = undefined;
    if (branch) await this.session.prune(branch.id);
  }
}
