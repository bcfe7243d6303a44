import type { HostCalls } from '#core/protocol/host.ts';
import type { Slot } from '#renderer/link/slot.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { start } from '#test/core/worker/start.ts';

const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;

/** The app's model in plain Node over the real core: no page, no canvas, no frames. */
export const nodeApp = (slot?: Slot, calls: Partial<HostCalls> = {}): App => {
  const host = { kind: 'browser', ...calls } as HostCalls;
  const lost = (): never => {
    throw new Error('the trainer was lost');
  };
  return appOver(start().trainer, host, new Preferences(store, ['en-GB']), lost, slot);
};
