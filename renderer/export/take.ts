import { FailureError } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import type { Footage } from './footage.ts';
import { breathe, cancelled, untilAborted } from './interrupt.ts';
import type { Schedule } from './schedule.ts';
import type { Sink } from './sink.ts';

/** What draws: the stage, seen as little as the loop needs. */
export interface Painter {
  readonly canvas: HTMLCanvasElement;
  draw(frame: Frame): void;
  destroy(): void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Undefined until it can be told from what was done. */
  readonly secondsLeft: number | undefined;
}

export interface Take {
  readonly schedule: Schedule;
  readonly footage: Footage;
  readonly openPainter: () => Promise<Painter>;
  readonly openSink: () => Promise<Sink>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** A frame is drawn this often when the graphics context is lost each time. */
const attempts = 3;

/**
 * Draws every frame of the schedule in order and hands it to the sink: the whole file, or a FailureError (`cancelled` when
 * the signal says so). A sink that was opened is always ended, and so is the stage.
 */
export const take = async (options: Take): Promise<Uint8Array<ArrayBuffer>> => {
  const { schedule, footage, openPainter, openSink, signal, onProgress, now = () => performance.now() } = options;
  const easel = new Easel(openPainter);
  let sink: Sink | undefined;
  try {
    await untilAborted(easel.open(), signal);
    sink = await untilAborted(openSink(), signal, (late) => late.abort());
    const started = now();
    let trace: StepTrace | undefined;
    for (let index = 0; index < schedule.frames; index++) {
      const { step, t } = schedule.at(index);
      if (trace?.step !== step) trace = await untilAborted(footage.trace(step), signal);
      await untilAborted(easel.draw(footage.frame(trace, t)), signal);
      await untilAborted(sink.add({ index, canvas: easel.canvas, note: footage.note(trace, t) }), signal);
      onProgress(progressOf(index + 1, schedule.frames, now() - started));
      await breathe();
      if (signal.aborted) throw cancelled();
    }
    return await untilAborted(sink.finish(), signal);
  } catch (reason) {
    sink?.abort();
    throw reason;
  } finally {
    easel.close();
  }
};

/** Time left as though the frames to come took as long as those done; told from the third frame on, when the start is over. */
export const progressOf = (done: number, total: number, milliseconds: number): Progress => ({
  done,
  total,
  secondsLeft: done < 3 ? undefined : ((milliseconds / done) * (total - done)) / 1000,
});

/** Holds the stage, and gets a new one when the graphics card took the old one's context away. */
class Easel {
  #painter: Painter | undefined;
  #closed = false;

  constructor(readonly openPainter: () => Promise<Painter>) {}

  get canvas(): HTMLCanvasElement {
    return this.#painter!.canvas;
  }

  async open(): Promise<void> {
    this.#painter?.destroy();
    this.#painter = undefined;
    const painter = await this.openPainter();
    if (this.#closed) painter.destroy();
    else this.#painter = painter;
  }

  /** When it resolves the frame is on the canvas, until the task ends. */
  async draw(frame: Frame): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      this.#painter!.draw(frame);
      if (!this.canvas.getContext('webgl2')?.isContextLost()) return;
      if (attempt === attempts) throw new FailureError({ code: 'file-unwritable', file: 'export', reason: 'WebGL context lost' });
      await this.open();
    }
  }

  close(): void {
    this.#closed = true;
    this.#painter?.destroy();
  }
}
