import { bytesOfPages, compileAside, compileNow } from './instantiate.ts';
import type { Emitted } from './emitted.ts';

/** Multiply-adds of one piece of work that waits for its module: the readable core would take far longer than it takes to make one. */
const WAITS = 1e8;

/** Multiply-adds after which a module pays: a few milliseconds of the readable core, about what it takes to write one. */
const PAYS_AFTER = 4e6;

export interface CompileOptions {
  /**
   * Aside: where the work pays for a module, the readable core does it until that is there, unless a single piece is long. At once: such work waits for the module, for whoever
   * has nothing to do meanwhile. Now: the module is there before the first piece of work.
   */
  readonly compile: 'aside' | 'at-once' | 'now' | 'never';
  /** Takes so many bytes for the memory of a module; false where they are not left, and the readable core goes on. */
  readonly room?: (bytes: number) => boolean;
  /** Is told why there is no module, where the engine or the page's policy refuses one. */
  readonly refused?: (reason: unknown) => void;
}

/** What a module does in place of the readable core. */
export interface Form<T, E extends Emitted> {
  readonly readable: T;
  /** Writes the module; undefined where its numbers do not fit a module's memory. */
  readonly emit: () => E | undefined;
  readonly start: (emitted: E, module: object) => T;
}

/**
 * Answers who is to do the next work of so many multiply-adds: the readable core, and a module as soon as there is one. The bits are the same.
 */
export const takeOver = <T, E extends Emitted>(
  { readable, emit, start }: Form<T, E>,
  { compile, room = () => true, refused }: CompileOptions,
): ((work: number) => T) => {
  let doer = readable;
  const written = (): E | undefined => {
    const emitted = emit();
    return emitted && room(bytesOfPages(emitted.pages)) ? emitted : undefined;
  };
  const take = (emitted: E | undefined, module: object | undefined): void => {
    if (emitted && module) doer = start(emitted, module);
  };
  const aside = async (): Promise<void> => {
    const emitted = written();
    take(emitted, emitted && (await compileAside(emitted.bytes)));
  };
  const now = (): void => {
    try {
      const emitted = written();
      take(emitted, emitted && compileNow(emitted.bytes));
    } catch (reason) {
      refused?.(reason);
    }
  };
  if (compile === 'now') now();
  let asked = compile === 'now' || compile === 'never';
  let done = 0;
  return (work) => {
    done += work;
    if (!asked && done > PAYS_AFTER) {
      asked = true;
      if (compile === 'at-once' || work > WAITS) now();
      else aside().catch((reason: unknown) => refused?.(reason));
    }
    return doer;
  };
};
