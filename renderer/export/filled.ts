import type { Put } from './sink.ts';

/** A file that grows, as hosts have it. */
interface Growing {
  write(bytes: Uint8Array, at: number): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** Fills a file and closes it; where that fails nothing of it remains. */
export const filled = async (file: Growing, fill: (put: Put) => Promise<void>): Promise<void> => {
  try {
    await fill(({ bytes, at }) => file.write(bytes, at));
    await file.close();
  } catch (reason) {
    await file.abort();
    throw reason;
  }
};
