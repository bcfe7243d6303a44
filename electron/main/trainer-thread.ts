import { app } from 'electron';
import { Worker } from 'node:worker_threads';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { findThreadFile, isVouchedFor } from './thread-file.ts';
import { lostPort, threadPort } from './thread-port.ts';

/** SHA-256 of the trainer's file; the build writes it. */
declare const trainerHash: string;

/** Starts the trainer in a thread of this process. A file that is not the one that was built is never loaded. */
export const startTrainerThread = (): Port<Message, Request> => {
  const file = findThreadFile(app.getAppPath());
  if (!isVouchedFor(file, trainerHash)) return lostPort('its file is not the one that this version was made with');
  return threadPort(new Worker(file, { env: {}, execArgv: [], argv: [] }));
};
