import type { PlaneQuery } from '#core/protocol/landscape.ts';
import { step } from '#core/contract/units.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import type { Effort } from './effort.ts';
import { startWorker } from './worker-client.ts';
import { workloads } from './workloads.ts';

const steps = 200;
const queryOf = (end: number): PlaneQuery => ({ step: step(end), axes: { kind: 'path' }, to: step(end) });

/** The best of several rounds, which get their number. */
const timed = async (rounds: number, work: (round: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  return Math.min(...times);
};

/** Losses of the first rows of a grid over all training samples, in one answer. */
const grid = async (trainer: Trainer, side: number, samples: number, rows = side): Promise<unknown> => {
  const query = queryOf(steps);
  const { x, y } = await trainer.call('plane', query);
  return trainer.call('landscape', { plane: query, x, y, grid: side, samples, rows: [0, rows], known: 0 });
};

/** The plane with the path on it and the first picture that the app shows. */
const firstPicture = async (trainer: Trainer, end: number): Promise<unknown> => {
  const query = queryOf(end);
  const { x, y, levels } = await trainer.call('plane', query);
  const { grid, samples } = levels[0]!;
  return trainer.call('landscape', { plane: query, x, y, grid, samples, rows: [0, grid], known: 0 });
};

/** Through a worker thread, timed on this side of it, once the steps of the path are trained. */
export const benchLandscape = async (folder: string, { rounds, digitsRows }: Effort): Promise<Record<string, number>> => {
  const trainer = startWorker(folder);
  const opened = async (spec: unknown): Promise<number> => {
    const { data } = await trainer.call('open', spec);
    await trainer.call('evaluate', step(steps));
    return data.samples;
  };
  try {
    const samples = await opened(workloads.W2);
    const grid64 = await timed(rounds, () => grid(trainer, 64, samples));
    const digits = await opened(workloads.W4);
    return {
      'landscape.W2.grid64.ms': grid64,
      // Each round ends the path elsewhere, for the worker keeps the last plane.
      'landscape.digits.firstPicture.ms': await timed(rounds, (round) => firstPicture(trainer, steps - round)),
      [`landscape.digits.grid64${digitsRows < 64 ? `rows${digitsRows}` : ''}.ms`]: await timed(1, () =>
        grid(trainer, 64, digits, digitsRows),
      ),
    };
  } finally {
    trainer.close();
  }
};
