import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HostCalls } from '#core/protocol/host.ts';
import { onFrame } from '#renderer/clock/clock.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { start } from '#test/core/worker/start.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';

const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
const port = { post: () => undefined, listen: () => undefined, close: () => undefined };

/** A clock that goes on when the test lets it. */
let due: FrameRequestCallback | undefined;
let now = 0;
const frame = async (): Promise<void> => {
  const callback = due!;
  due = undefined;
  callback((now += 16));
  await new Promise((resolve) => setTimeout(resolve));
};
beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => ((due = callback), 1));
  vi.stubGlobal('cancelAnimationFrame', () => (due = undefined));
});
afterEach(() => vi.unstubAllGlobals());

test('without a stage, and without a page, the clock alone trains a run and plays it', async () => {
  const app = appOver(start().trainer, { kind: 'browser' } as HostCalls, new Preferences(store, ['en-GB']), () => port);
  app.preferences.readingPace = false;
  const stop = onFrame((at, elapsed) => app.tick(at, elapsed));
  await app.session.openSpec(smallRun, 20);
  expect([app.run.trainedTo, app.playhead.shown]).toEqual([0, undefined]);
  while (app.run.trainedTo < 20 && now < 100_000) await frame();
  expect([app.run.trainedTo, app.playhead.shown?.trace.step, app.playhead.t]).toEqual([20, 0, 0]);

  app.playhead.speed = 8;
  app.playhead.play();
  await frame();
  await frame();
  expect(app.playhead.t).toBeGreaterThan(0);
  while (app.playhead.playing && now < 1_000_000) await frame();
  expect([app.playhead.step, app.playhead.shown?.trace.step]).toEqual([20, 20]);
  stop();
  expect(due).toBeUndefined();
});
