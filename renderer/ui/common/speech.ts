import type { App } from '#renderer/model/app.svelte.ts';
import type { Speech } from '#renderer/model/narration.ts';
import { countWriter } from '#renderer/words/number.ts';

/** How the app speaks of the open run: language, numbers, network. */
export const speechOf = ({ run, preferences }: Pick<App, 'run' | 'preferences'>): Speech | undefined => {
  const { spec, shape } = run;
  if (!spec || !shape) return undefined;
  return { words: preferences.words, number: preferences.number, count: countWriter(preferences.locale), spec, shape };
};
