import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { step } from '#core/contract/units.ts';
import { pack, unpack } from '#core/protocol/pack.ts';
import { threadPort } from '#electron/main/thread-port.ts';
import { Trainer } from '#renderer/link/trainer.ts';
import { builtTrainer } from '#test/built-trainer.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'retrograd-second-'));
const file = path.join(folder, 'trainer.mjs');
beforeAll(async () => writeFileSync(file, await builtTrainer()), 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Threads of this process are numbered as they are started, by whomever. */
const nextNumber = async (): Promise<number> => {
  const thread = new Worker('', { eval: true });
  const { threadId } = thread;
  await thread.terminate();
  return threadId;
};

test('a real trainer starts its second thread for a landscape and not before, and both end together', async () => {
  const before = await nextNumber();
  const thread = new Worker(file);
  const port = threadPort(thread);
  const trainer = new Trainer({
    ...port,
    post: (message) => port.post(pack(message) as typeof message),
    listen: (listener) => port.listen((message) => listener(unpack(message) as typeof message)),
  });
  await trainer.call('open', {
    data: { kind: 'generator', name: 'moons', samples: 2000 },
    network: {
      layers: [
        { units: 24, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
  });
  await trainer.call('evaluate', step(50));
  expect(await nextNumber()).toBe(before + 2);
  const plane = { step: step(50), axes: { kind: 'path' }, to: step(50) } as const;
  const rows = { plane, x: [-1, 1], y: [-1, 1], grid: 33, samples: 2000, known: 0 } as const;
  const whole = await trainer.call('landscape', { ...rows, rows: [0, 33] });
  expect(await nextNumber()).toBe(before + 3 + (availableParallelism() > 1 ? 1 : 0));
  // What is little is done by one thread.
  for (const row of [0, 16, 32]) {
    const one = await trainer.call('landscape', { ...rows, grid: 33, rows: [row, row + 1] });
    expect(whole.slice(row * 33, (row + 1) * 33)).toEqual(one);
  }
  expect(whole[16 * 33 + 16]).toBe((await trainer.call('evaluate', step(50))).loss);
  // Nothing keeps the process: the thread ends, and with it the second.
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  trainer.close();
  await ended;
});
