import type { Message, Port, Request, TrainerCall, TrainerCalls } from '#core/protocol/trainer.ts';

type Call = Extract<Request, { call: string }>;

/** The worker's side by hand: what was asked, and answers when the test says so. */
export class FakePort implements Port<Message, Request> {
  readonly posted: Request[] = [];
  closed = false;
  #message: (message: Message) => void = () => undefined;
  #lost: (reason: string) => void = () => undefined;

  post(message: Request): void {
    this.posted.push(message);
  }
  listen(listener: (message: Message) => void): void {
    this.#message = listener;
  }
  onLost(listener: (reason: string) => void): void {
    this.#lost = listener;
  }
  close(): void {
    this.closed = true;
  }

  say(message: Message): void {
    this.#message(message);
  }
  lose(reason: string): void {
    this.#lost(reason);
  }

  /** Requests that were neither cancelled nor answered with `answer`. */
  get open(): Call[] {
    const cancelled = new Set(this.posted.flatMap((request) => ('cancel' in request ? [request.cancel] : [])));
    return this.posted.filter(
      (request): request is Call => 'call' in request && !cancelled.has(request.id) && !this.#answered.has(request.id),
    );
  }
  readonly #answered = new Set<number>();

  answer<K extends TrainerCall>(request: Call, value: ReturnType<TrainerCalls[K]>): void {
    this.#answered.add(request.id);
    this.say({ id: request.id, ok: true, value });
  }
}

/** Lets promises that are ready run on. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
