import { app } from 'electron';
import { Worker } from 'node:worker_threads';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { findThreadFile } from './thread-file.ts';
import { threadPort } from './thread-port.ts';

/** Starts the trainer in a thread of this process. */
export const startTrainerThread = (): Port<Message, Request> =>
  threadPort(new Worker(findThreadFile(app.getAppPath()), { env: {}, execArgv: [], argv: [] }));
