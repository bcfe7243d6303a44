import { ok, type Result } from '#core/contract/failure.ts';
import { doneOrFailed, operateAside, refused, type FileToWrite, type Operate } from './save-whole.ts';
import { saving, type Piece, type Steps } from './saving.ts';

/**
 * A file that is written piece by piece, as `saving` says: it has its name when it is closed, and until then there is nothing of it. Pieces
 * are written in the order in which they are given. After a failure nothing of it remains.
 */
export class GrowingFile {
  /** Waits for a piece; undefined where the file has ended. */
  #steps: Steps<void> | undefined;
  #last: Promise<Result<void>> = Promise.resolve(ok(undefined));

  private constructor(
    readonly to: FileToWrite,
    readonly does: Operate,
  ) {
    this.#steps = saving(to.file, 'pieces', to);
  }

  static async open(to: FileToWrite, does: Operate = operateAside): Promise<Result<GrowingFile>> {
    const file = new GrowingFile(to, does);
    const opened = await file.#go((steps) => steps.next());
    return opened.ok ? ok(file) : opened;
  }

  write(bytes: Uint8Array, at: number): Promise<Result<void>> {
    return this.#go((steps) => steps.next({ bytes, at } satisfies Piece));
  }

  /** Forces what was written to the disk, and gives the file its name. */
  close(): Promise<Result<void>> {
    return this.#go((steps) => steps.next(undefined));
  }

  /** Nothing of it remains. It may be closed, or given up, already. */
  async abort(): Promise<void> {
    await this.#go((steps) => steps.throw(new Error('given up')));
  }

  /** One after the other: up to where the next piece is asked for, or to the end. A file that failed fails for whoever comes later. */
  #go(begin: (steps: Steps<void>) => IteratorResult<unknown, void>): Promise<Result<void>> {
    this.#last = this.#last.then(async (before) => {
      const steps = this.#steps;
      if (!steps || !before.ok) return before;
      try {
        for (let next = begin(steps); ;) {
          if (next.done) break;
          const step = next.value as Parameters<Operate>[0];
          if (step[0] === 'piece') return ok(undefined);
          const done = await doneOrFailed(async () => this.does(step));
          next = 'error' in done ? steps.throw(done.error) : steps.next(done.value);
        }
        this.#steps = undefined;
        return ok(undefined);
      } catch (error) {
        this.#steps = undefined;
        return refused(this.to, error);
      }
    });
    return this.#last;
  }
}
