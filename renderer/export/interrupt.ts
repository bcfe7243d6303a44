import { FailureError } from '#core/contract/failure.ts';

export const cancelled = (): FailureError => new FailureError({ code: 'cancelled' });

/** Settles as `work` does, or rejects as cancelled the moment the signal says so. What comes after that goes to `leave`. */
export const untilAborted = <T>(work: Promise<T>, signal: AbortSignal, leave: (late: T) => void = () => undefined): Promise<T> => {
  if (signal.aborted) {
    work.then(leave, () => undefined);
    return Promise.reject(cancelled());
  }
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
    work
      .then(
        (value) => {
          if (signal.aborted) leave(value);
          else resolve(value);
        },
        (reason: unknown) => reject(reason instanceof Error ? reason : new Error(String(reason))),
      )
      .finally(() => signal.removeEventListener('abort', stop));
  });
};

/** A turn of the message loop: input, painting and an abort get their chance. Unlike a timer it is not slowed in a hidden window. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
