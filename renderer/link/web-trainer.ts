import TrainerWorker from '#core/worker/entry-web.ts?worker';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { workerPort } from './worker-port.ts';

/** Starts the trainer in a Web Worker of this page. */
export const startWebTrainer = (): Port<Message, Request> => workerPort(new TrainerWorker());
