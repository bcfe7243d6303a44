import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FrameNote, Picture, Piece } from '#renderer/export/sink.ts';
import { WorkerSink, type EncoderThread } from '#renderer/export/worker-sink.ts';
import type { FromEncoder, ToEncoder, WriterOptions } from '#renderer/export/writer.ts';

/** A thread that answers when it is told to. */
class FakeThread implements EncoderThread {
  readonly posted: ToEncoder[] = [];
  terminated = false;
  onmessage: EncoderThread['onmessage'] = null;
  onerror: EncoderThread['onerror'] = null;
  postMessage(message: ToEncoder): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(reply: FromEncoder): void {
    this.onmessage?.({ data: reply } as MessageEvent<FromEncoder>);
  }
}

beforeEach(() => void vi.stubGlobal('createImageBitmap', async (canvas: unknown) => ({ of: canvas })));
afterEach(() => void vi.unstubAllGlobals());

const options: WriterOptions = { name: 'run', fps: 30, width: 2, height: 2, transparent: false, theme: 'light', language: 'en', frames: 2 };
/** A sink whose thread has started. */
const opened = async () => {
  const thread = new FakeThread();
  const pieces: Piece[] = [];
  let write = (): Promise<void> => Promise.resolve();
  const opening = WorkerSink.open(options, thread, async (piece) => {
    pieces.push(piece);
    await write();
  });
  thread.answer({ ready: true });
  return { thread, pieces, sink: await opening, writing: (next: typeof write) => void (write = next) };
};
const picture = (index: number): Picture => ({
  canvas: `canvas ${index}` as unknown as HTMLCanvasElement,
  note: { step: index } as FrameNote,
});
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const settled = async (work: Promise<unknown>): Promise<boolean> => {
  let done = false;
  work.then(
    () => (done = true),
    () => (done = true),
  );
  await turn();
  return done;
};

test('one frame is encoded while the next is drawn, and no more wait', async () => {
  const { thread, sink } = await opened();
  expect(await settled(sink.add(picture(0)))).toBe(true);
  const second = sink.add(picture(1));
  expect(await settled(second)).toBe(false);
  thread.answer({ ready: true });
  expect(await settled(second)).toBe(true);
  expect(thread.posted).toEqual([
    { start: options },
    { frame: { of: 'canvas 0' }, note: { step: 0 } },
    { frame: { of: 'canvas 1' }, note: { step: 1 } },
  ]);
});

test('finish waits for the last frame and for the last piece, and ends the thread', async () => {
  const { thread, sink, pieces, writing } = await opened();
  await sink.add(picture(0));
  const finish = sink.finish();
  await turn();
  expect(thread.posted.at(-1)).toEqual({ frame: { of: 'canvas 0' }, note: { step: 0 } });
  thread.answer({ ready: true });
  await turn();
  expect(thread.posted.at(-1)).toEqual({ finish: true });
  let written = (): void => undefined;
  writing(() => new Promise((resolve) => (written = resolve)));
  const piece = { bytes: new Uint8Array([5]), at: 7 };
  thread.answer(piece);
  thread.answer({ ready: true });
  expect(await settled(finish)).toBe(false);
  expect([pieces, thread.terminated]).toEqual([[piece], false]);
  written();
  await finish;
  expect(thread.terminated).toBe(true);
});

test('where the machine has no encoder the thread is ended and the failure told', async () => {
  const thread = new FakeThread();
  const opening = WorkerSink.open(options, thread, () => Promise.resolve());
  thread.answer({ failure: { code: 'no-encoder', format: 'WebM' } });
  await expect(opening).rejects.toMatchObject({ failure: { code: 'no-encoder' } });
  expect(thread.terminated).toBe(true);
});

test('a slow disk makes whoever draws wait, and one that is full is told', async () => {
  const { thread, sink, writing } = await opened();
  let fail = (_: Error): void => undefined;
  writing(() => new Promise((_, reject) => (fail = reject)));
  await sink.add(picture(0));
  thread.answer({ bytes: new Uint8Array([1]), at: 0 });
  thread.answer({ ready: true });
  const second = sink.add(picture(1));
  expect(await settled(second)).toBe(false);
  fail(new Error('the disk is full'));
  await expect(second).rejects.toThrow('the disk is full');
  await expect(sink.finish()).rejects.toThrow();
});

test('a failure of the thread reaches whoever waits next', async () => {
  const { thread, sink } = await opened();
  await sink.add(picture(0));
  const failure = { code: 'too-large', what: 'bytes', place: 'export', found: 2, limit: 1 } as const;
  thread.answer({ failure });
  await expect(sink.add(picture(1))).rejects.toMatchObject({ failure });
});

test('a thread that breaks is a failure now and from then on', async () => {
  const { thread, sink } = await opened();
  await sink.add(picture(0));
  const second = sink.add(picture(1));
  thread.onerror?.({ message: 'out of memory' } as ErrorEvent);
  const failure = { code: 'internal-error', part: 'encoder', reason: 'out of memory' };
  await expect(second).rejects.toMatchObject({ failure });
  await expect(sink.finish()).rejects.toMatchObject({ failure });
});

test('a thread that breaks while no one waits is told at the next turn', async () => {
  const { thread, sink } = await opened();
  thread.onerror?.({ message: 'gone' } as ErrorEvent);
  await sink.add(picture(0));
  await turn();
  await expect(sink.finish()).rejects.toMatchObject({ failure: { reason: 'gone' } });
});

test('abort ends the thread and lets no one wait', async () => {
  const { thread, sink } = await opened();
  await sink.add(picture(0));
  const finish = sink.finish();
  sink.abort();
  expect(thread.terminated).toBe(true);
  await expect(finish).rejects.toMatchObject({ failure: { code: 'cancelled' } });
});
