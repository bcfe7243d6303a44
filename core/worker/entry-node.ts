import { parentPort } from 'node:worker_threads';
import { pack, unpack } from '#core/protocol/pack.ts';
import type { Request } from '#core/protocol/trainer.ts';
import { startTrainer } from './trainer.ts';

/** The trainer in a thread of Node: Electron's main process, tests, benches. */
if (!parentPort) throw new Error('The trainer runs in a worker thread.');
const port = parentPort;

startTrainer(
  {
    // Through the main process of Electron all is copied, not moved.
    post: (message, transfer = []) => port.postMessage(pack(message), [...transfer]),
    listen: (listener) => port.on('message', (message) => listener(unpack(message) as Request)),
    close: () => port.close(),
  },
  {
    now: () => performance.now(),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
  },
);
