import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { FromEncoder, ToEncoder } from '#renderer/export/writer.ts';

/** The encoder's thread: what it says to a message. */
const replies: FromEncoder[] = [];
const answer = async (message: ToEncoder): Promise<FromEncoder> => {
  const { length } = replies;
  (globalThis as unknown as { onmessage: (event: { data: ToEncoder }) => void }).onmessage({ data: message });
  await vi.waitUntil(() => replies.length > length);
  return replies[length]!;
};
beforeAll(async () => {
  vi.stubGlobal('postMessage', (reply: FromEncoder) => replies.push(reply));
  vi.stubGlobal('onmessage', undefined);
  await import('#renderer/export/encoders/entry-png.ts');
});
afterAll(() => void vi.unstubAllGlobals());

const frame = { frame: { width: 2, height: 2, close: () => undefined } as ImageBitmap, note: { step: 0 } } as ToEncoder;
const canvas = (draw: () => void) =>
  class {
    getContext = () => ({ drawImage: draw });
  };

test('a defect of the encoder is told as one, what the browser refuses as a file that cannot be written', async () => {
  expect(await answer({ finish: true })).toEqual({
    failure: { code: 'internal-error', part: 'encoder', reason: 'Error: not started' },
  });
  expect(
    await answer({ start: { name: 'run', fps: 30, width: 2, height: 2, transparent: false, theme: 'light', language: 'en', frames: 1 } }),
  ).toEqual({
    ready: true,
  });
  vi.stubGlobal(
    'OffscreenCanvas',
    canvas(() => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    }),
  );
  expect(await answer(frame)).toEqual({ failure: { code: 'file-unwritable', file: 'export', reason: 'the disk is full' } });
});
