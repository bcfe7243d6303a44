import type { HostCalls } from '#core/protocol/host.ts';
import { App } from '#renderer/model/app.svelte.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { start } from '#test/core/worker/start.ts';

const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;

/** The app's model in plain Node over the real core: no page, no canvas, no frames. */
export const nodeApp = (): App => {
  const host = { kind: 'browser' } as unknown as HostCalls;
  return new App(start().trainer, host, new Preferences(store, ['en-GB']), () => {
    throw new Error('the trainer was lost');
  });
};
