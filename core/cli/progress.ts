import { cli } from '#core/words/cli/cli.ts';
import type { Language } from '#core/words/catalogue.ts';
import type { Io } from './io.ts';

/** Hears how far something has come. */
export type Report = (done: number, total: number) => void;

/** Milliseconds of work before anything is said of it, and between two lines. */
const [patience, pause] = [1000, 200];

/**
 * The same world with a line, on a terminal, that says how far work that lasts has come; it goes before anything else is written. `report` is
 * called as often as one likes.
 */
export const withProgress = (io: Io, language: Language): Io & { readonly report: Report } => {
  const { status, now } = io;
  if (!status) return { ...io, report: () => undefined };
  let next = now() + patience;
  let shown = false;
  const clear = (): void => {
    if (shown) status('');
    shown = false;
  };
  return {
    ...io,
    report: (done, total) => {
      const time = now();
      if (time < next) return;
      next = time + pause;
      shown = true;
      status(cli[language].progress(done, total));
    },
    data: (text) => {
      clear();
      return io.data(text);
    },
    message: (text) => {
      clear();
      io.message(text);
    },
  };
};
