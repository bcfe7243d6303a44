import { expect, test } from 'vitest';
import { step } from '#core/contract/units.ts';
import { isCancelled } from '#renderer/link/trainer.ts';
import { healthOf } from '../health/runs.ts';
import { start } from './start.ts';

const asleep = {
  data: { kind: 'generator', name: 'moons', samples: 60 },
  network: {
    layers: [
      { units: 5, activation: 'relu', biasInitializer: 'constant', biasConstant: -20 },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
};

test('the health of a step is what the core finds, trained up to it', async () => {
  const { trainer } = start();
  await trainer.call('open', asleep);
  const health = await trainer.call('health', step(30));
  expect(health).toEqual(healthOf(asleep, 30));
  expect(health.findings.map(({ kind }) => kind)).toContain('dead-for-good');
});

test('an examination can be called off', async () => {
  const { trainer } = start();
  await trainer.call('open', { ...asleep, data: { ...asleep.data, samples: 100_000 } });
  const first = trainer.latest('health', 'health', step(3));
  const second = trainer.latest('health', 'health', step(1));
  expect(await first.then(() => false, isCancelled)).toBe(true);
  expect((await second).step).toBe(1);
});

test('a step that is none is refused', async () => {
  const { trainer } = start();
  await trainer.call('open', asleep);
  await expect(trainer.call('health', step(-1))).rejects.toMatchObject({ failure: { code: 'step-out-of-range' } });
});
