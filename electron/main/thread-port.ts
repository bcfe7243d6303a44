import type { Worker } from 'node:worker_threads';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';

/** A thread that is never started: it is lost as soon as somebody asks. */
export const lostPort = (reason: string): Port<Message, Request> => ({
  post: () => undefined,
  listen: () => undefined,
  onLost: (listener) => void setImmediate(() => listener(reason)),
  close: () => undefined,
});

/** A thread as a port. One that fails outside a call, runs out of memory or ends by itself is lost. */
export const threadPort = (thread: Worker): Port<Message, Request> => {
  let lost: (reason: string) => void = () => undefined;
  let ended = false;
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    void thread.terminate();
    lost(reason);
  };
  thread.on('error', (error) => end(error instanceof Error ? error.message : String(error)));
  thread.on('messageerror', () => end('a message could not be read'));
  thread.on('exit', (code) => end(`the thread ended with code ${code}`));
  return {
    post: (message) => thread.postMessage(message),
    listen: (listener) => {
      thread.on('message', (message: Message) => {
        if (!ended) listener(message);
      });
    },
    onLost: (listener) => {
      lost = listener;
    },
    close: () => {
      ended = true;
      void thread.terminate();
    },
  };
};
