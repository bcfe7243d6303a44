import * as fs from 'node:fs';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import { ReadOnlyError, saving, type Operation, type SaveOptions, type Step } from './saving.ts';

/** Does an operation; tests make each of them fail. */
export type Operate = (step: Step) => unknown;

type Waiting = (...args: readonly unknown[]) => unknown;
type Calling = (...args: readonly unknown[]) => void;

export const operate: Operate = (step) => {
  const [name, args] = step as Operation;
  return (fs[`${name}Sync`] as Waiting)(...args);
};

export const operateAside: Operate = (step) =>
  new Promise((resolve, reject) => {
    const [name, args] = step as Operation;
    (fs[name] as Calling)(...args, (error: Error | null, value: unknown) => (error ? reject(error) : resolve(value)));
  });

/** What a system's error is told by: its message names the whole path. */
export const reasonOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : error instanceof Error ? error.message : String(error);
};

/** The file as the person calls it, and where it lies, if that is more. */
export interface FileToWrite extends SaveOptions {
  readonly file: string;
  readonly called?: string;
}

export const refused = ({ file, called = file }: FileToWrite, error: unknown): Result<never> =>
  fail(
    error instanceof ReadOnlyError
      ? { code: 'file-read-only', file: called }
      : { code: 'file-unwritable', file: called, reason: reasonOf(error) },
  );

/** Writes the whole file or nothing, as `saving` says. */
export const saveWhole = async (to: FileToWrite, bytes: Uint8Array, does: Operate = operateAside): Promise<Result<void>> => {
  const steps = saving(to.file, bytes, to);
  try {
    for (let next = steps.next(); !next.done;) {
      const done = await doneOrFailed(async () => does(next.value as Step));
      next = 'error' in done ? steps.throw(done.error) : steps.next(done.value);
    }
    return ok(undefined);
  } catch (error) {
    return refused(to, error);
  }
};

/** The same at once, where the process may end right after. */
export const saveWholeNow = (to: FileToWrite, bytes: Uint8Array, does: Operate = operate): Result<void> => {
  const steps = saving(to.file, bytes, to);
  try {
    for (let next = steps.next(); !next.done;) {
      const done = outcomeOf(() => does(next.value as Step));
      next = 'error' in done ? steps.throw(done.error) : steps.next(done.value);
    }
    return ok(undefined);
  } catch (error) {
    return refused(to, error);
  }
};

type Outcome = { readonly value: unknown } | { readonly error: unknown };

export const doneOrFailed = (act: () => Promise<unknown>): Promise<Outcome> =>
  act().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

const outcomeOf = (act: () => unknown): Outcome => {
  try {
    return { value: act() };
  } catch (error) {
    return { error };
  }
};
