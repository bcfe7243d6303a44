import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { Message, Port, Request, TrainerCall, TrainerCalls, TrainerEvent } from '#core/protocol/trainer.ts';

type Answer<K extends TrainerCall> = ReturnType<TrainerCalls[K]>;
interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
  readonly slot: string | undefined;
}

const cancelled: Failure = { code: 'cancelled' };

/**
 * The renderer's end of the trainer protocol, over whatever port the host gave: a Web Worker's, or the preload's relay.
 * Rejects with a FailureError; a superseded or cancelled call rejects with the failure `cancelled`. Once the trainer is
 * lost, what was under way and every later call reject with `trainer-lost`: no call is left without an answer.
 */
export class Trainer {
  #nextId = 1;
  readonly #pending = new Map<number, Pending>();
  readonly #slots = new Map<string, number>();
  readonly #listeners = new Set<(event: TrainerEvent) => void>();
  readonly #lostListeners = new Set<(failure: Failure) => void>();
  readonly #uncompiledListeners = new Set<() => void>();
  /** Why no call can be answered any more. */
  #ended: Failure | undefined;

  #port: Port<Message, Request>;

  constructor(port: Port<Message, Request>) {
    this.#port = port;
    this.#attach();
  }

  /** No call can be answered before `revive`. */
  get lost(): boolean {
    return this.#ended?.code === 'trainer-lost';
  }

  /** Calls wait for their answers. */
  get waits(): boolean {
    return this.#pending.size > 0;
  }

  /** Goes on with the port of a new trainer, in which no run is open. */
  revive(port: Port<Message, Request>): void {
    this.#port = port;
    this.#ended = undefined;
    this.#attach();
  }

  call<K extends TrainerCall>(call: K, ...args: Parameters<TrainerCalls[K]>): Promise<Answer<K>> {
    return this.#send(call, args, undefined);
  }

  /** Latest wins: a newer call of the same slot cancels the one under way. */
  latest<K extends TrainerCall>(slot: string, call: K, ...args: Parameters<TrainerCalls[K]>): Promise<Answer<K>> {
    this.cancel(slot);
    return this.#send(call, args, slot);
  }

  cancel(slot: string): void {
    const id = this.#slots.get(slot);
    if (id === undefined) return;
    this.#slots.delete(slot);
    this.#port.post({ cancel: id });
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.reject(new FailureError(cancelled));
  }

  onEvent(listener: (event: TrainerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs are trained without compiled code here; told once. */
  onUncompiled(listener: () => void): () => void {
    this.#uncompiledListeners.add(listener);
    return () => this.#uncompiledListeners.delete(listener);
  }

  /** The trainer ended by itself: a new one has to be made. */
  onLost(listener: (failure: Failure) => void): () => void {
    this.#lostListeners.add(listener);
    return () => this.#lostListeners.delete(listener);
  }

  close(): void {
    this.#port.close();
    this.#end(cancelled);
  }

  #send<K extends TrainerCall>(call: K, args: Parameters<TrainerCalls[K]>, slot: string | undefined): Promise<Answer<K>> {
    if (this.#ended) return Promise.reject(new FailureError(this.#ended));
    const id = this.#nextId++;
    if (slot !== undefined) this.#slots.set(slot, id);
    return new Promise<Answer<K>>((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (value: never) => void, reject, slot });
      this.#port.post({ call, id, args } as Request);
    });
  }

  #receive(message: Message): void {
    if ('event' in message) {
      if (message.event === 'uncompiled') {
        for (const listener of this.#uncompiledListeners) listener();
        return;
      }
      for (const listener of this.#listeners) listener(message);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    this.#pending.delete(message.id);
    if (pending.slot !== undefined && this.#slots.get(pending.slot) === message.id) this.#slots.delete(pending.slot);
    if (message.ok) pending.resolve(message.value as never);
    else pending.reject(new FailureError(message.failure));
  }

  #attach(): void {
    this.#port.listen((message) => this.#receive(message));
    this.#port.onLost?.((reason) => this.#lose({ code: 'trainer-lost', reason }));
  }

  #lose(failure: Failure): void {
    if (this.#ended) return;
    this.#end(failure);
    for (const listener of this.#lostListeners) listener(failure);
  }

  #end(failure: Failure): void {
    this.#ended ??= failure;
    for (const { reject } of this.#pending.values()) reject(new FailureError(failure));
    this.#pending.clear();
    this.#slots.clear();
  }
}

export const isCancelled = (reason: unknown): boolean => reason instanceof FailureError && reason.failure.code === 'cancelled';
