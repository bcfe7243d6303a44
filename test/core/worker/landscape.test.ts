import { expect, test } from 'vitest';
import type { PlaneQuery } from '#core/protocol/landscape.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import { isCancelled } from '#renderer/link/trainer.ts';
import { failureOf, start } from './start.ts';

const moons: RunSpecInput = {
  data: { kind: 'generator', name: 'moons', samples: 60 },
  network: {
    layers: [
      { units: 5, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  batch: 16,
};
const plane: PlaneQuery = { step: step(10), axes: { kind: 'path' }, to: step(30) };
const square = { x: [-1, 1], y: [-1, 1] } as const;

test('a plane, its losses and a point of it; asking twice answers the same', async () => {
  const { trainer } = start();
  await trainer.call('open', moons);
  const first = await trainer.call('plane', plane);
  expect(await trainer.call('plane', plane)).toEqual(first);
  expect([first.path.steps[0], first.path.steps.at(-1), first.path.off[10]]).toEqual([0, 30, 0]);
  const rows = { plane, ...square, grid: 5, samples: 60, known: 0 };
  const values = await trainer.call('landscape', { ...rows, rows: [0, 5] });
  expect(await trainer.call('landscape', { ...rows, rows: [2, 3] })).toEqual(values.slice(10, 15));
  expect(values[12]).toBe((await trainer.call('evaluate', step(10))).loss);
  expect(await trainer.call('planePoint', { plane, step: step(10) })).toMatchObject({ x: 0, y: 0, off: 0, loss: values[12] });
});

test('rivals are trained side by side on the plane', async () => {
  const { trainer } = start();
  await trainer.call('open', moons);
  const optimizer = { kind: 'adam', learningRate: 0.05, beta1: 0.9, beta2: 0.999 } as const;
  const [adam, other] = await trainer.call('race', {
    plane,
    steps: 12,
    rivals: [
      { kind: 'optimizer', optimizer },
      { kind: 'start', seed: 3 },
    ],
  });
  const of = await trainer.call('plane', plane);
  expect([adam!.path.x[0], adam!.path.steps.at(-1)]).toEqual([of.path.x[0], 12]);
  expect(other!.path.x[0]).not.toBe(of.path.x[0]);
  await trainer.call('open', { ...moons, optimizer });
  expect((await trainer.call('evaluate', step(12))).loss).toBe(adam!.loss);
});

test('a newer picture takes the place of one under way, within two turns', async () => {
  const { trainer, thread } = start();
  await trainer.call('open', { ...moons, data: { kind: 'generator', name: 'moons', samples: 5000 } });
  await trainer.call('plane', plane);
  const rows = { plane, ...square, grid: 65, samples: 5000, rows: [0, 65], known: 0 } as const;
  const long = trainer.latest('landscape', 'landscape', rows);
  const refused = long.catch((reason: unknown) => isCancelled(reason));
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve));
  const before = thread.time;
  await trainer.latest('landscape', 'landscape', { ...rows, grid: 2, rows: [0, 2], samples: 1 });
  expect(await refused).toBe(true);
  expect(thread.time - before).toBeLessThan(100);
});

test.each([
  [
    { ...plane, axes: { kind: 'downhill' } },
    { code: 'not-one-of', place: 'axes.kind' },
  ],
  [
    { ...plane, axes: { kind: 'random', seed: -1 } },
    { code: 'out-of-range', place: 'axes.seed' },
  ],
  [
    { ...plane, axes: { kind: 'weights', first: { layer: 3 }, second: {} } },
    { code: 'wrong-type', place: 'place.kind' },
  ],
  [{ ...plane, to: 0.5 }, { code: 'step-out-of-range' }],
])('a plane that cannot be is refused: %j', async (query, failure) => {
  const { trainer } = start();
  await trainer.call('open', moons);
  expect(await failureOf(trainer.call('plane', query as PlaneQuery))).toMatchObject(failure);
});

test.each([
  [{ samples: 61 }, 'samples'],
  [{ grid: 1 }, 'grid'],
  [{ rows: [0, 6] }, 'rows[1]'],
  [{ rows: 3 }, 'rows'],
  [{ x: [0] }, 'x'],
])('rows that cannot be are refused: %j', async (change, place) => {
  const { trainer } = start();
  await trainer.call('open', moons);
  const query = { plane, ...square, grid: 5, samples: 60, rows: [0, 5], known: 0, ...change } as never;
  expect(await failureOf(trainer.call('landscape', query))).toMatchObject({ place });
});

test.each([
  [[], 'rivals.length'],
  [[{ kind: 'start' }], 'seed'],
  [[{ kind: 'optimizer', optimizer: { kind: 'sgd', learningRate: -1 } }], 'optimizer.learningRate'],
  [[{ kind: 'sprint' }], 'rivals.kind'],
])('rivals that cannot be are refused: %j', async (rivals, place) => {
  const { trainer } = start();
  await trainer.call('open', moons);
  expect(await failureOf(trainer.call('race', { plane, steps: 3, rivals: rivals as never }))).toMatchObject({ place });
});
