import { FailureError } from '#core/contract/failure.ts';
import type { GrowingFile } from '#core/protocol/host.ts';

/** The part of a browser's writable file that is used: it is written aside, and takes the place of the old when it is closed. */
export interface Writable {
  write(piece: { readonly type: 'write'; readonly position: number; readonly data: Uint8Array<ArrayBuffer> }): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** What else is to be done at the end. */
interface Ends {
  readonly closed: () => Promise<void>;
  readonly aborted: () => Promise<void>;
}

/** A browser's writable file as the host offers it. */
export const growing = (name: string, writable: Writable, { closed, aborted }: Ends): GrowingFile => {
  const told = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      throw new FailureError({ code: 'file-unwritable', file: name, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    name,
    write: (bytes, position) => told(() => writable.write({ type: 'write', position, data: bytes as Uint8Array<ArrayBuffer> })),
    close: () =>
      told(async () => {
        await writable.close();
        await closed();
      }),
    async abort() {
      await writable.abort().catch(() => undefined);
      await aborted();
    },
  };
};
