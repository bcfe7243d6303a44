import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { unpack } from '#core/protocol/pack.ts';
import { TakenRows } from '#core/protocol/shared-rows.ts';
import type { Port } from '#core/protocol/trainer.ts';
import type { Thread } from './scheduler.ts';
import { runErrands } from './second/run-errands.ts';
import type { Asked } from './server.ts';
import { startTrainer } from './trainer.ts';
import { moving } from './transfer.ts';

/** The trainer in a thread of Node: Electron's main process, tests, benches. Told to be the second thread, it does the first one's errands. */
if (!parentPort) throw new Error('The trainer runs in a worker thread.');
const port = parentPort;
const rows = new TakenRows();
const secondThread = 'second thread';

const outside = <In>(): Port<In, unknown> => ({
  post: (message) => port.postMessage(...moving(message, rows)),
  listen: (listener) => port.on('message', (message) => listener(unpack(message, rows) as In)),
  close: () => port.close(),
});

const thread: Thread = {
  now: () => performance.now(),
  yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
};

const startSecond = (): Port<unknown, Asked> => {
  const second = new Worker(new URL(import.meta.url), { workerData: secondThread, env: {}, execArgv: [], argv: [] });
  // It keeps nobody from ending.
  second.unref();
  return {
    post: (message) => second.postMessage(message),
    listen: (listener) => second.on('message', (message) => listener(unpack(message))),
    onLost: (listener) => {
      second.on('error', (error) => listener(String(error)));
      second.on('exit', (code) => listener(`the thread ended with code ${code}`));
    },
    close: () => void second.terminate(),
  };
};

if (workerData === secondThread) runErrands(outside(), thread);
else startTrainer(outside(), thread, availableParallelism() > 1 ? startSecond : undefined);
