import { FailureError } from '#core/contract/failure.ts';
import { cancelled } from './interrupt.ts';
import type { Picture, PixelSink, Put } from './sink.ts';
import type { FromEncoder, ToEncoder, WriterOptions } from './writer.ts';

/** The part of a Worker that is used. */
export interface EncoderThread {
  postMessage(message: ToEncoder, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<FromEncoder>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

type Waiting = { readonly resolve: () => void; readonly reject: (reason: unknown) => void };

/** Hands frames to a thread that encodes one while the next is drawn. */
export class WorkerSink implements PixelSink {
  readonly #waiting: Waiting[] = [];
  /** The answer to the last message. */
  #last: Promise<void> = Promise.resolve();
  /** Everything that the thread has put down lies in the file. */
  #written: Promise<void> = Promise.resolve();
  #broken: Error | undefined;

  private constructor(
    readonly thread: EncoderThread,
    readonly put: Put,
  ) {
    thread.onmessage = ({ data }) => this.#receive(data);
    thread.onerror = ({ message }) => {
      const reason = message || 'the worker could not be loaded';
      this.#break(new FailureError({ code: 'internal-error', part: 'encoder', reason }));
    };
  }

  /** Rejects with `no-encoder` where the machine cannot write such a file. */
  static async open(options: WriterOptions, thread: EncoderThread, put: Put): Promise<WorkerSink> {
    const sink = new WorkerSink(thread, put);
    try {
      await sink.#send({ start: options }, []);
      return sink;
    } catch (reason) {
      sink.abort();
      throw reason;
    }
  }

  async add({ canvas, note }: Picture): Promise<void> {
    // Taken at once; the frame before may still be in the works.
    const taken = createImageBitmap(canvas);
    const before = this.#last;
    const frame = await taken;
    await before;
    // A slow disk makes a slow export, and no heap of pieces.
    await this.#written;
    void this.#send({ frame, note }, [frame]);
  }

  async finish(): Promise<void> {
    await this.#last;
    await this.#send({ finish: true }, []);
    await this.#written;
    this.thread.terminate();
  }

  abort(): void {
    this.thread.terminate();
    this.#break(cancelled());
  }

  #send(message: ToEncoder, transfer: Transferable[]): Promise<void> {
    this.#last = new Promise<void>((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      this.#waiting.push({ resolve, reject });
      this.thread.postMessage(message, transfer);
    });
    // Whoever waits next hears of a failure; until then it is not an unhandled rejection.
    this.#last.catch(() => undefined);
    return this.#last;
  }

  #receive(reply: FromEncoder): void {
    if ('bytes' in reply) {
      this.#written = this.#written.then(() => this.put(reply));
      this.#written.catch((reason: unknown) => this.#break(reason));
      return;
    }
    const waiting = this.#waiting.shift();
    if ('failure' in reply) waiting?.reject(new FailureError(reply.failure));
    else waiting?.resolve();
  }

  #break(reason: unknown): void {
    this.#broken ??= reason instanceof Error ? reason : new Error(String(reason));
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken);
  }
}
