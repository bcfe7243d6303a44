import { parentPort } from 'node:worker_threads';
import { unpack } from '#core/protocol/pack.ts';
import { TakenRows } from '#core/protocol/shared-rows.ts';
import type { Request } from '#core/protocol/trainer.ts';
import { startTrainer } from './trainer.ts';
import { moving } from './transfer.ts';

/** The trainer in a thread of Node: Electron's main process, tests, benches. */
if (!parentPort) throw new Error('The trainer runs in a worker thread.');
const port = parentPort;
const rows = new TakenRows();

startTrainer(
  {
    post: (message) => port.postMessage(...moving(message, rows)),
    listen: (listener) => port.on('message', (message) => listener(unpack(message, rows) as Request)),
    close: () => port.close(),
  },
  {
    now: () => performance.now(),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
  },
);
