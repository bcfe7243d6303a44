import type { Task } from '#core/worker/scheduler.ts';
import type { Errand } from './second-thread.ts';

/** Work of many parts, each of which may be done on either thread. */
export interface Parts<T> {
  readonly count: number;
  /** Parts that are done together: some hundredths of a second. */
  readonly atOnce: number;
  /** Does parts [from, to) here. */
  own(from: number, to: number): Task<T>;
  /** Begins them on the second thread; undefined where that is not free. */
  send(from: number, to: number): Errand<T> | undefined;
  take(from: number, made: T): void;
}

/** Does all parts: this thread from the front, the second from the back, until they meet. What the second cannot do is done here. */
export function* together<T>({ count, atOnce, own, send, take }: Parts<T>): Task<void> {
  let [front, back] = [0, count];
  let away: { readonly from: number; readonly errand: Errand<T> } | undefined;
  try {
    while (front < back) {
      if (away?.errand.answered) {
        const { value } = away.errand.answered;
        if (value !== undefined) {
          take(away.from, value);
          back = away.from;
        }
        away = undefined;
        continue;
      }
      if (!away) {
        const from = Math.max(front + atOnce, back - atOnce);
        const errand = from < back ? send(from, back) : undefined;
        away = errand && { from, errand };
      }
      const end = Math.min(away?.from ?? back, front + atOnce);
      if (front < end) {
        take(front, yield* own(front, end));
        front = end;
        yield;
      } else yield away!.errand.settled;
    }
  } finally {
    away?.errand.leave();
  }
}
