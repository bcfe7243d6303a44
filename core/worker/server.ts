import { failureFrom, type Failure } from '#core/contract/failure.ts';
import type { Port, TrainerCall, TrainerCalls } from '#core/protocol/trainer.ts';
import type { Scheduler, Task } from './scheduler.ts';

/** The trainer's calls, each as work in pieces. What they return is the other side's: nothing of it may be kept. */
export type Calls = {
  readonly [K in TrainerCall]: (...args: Parameters<TrainerCalls[K]>) => Task<ReturnType<TrainerCalls[K]>>;
};

/** A call by its name, or one that is taken back. */
export type Asked = { readonly call: string; readonly id: number; readonly args: readonly unknown[] } | { readonly cancel: number };
/** The value is what the call answers: a port that may carry every call's carries it. */
export type Answered =
  | { readonly id: number; readonly ok: true; readonly value: never }
  | { readonly id: number; readonly ok: false; readonly failure: Failure };

/**
 * Answers every request once, with its value or with a typed failure. A cancelled request answers `cancelled`; cancelling
 * one that was answered does nothing.
 */
export const serve = (
  port: Port<Asked, Answered>,
  calls: Readonly<Record<string, (...args: never[]) => Task<unknown>>>,
  scheduler: Scheduler,
): void => {
  const pending = new Map<number, Task<unknown>>();

  const refuse = (id: number, failure: Failure): void => {
    pending.delete(id);
    port.post({ id, ok: false, failure });
  };

  port.listen((request) => {
    if ('cancel' in request) {
      const task = pending.get(request.cancel);
      if (task && scheduler.drop(task)) refuse(request.cancel, { code: 'cancelled' });
      return;
    }
    const { call, id, args } = request;
    if (!Object.hasOwn(calls, call)) {
      refuse(id, { code: 'not-one-of', place: 'call', found: String(call), allowed: Object.keys(calls) });
      return;
    }
    const task = calls[call]!(...((Array.isArray(args) ? args : []) as never[]));
    pending.set(id, task);
    scheduler.add(task, (result) => {
      try {
        if ('error' in result) throw result.error;
        port.post({ id, ok: true, value: result.value as never });
        pending.delete(id);
      } catch (error) {
        // Also an answer that cannot be sent, which would end the scheduler and every call with it.
        refuse(id, failureFrom('trainer', error));
      }
    });
  });
};
