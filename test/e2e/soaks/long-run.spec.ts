import type { CDPSession, Page } from '@playwright/test';
import type { Failure } from '#core/contract/failure.ts';
import { chance } from '#test/renderer/model/work/held.ts';
import { servePage } from '#test/scenes/serve.ts';
import { soaked } from '#test/soak.ts';
import { expect, test } from '../fixture.ts';

/**
 * A lesson's worth of work, half an hour under `npm run soak`: plays, drags along the timeline, branches, presents. What the page holds after
 * a forced collection stays level once it has seen everything, the trainer's thread keeps to what histories may take, nothing fails.
 */
test.skip(({ hostKind }) => hostKind !== 'browser', 'the page `commanded`, whose memory is measured, is served to a browser');
test.use({ viewport: { width: 1024, height: 640 } });

const minutes = soaked(30, 60);
/** The first sixth: five minutes of thirty. */
const warming = minutes / 6;
const MB = 1_000_000;
/** What all histories of a run may take together (core/history), and what the thread takes beside: program, data, module, answers under way. */
const mostOfWorker = 1024 * 2 ** 20 + 200 * MB;

/** States of 1.6 MB: half an hour of steps is several times what histories may take. */
const run = {
  network: {
    inputs: 2,
    layers: [
      { units: 256, activation: 'tanh' },
      { units: 256, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  data: { kind: 'spirals', samples: 64 },
  loss: 'bce',
  optimizer: { kind: 'adam', learningRate: 0.001 },
  seed: 5,
};

const perform = async (page: Page, id: string, args?: unknown): Promise<void> => {
  const failure: Failure | undefined = await page.evaluate((command) => globalThis.door.perform(command), { id, args });
  expect(failure, id).toBeUndefined();
};

/** One round of work, after which all is as it was but for the steps that were trained. */
const work = async (page: Page, draw: (below: number) => number, trained: number): Promise<void> => {
  await perform(page, 'trainTo', { step: trained });
  await perform(page, 'play');
  await page.waitForTimeout(400);
  await perform(page, 'play');
  for (let drag = 0; drag < 12; drag++)
    await perform(page, 'goTo', { step: draw(trained - 1), phase: 'backward', layer: 1, unit: 0, part: 0, through: 0.5 });
  await perform(page, 'goTo', { step: draw(20) });
  await perform(page, 'fork', { change: { parameters: [{ place: { layer: 1, kind: 'W', row: 0, col: 0 }, value: draw(100) / 50 }] } });
  const branch = await page.evaluate(() => globalThis.door.branch());
  await page.waitForTimeout(200);
  await perform(page, 'goTo', { step: 0, branch: 0 });
  await perform(page, 'prune', { branch });
  await perform(page, 'present');
  for (let point = 0; point < 4; point++) {
    await perform(page, 'nextPoint');
    await page.waitForTimeout(50);
  }
  await perform(page, 'present');
};

const heapOf = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
};

interface Measured {
  readonly breakdown: readonly { readonly bytes: number; readonly attribution: readonly { readonly scope: string }[] }[];
}
const workerOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { measureUserAgentSpecificMemory } = performance as unknown as {
      measureUserAgentSpecificMemory(this: Performance): Promise<Measured>;
    };
    const { breakdown } = await measureUserAgentSpecificMemory.call(performance);
    return breakdown
      .filter(({ attribution }) => attribution.some(({ scope }) => scope.includes('Worker')))
      .reduce((sum, { bytes }) => sum + bytes, 0);
  });

test('playing, dragging, branching and presenting for long takes no more memory than for short, and nothing fails', async ({
  context,
  errors,
}) => {
  test.setTimeout((minutes * 3 + 4) * 60_000);
  const server = await servePage('commanded');
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(server.url);
  await page.waitForFunction(() => globalThis.door?.seen() !== undefined, undefined, { timeout: 60_000 });
  await page.evaluate((spec) => globalThis.door.perform({ id: 'openRun', args: { spec, steps: 100 } }), run);
  const session = await context.newCDPSession(page);
  const draw = chance(1);
  const began = Date.now();
  const past = (): number => (Date.now() - began) / 60_000;
  let warm: number | undefined;
  let most = 0;
  let worker = 0;
  let rounds = 0;
  while (past() < minutes || warm === undefined || rounds < 3) {
    rounds += 1;
    await work(page, draw, 100 + 40 * rounds);
    const heap = await heapOf(session);
    if (warm !== undefined) most = Math.max(most, heap - warm);
    else if (past() >= warming) warm = heap;
    if (rounds % 10 === 0) worker = Math.max(worker, await workerOf(page));
  }
  const level = (await heapOf(session)) - warm;
  worker = Math.max(worker, await workerOf(page));
  console.log(
    `${rounds} rounds in ${past().toFixed(1)} min: heap ${(warm / MB).toFixed(1)} MB, then ${(level / MB).toFixed(2)} more (at most ${(most / MB).toFixed(2)}); worker ${(worker / MB).toFixed(0)} MB`,
  );
  expect(level).toBeLessThan(10 * MB);
  // What is measured is a thread with its histories, not nothing.
  expect(worker).toBeGreaterThan(MB);
  expect(worker).toBeLessThan(mostOfWorker);
  await server.close();
});
