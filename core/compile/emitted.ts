import type { Arena } from './arena.ts';

/** What a module takes at most: what is larger stays on the readable core. */
export const MOST_BYTES = 1 << 30;

/** A module that is written, not yet compiled. */
export interface Emitted {
  readonly arena: Arena;
  readonly pages: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
