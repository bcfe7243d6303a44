import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { Trainer } from '#renderer/link/trainer.ts';

/** The built trainer in a thread of its own, behind the client that the app uses. */
export const startWorker = (folder: string): Trainer => {
  const worker = new Worker(join(folder, 'worker.mjs'));
  const port: Port<Message, Request> = {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    listen: (listener) => {
      worker.on('message', listener);
    },
    onLost: (listener) => {
      worker.on('error', (error) => listener(String(error)));
      worker.on('exit', (code) => listener(`exit ${code}`));
    },
    close: () => void worker.terminate(),
  };
  return new Trainer(port);
};
