import type { App } from './app.svelte.ts';
import type { Speech } from '#renderer/model/narration/teller.ts';
import { countWriter } from '#core/words/number.ts';

/** How the app speaks of the open run: language, numbers, network. */
export const speechOf = ({ run, preferences, mistakes }: Pick<App, 'run' | 'preferences' | 'mistakes'>): Speech | undefined => {
  const { spec, shape } = run;
  if (!spec || !shape) return undefined;
  const { words, number, locale } = preferences;
  return { words, number, count: countWriter(locale), spec, shape, mistake: mistakes.told() };
};
