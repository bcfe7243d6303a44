import type { MessagePort } from 'node:worker_threads';
import type { Port } from '#core/protocol/trainer.ts';

/** A port of Node as the protocol's port. */
export const nodePort = <In, Out>(port: MessagePort): Port<In, Out> => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => {
    port.on('message', listener);
  },
  close: () => port.close(),
});
