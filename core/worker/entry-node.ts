import { parentPort } from 'node:worker_threads';
import { startTrainer } from './trainer.ts';

/** The trainer in a thread of Node: Electron's main process, tests, benches. */
if (!parentPort) throw new Error('The trainer runs in a worker thread.');
const port = parentPort;

startTrainer(
  {
    post: (message, transfer = []) => port.postMessage(message, [...transfer]),
    listen: (listener) => port.on('message', listener),
    close: () => port.close(),
  },
  {
    now: () => performance.now(),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
  },
);
