import { FailureError, failureFrom, type Failure } from '#core/contract/failure.ts';
import { planLimits } from '#renderer/export/limits.ts';
import type { FromEncoder, PutDown, ToEncoder, Writer, WriterOptions } from '#renderer/export/writer.ts';

/** A DOMException is what the browser's encoders refuse with; anything else that is no failure is a defect. */
const failureOf = (error: unknown): Failure =>
  error instanceof DOMException ? { code: 'file-unwritable', file: 'export', reason: error.message } : failureFrom('encoder', error);

/** The part of the worker's global scope that is used. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: ToEncoder }) => void;
  postMessage(message: FromEncoder, transfer?: readonly ArrayBuffer[]): void;
};

/** Opens the writer of a file, which puts down what it makes of it. */
export type OpenWriter = (options: WriterOptions, put: PutDown) => Writer | Promise<Writer>;

/** Makes this Web Worker the encoder of one file; its entry says which writer opens. */
export const encode = (open: OpenWriter): void => {
  let writer: Writer | undefined;
  let size = 0;
  const put: PutDown = (bytes, at = size) => {
    const piece = bytes.slice();
    size = Math.max(size, at + piece.byteLength);
    scope.postMessage({ bytes: piece, at }, [piece.buffer]);
  };
  const answer = async (message: ToEncoder): Promise<FromEncoder> => {
    if ('start' in message) {
      writer = await open(message.start, put);
      return { ready: true };
    }
    if (!writer) throw new Error('not started');
    await ('finish' in message ? writer.finish() : writer.add(message.frame, message.note));
    const { bytes: limit } = planLimits;
    if (size > limit) throw new FailureError({ code: 'too-large', what: 'bytes', place: 'export', found: size, limit });
    return { ready: true };
  };

  /** Messages are worked off one after the other. */
  let queue = Promise.resolve();
  scope.onmessage = ({ data }) => {
    queue = queue.then(async () => {
      const reply = await answer(data).catch((error: unknown): FromEncoder => ({ failure: failureOf(error) }));
      scope.postMessage(reply);
    });
  };
};
