import type { Covers } from '#core/account/cover.ts';
import type { Mistakes } from '#renderer/model/mistakes/mistakes.svelte.ts';
import type { Speech } from '#renderer/model/narration/teller.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import { unitNames } from './unit-names.ts';
import { countWriter } from '#core/words/number.ts';

/** The parts of the app that decide how it speaks. */
interface Speaking {
  readonly run: Pick<Run, 'spec' | 'shape' | 'summary'>;
  readonly preferences: Pick<Preferences, 'words' | 'number' | 'locale'>;
  readonly mistakes: Pick<Mistakes, 'told'>;
  readonly covers?: Covers | undefined;
}

/** How the app speaks of the open run: language, numbers, network. */
export const speechOf = ({ run, preferences, mistakes, covers }: Speaking): Speech | undefined => {
  const { spec, shape, summary } = run;
  if (!spec || !shape) return undefined;
  const { words, number, locale } = preferences;
  return { words, number, count: countWriter(locale), spec, shape, names: unitNames(summary, words), mistake: mistakes.told(), covers };
};
