import type { Footage } from './footage.ts';
import { breathe, cancelled, untilAborted } from './interrupt.ts';
import type { Schedule } from './schedule.ts';
import type { FrameSink } from './sink.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Undefined until it can be told from what was done. */
  readonly secondsLeft: number | undefined;
}

export interface Take {
  readonly schedule: Schedule;
  readonly footage: Footage;
  readonly openSink: () => Promise<FrameSink>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Milliseconds. */
  readonly now?: () => number;
}

/**
 * Hands every frame of the schedule to the sink, in order, until the whole file is written. Rejects with a FailureError (`cancelled` when the
 * signal says so). A sink that was opened is always ended.
 */
export const take = async (options: Take): Promise<void> => {
  const { schedule, footage, openSink, signal, onProgress, now = () => performance.now() } = options;
  const sink = await untilAborted(openSink(), signal, (late) => late.abort());
  try {
    const started = now();
    for (let index = 0; index < schedule.frames; index++) {
      const shot = await untilAborted(footage.at(schedule.at(index)), signal);
      await untilAborted(sink.add(shot), signal);
      onProgress(progressOf(index + 1, schedule.frames, now() - started));
      await breathe();
      if (signal.aborted) throw cancelled();
    }
    await untilAborted(sink.finish(), signal);
  } catch (reason) {
    sink.abort();
    throw reason;
  }
};

/** Time left as though the frames to come took as long as those done; told from the third frame on, when the start is over. */
export const progressOf = (done: number, total: number, milliseconds: number): Progress => ({
  done,
  total,
  secondsLeft: done < 3 ? undefined : ((milliseconds / done) * (total - done)) / 1000,
});
