import type { PlaneQuery } from '#core/contract/landscape.ts';
import { step } from '#core/contract/units.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { startWorker } from './worker-client.ts';
import { workloads } from './workloads.ts';

const steps = 200;
const query: PlaneQuery = { step: step(steps), axes: { kind: 'path' }, to: step(steps) };

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Losses of a whole grid over all training samples, in one answer. */
const grid = async (trainer: Trainer, side: number, samples: number): Promise<unknown> => {
  const { x, y } = await trainer.call('plane', query);
  return trainer.call('landscape', { plane: query, x, y, grid: side, samples, rows: [0, side], known: 0 });
};

/** The plane with the path on it and the first picture that the app shows. */
const firstPicture = async (trainer: Trainer): Promise<unknown> => {
  const { x, y, levels } = await trainer.call('plane', query);
  const { grid, samples } = levels[0]!;
  return trainer.call('landscape', { plane: query, x, y, grid, samples, rows: [0, grid], known: 0 });
};

/** Through a worker thread, timed on this side of it, once the steps of the path are trained. */
export const benchLandscape = async (folder: string): Promise<Record<string, number>> => {
  const trainer = startWorker(folder);
  const opened = async (spec: unknown): Promise<number> => {
    const { data } = await trainer.call('open', spec);
    await trainer.call('evaluate', step(steps));
    return data.samples;
  };
  try {
    const samples = await opened(workloads.W2);
    await grid(trainer, 9, samples);
    const times: number[] = [];
    for (let i = 0; i < 5; i++) times.push(await timed(() => grid(trainer, 64, samples)));
    await opened(workloads.W4);
    return {
      'landscape.W2.grid64.ms': Math.min(...times),
      'landscape.digits.firstPicture.ms': await timed(() => firstPicture(trainer)),
    };
  } finally {
    trainer.close();
  }
};
