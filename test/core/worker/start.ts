import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect } from 'vitest';
import type { Failure } from '#core/contract/failure.ts';
import type { Message, Request, TrainerEvent } from '#core/protocol/trainer.ts';
import { startTrainer } from '#core/worker/trainer.ts';
import { Trainer } from '#renderer/link/trainer.ts';
import { FakeThread } from './fake-thread.ts';
import { nodePort } from './node-port.ts';

const open: MessagePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

/** Every look at the clock takes a millisecond: a slice is a handful of pieces of work. */
class TickingThread extends FakeThread {
  override now(): number {
    return this.time++;
  }
}

/** The whole trainer behind a real port, with the renderer's end of it. */
export const start = () => {
  const thread = new TickingThread();
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  startTrainer(nodePort<Request, Message>(port1), thread);
  const trainer = new Trainer(nodePort<Message, Request>(port2));
  const events: TrainerEvent[] = [];
  trainer.onEvent((event) => events.push(event));
  const stopped = () =>
    new Promise<Extract<TrainerEvent, { event: 'stopped' }>>((resolve) => {
      const leave = trainer.onEvent((event) => {
        if (event.event !== 'stopped') return;
        leave();
        resolve(event);
      });
    });
  return { thread, trainer, events, stopped };
};
export const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.fail('answered'),
    (reason: unknown) => (reason as { failure: Failure }).failure,
  );
