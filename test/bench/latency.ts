import { step } from '#core/contract/units.ts';
import type { Trainer } from '#renderer/link/trainer.ts';

/** Scattered, repeatable, over all of [0, below). */
export const placeOf = (i: number, below: number): number => (i * 30_011 + 17) % below;

/** The value that a share of them does not exceed. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;

/** Milliseconds from asking for the trace of a step to having it. */
export const timeTrace = async (trainer: Trainer, k: number): Promise<number> => {
  const start = performance.now();
  await trainer.call('trace', { step: step(k), follow: 0 });
  return performance.now() - start;
};

/** Traces of steps all over what is trained so far, asked for as a person drags, while the open run trains to `target` or for so long. */
export const benchLatency = async (trainer: Trainer, target: number, milliseconds: number): Promise<Record<string, number>> => {
  let trainedTo = 0;
  let failed: unknown;
  const ended = new Promise<void>((resolve) => {
    const leave = trainer.onEvent((event) => {
      trainedTo = event.trainedTo;
      if (event.event !== 'stopped') return;
      failed = event.failure;
      leave();
      resolve();
    });
  });
  let stopped = false;
  void ended.then(() => (stopped = true));
  await trainer.call('train', step(target));
  const start = performance.now();
  const times: number[] = [];
  while (!stopped && performance.now() - start < milliseconds) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    if (trainedTo > 0) times.push(await timeTrace(trainer, placeOf(times.length, trainedTo)));
  }
  if (milliseconds < Infinity) await trainer.call('pause');
  await ended;
  if (failed) throw new Error(`training stopped: ${JSON.stringify(failed)}`);
  return { medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99), maxMs: Math.max(...times) };
};

/** Begins to watch how late timers are on this idle thread; answers the worst: what a busy machine adds to every figure. */
export const watchLag = (): (() => number) => {
  let worst = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    worst = Math.max(worst, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return worst;
  };
};
