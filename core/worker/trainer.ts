import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { Scheduler, type Thread } from './scheduler.ts';
import { serve } from './server.ts';
import { createSession } from './session.ts';

/** The whole trainer behind one port: what every kind of worker starts. */
export const startTrainer = (port: Port<Request, Message>, thread: Thread): void => {
  const scheduler = new Scheduler(thread);
  const session = createSession({ emit: (event) => port.post(event), scheduler });
  serve(port, session, scheduler);
};
