import { app } from 'electron';
import { Worker } from 'node:worker_threads';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { findThreadFile } from './thread-file.ts';

/** Starts the trainer in a thread of this process. */
export const startTrainerThread = (): Port<Message, Request> => {
  const thread = new Worker(findThreadFile(app.getAppPath()), { env: {}, execArgv: [], argv: [] });
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
