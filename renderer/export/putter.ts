import type { Put } from './sink.ts';
import type { PutDown } from './writer.ts';

/** Puts bytes down one behind the other for who does not wait; `written` resolves when all of them are. */
export const putter = (put: Put): { readonly put: PutDown; readonly written: () => Promise<void> } => {
  let end = 0;
  let written = Promise.resolve();
  return {
    put: (bytes, at = end) => {
      end = at + bytes.byteLength;
      written = written.then(() => put({ bytes, at }));
      // Whoever waits hears of a failure; until then it is not an unhandled rejection.
      written.catch(() => undefined);
    },
    written: () => written,
  };
};
