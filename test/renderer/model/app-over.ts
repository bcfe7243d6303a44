import type { HostCalls } from '#core/protocol/host.ts';
import type { Slot } from '#renderer/link/slot.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { App } from '#renderer/model/app.svelte.ts';
import type { Preferences } from '#renderer/model/preferences.svelte.ts';
import { Keeper } from '#renderer/model/work/keeper.svelte.ts';

/** The app as its page builds it; nothing outlives it without a slot. */
export const appOver = (
  trainer: Trainer,
  host: HostCalls,
  preferences: Preferences,
  startTrainer: ConstructorParameters<typeof App>[3],
  slot?: Slot,
): App => new App(trainer, host, preferences, startTrainer, (app) => new Keeper(app, slot));
