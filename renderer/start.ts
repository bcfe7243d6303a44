import { mount } from 'svelte';
import { onFrame } from '#renderer/clock/clock.ts';
import { findHost, findSlot, startTrainer } from '#renderer/link/host.ts';
import { isCarrying } from '#renderer/link/carried.ts';
import { noSlot } from '#renderer/link/slot.ts';
import { pageStore } from '#renderer/link/store.ts';
import { Trainer } from '#renderer/link/trainer.ts';
import { App as Model } from '#renderer/model/app.svelte.ts';
import { Keeper } from '#renderer/model/work/keeper.svelte.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import App from '#renderer/ui/shell/App.svelte';
import '#renderer/ui/shell/tokens.css';
import '#renderer/ui/shell/print.css';
import './ui/plots/drawing.css';

/** Follows a wish of the system for as long as the page lives. */
const follow = (query: string, tell: (matches: boolean) => void): void => {
  const media = matchMedia(query);
  tell(media.matches);
  media.addEventListener('change', ({ matches }) => tell(matches));
};

/** Starts the app in an element of the page: the app's own page does, and any other that shows it. */
export const start = (target: Element): Model => {
  // What was left is on its way while the rest begins; a file that somebody sent begins as it was sent, whatever others were made into.
  const slot = isCarrying() ? noSlot : findSlot();
  const preferences = new Preferences(
    pageStore(() => app.notices.unkept('full')),
    navigator.languages,
  );

  follow('(prefers-color-scheme: dark)', (dark) => (preferences.systemDark = dark));
  follow('(prefers-contrast: more)', (more) => (preferences.systemContrast = more));
  /** Room for thumbnails above the timeline. */
  follow('(min-height: 860px)', (tall) => (preferences.tall = tall));
  follow('(prefers-reduced-motion: reduce)', (reduced) => (preferences.reducedMotion = reduced));

  const app: Model = new Model(new Trainer(startTrainer()), findHost(), preferences, startTrainer, (model) => new Keeper(model, slot));
  // Before anything is drawn: each frame shows the moment that it is.
  onFrame((now, elapsed) => app.tick(now, elapsed));
  // What nobody awaits is told too.
  addEventListener('unhandledrejection', ({ reason }) => app.report(reason));
  // The page may end right after either.
  addEventListener('pagehide', () => app.keeper.keep());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && app.keeper.keep());
  addEventListener('beforeunload', (event) => app.host.kind === 'browser' && app.keeper.wouldLose && event.preventDefault());
  mount(App, { target, props: { app } });
  return app;
};
