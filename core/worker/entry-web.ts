import { unpack } from '#core/protocol/pack.ts';
import { TakenRows } from '#core/protocol/shared-rows.ts';
import type { Port } from '#core/protocol/trainer.ts';
import type { Thread } from './scheduler.ts';
import { runErrands } from './second/run-errands.ts';
import type { Asked } from './server.ts';
import { startTrainer } from './trainer.ts';
import { moving } from './transfer.ts';

/** The trainer in a Web Worker of the page. Named the second thread, it does the first one's errands. */
declare const self: DedicatedWorkerGlobalScope;

// A rejection that nobody took would end here; as an error it reaches the page.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));

// A message to itself comes back behind those that wait already.
const { port1, port2 } = new MessageChannel();
const turns: (() => void)[] = [];
port1.onmessage = () => turns.shift()?.();

const rows = new TakenRows();
const secondThread = 'second thread';

const outside = <In>(): Port<In, unknown> => ({
  post: (message) => self.postMessage(...moving(message, rows)),
  listen: (listener) => {
    self.onmessage = (event: MessageEvent<unknown>) => listener(unpack(event.data, rows) as In);
  },
  close: () => self.close(),
});

const thread: Thread = {
  now: () => performance.now(),
  yieldToMessages: () =>
    new Promise((resolve) => {
      turns.push(resolve);
      port2.postMessage(undefined);
    }),
};

/** Of this very file. Where a page is one file its address is gone by now: then the first thread does everything. */
const startSecond = (): Port<unknown, Asked> | undefined => {
  const second = new Worker(self.location.href, { type: 'module', name: secondThread });
  return {
    post: (message) => second.postMessage(message),
    listen: (listener) => {
      second.onmessage = (event: MessageEvent<unknown>) => listener(unpack(event.data));
    },
    onLost: (listener) => {
      second.onerror = (event) => {
        event.preventDefault();
        second.terminate();
        listener(event.message || 'the worker could not be loaded');
      };
    },
    close: () => second.terminate(),
  };
};

if (self.name === secondThread) runErrands(outside(), thread);
else startTrainer(outside(), thread, navigator.hardwareConcurrency > 1 ? startSecond : undefined);
