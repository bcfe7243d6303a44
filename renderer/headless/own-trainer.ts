import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { startTrainer } from '#core/worker/trainer.ts';

/** A trainer in this thread. It ends with its port. */
export const ownTrainer = (): Port<Message, Request> => {
  const { port1, port2 } = new MessageChannel();
  startTrainer(portOf<Request, Message>(port1), {
    now: () => performance.now(),
    yieldToMessages: () => new Promise((resolve) => setTimeout(resolve, 0)),
  });
  const page = portOf<Message, Request>(port2);
  return {
    ...page,
    close: () => {
      port1.close();
      page.close();
    },
  };
};

const portOf = <In, Out>(port: MessagePort): Port<In, Out> => ({
  post: (message, transfer = []) => port.postMessage(message, [...transfer]),
  listen: (listener) => {
    port.onmessage = ({ data }: MessageEvent<In>) => listener(data);
  },
  close: () => port.close(),
});
