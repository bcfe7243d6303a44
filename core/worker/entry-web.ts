import { unpack } from '#core/protocol/pack.ts';
import { TakenRows } from '#core/protocol/shared-rows.ts';
import type { Request } from '#core/protocol/trainer.ts';
import { startTrainer } from './trainer.ts';
import { moving } from './transfer.ts';

/** The trainer in a Web Worker of the page. */
declare const self: DedicatedWorkerGlobalScope;

// A rejection that nobody took would end here; as an error it reaches the page.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));

// A message to itself comes back behind those that wait already.
const { port1, port2 } = new MessageChannel();
const turns: (() => void)[] = [];
port1.onmessage = () => turns.shift()?.();

const rows = new TakenRows();

startTrainer(
  {
    post: (message) => self.postMessage(...moving(message, rows)),
    listen: (listener) => {
      self.onmessage = (event: MessageEvent<unknown>) => listener(unpack(event.data, rows) as Request);
    },
    close: () => self.close(),
  },
  {
    now: () => performance.now(),
    yieldToMessages: () =>
      new Promise((resolve) => {
        turns.push(resolve);
        port2.postMessage(undefined);
      }),
  },
);
