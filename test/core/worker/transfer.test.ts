import { expect, test } from 'vitest';
import { TakenRows } from '#core/protocol/shared-rows.ts';
import { moving } from '#core/worker/transfer.ts';

test('arrays of a message move, each buffer once; a part of a larger one goes by itself, and the rest stays here', () => {
  const [whole, larger] = [new Float64Array(4), new Float64Array(1000)];
  const [posted, buffers] = moving({ a: whole, again: [whole], part: larger.subarray(3, 5) }, new TakenRows());
  const there = structuredClone(posted, { transfer: buffers }) as { a: Float64Array; part: Float64Array };
  expect([there.a.byteLength, there.part.byteLength, there.part.buffer.byteLength]).toEqual([32, 16, 16]);
  expect([buffers.length, whole.byteLength, larger.byteLength]).toEqual([2, 0, 8000]);
});
