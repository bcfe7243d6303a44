import { pack } from '#core/protocol/pack.ts';
import type { SharedRows } from '#core/protocol/shared-rows.ts';

/** What is posted of a message whose arrays are the other side's, and the buffers that move there. */
export const moving = (message: unknown, rows: SharedRows): readonly [message: unknown, buffers: ArrayBuffer[]] => {
  const packed = pack(message, rows);
  return [packed, transferables(packed)];
};

/** The buffers of every typed array within a plain value, each once: to be moved to the other side, not copied. */
export const transferables = (value: unknown): ArrayBuffer[] => {
  const found = new Set<ArrayBuffer>();
  const visit = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) found.add(part.buffer);
    } else if (Array.isArray(part) && typeof part[0] === 'number') {
      // A list of numbers, of which a run may have a million.
    } else if (typeof part === 'object' && part !== null) Object.values(part).forEach(visit);
  };
  visit(value);
  return [...found];
};
