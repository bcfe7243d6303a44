import { pack, unpack } from '#core/protocol/pack.ts';
import { SentRows } from '#core/protocol/shared-rows.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';

/**
 * A Web Worker as a port. A worker that throws outside a call, or whose message cannot be read, is ended: it would leave
 * calls without an answer.
 */
export const workerPort = (worker: Worker): Port<Message, Request> => {
  let lost: (reason: string) => void = () => undefined;
  const end = (reason: string): void => {
    worker.terminate();
    lost(reason);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end(event.message || 'the worker could not be loaded');
  };
  worker.onmessageerror = () => end('a message could not be read');
  const rows = new SentRows();
  return {
    post: (message) => worker.postMessage(pack(message, rows)),
    listen: (listener) => {
      worker.onmessage = (event: MessageEvent<unknown>) => listener(unpack(event.data, rows) as Message);
    },
    onLost: (listener) => {
      lost = listener;
    },
    close: () => worker.terminate(),
  };
};
