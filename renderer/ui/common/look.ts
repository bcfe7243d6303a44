import type { Look } from '#renderer/picture/look.ts';
import { unitNames } from '#renderer/model/unit-names.ts';
import type { App } from '#renderer/model/app.svelte.ts';

/** How every picture of the open run is to look. */
export const lookOf = ({
  preferences,
  selection,
  mistakes,
  run,
  cover,
}: Pick<App, 'preferences' | 'selection' | 'mistakes' | 'run' | 'cover'>): Look => ({
  theme: preferences.shade,
  language: preferences.language,
  numberFormat: preferences.numberFormat,
  selected: selection.selected,
  hovered: selection.hovered,
  still: preferences.reducedMotion,
  numbers: 'all',
  scale: preferences.weightScale,
  mistake: mistakes.told(),
  cover: cover.length > 0 ? cover : undefined,
  names: unitNames(run.summary, preferences.words),
});
