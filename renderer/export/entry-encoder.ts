import { FailureError, failureFrom, type Failure } from '#core/contract/failure.ts';
import { openGifWriter, openPngWriter } from './picture-writer.ts';
import { planLimits } from './plan.ts';
import type { FromEncoder, ToEncoder, Writer, WriterOptions } from './writer.ts';

/** The Web Worker that encodes, so that the interface stays alive at any size. */

const open = async (options: WriterOptions): Promise<Writer> => {
  if (options.format === 'png') return openPngWriter(options);
  if (options.format === 'gif') return openGifWriter(options);
  // The muxer is most of what this thread weighs: loaded when it is wanted.
  const { openWebmWriter } = await import('./webm-writer.ts');
  return openWebmWriter(options);
};

let writer: Writer | undefined;

const answer = async (message: ToEncoder): Promise<FromEncoder> => {
  if ('start' in message) {
    writer = await open(message.start);
    return { ready: true };
  }
  if (!writer) throw new Error('not started');
  if ('finish' in message) return { file: await writer.finish() };
  await writer.add(message.frame, message.note);
  const { bytes: limit } = planLimits;
  if (writer.size > limit) throw new FailureError({ code: 'too-large', what: 'bytes', place: 'export', found: writer.size, limit });
  return { ready: true };
};

/** A DOMException is what the browser's encoders refuse with; anything else that is no failure is a defect. */
const failureOf = (error: unknown): Failure =>
  error instanceof DOMException ? { code: 'file-unwritable', file: 'export', reason: error.message } : failureFrom('encoder', error);

/** The part of the worker's global scope that is used. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: ToEncoder }) => void;
  postMessage(message: FromEncoder, transfer?: readonly ArrayBuffer[]): void;
};

/** Messages are worked off one after the other. */
let queue = Promise.resolve();

scope.onmessage = ({ data }) => {
  queue = queue.then(async () => {
    const reply = await answer(data).catch((error: unknown): FromEncoder => ({ failure: failureOf(error) }));
    scope.postMessage(reply, 'file' in reply ? [reply.file.buffer] : []);
  });
};
