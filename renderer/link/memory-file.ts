import { FailureError } from '#core/contract/failure.ts';
import type { GrowingFile } from '#core/protocol/host.ts';

/** The most that is held in memory: 1 GiB. */
const limit = 2 ** 30;

/** A file that grows in memory. */
export class MemoryFile implements GrowingFile {
  #held = new Uint8Array(2 ** 16);
  #length = 0;

  constructor(readonly name: string) {}

  /** The file so far. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#held.subarray(0, this.#length);
  }

  write(bytes: Uint8Array, at: number): Promise<void> {
    const end = at + bytes.byteLength;
    if (end > limit) return Promise.reject(new FailureError({ code: 'too-large', what: 'bytes', place: 'export', found: end, limit }));
    if (end > this.#held.byteLength) {
      const larger = new Uint8Array(Math.min(limit, Math.max(end, 2 * this.#held.byteLength)));
      larger.set(this.bytes());
      this.#held = larger;
    }
    this.#held.set(bytes, at);
    this.#length = Math.max(this.#length, end);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  abort(): Promise<void> {
    this.#held = new Uint8Array(0);
    this.#length = 0;
    return Promise.resolve();
  }
}
