import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { Scheduler, type Thread } from './scheduler.ts';
import { SecondThread, type StartSecond } from './second/second-thread.ts';
import { serve } from './server.ts';
import { createSession } from './session.ts';

/** The whole trainer behind one port: what every kind of worker starts. It has a second thread do some of its work where one can be started. */
export const startTrainer = (port: Port<Request, Message>, thread: Thread, startSecond?: StartSecond): void => {
  const scheduler = new Scheduler(thread);
  const session = createSession({ emit: (event) => port.post(event), scheduler, second: new SecondThread(startSecond) });
  serve(port, session, scheduler);
};
