import type { Look } from '#renderer/picture/look.ts';
import type { App } from '#renderer/model/app.svelte.ts';

/** How every picture of the open run is to look. */
export const lookOf = ({ preferences, selection, mistakes }: Pick<App, 'preferences' | 'selection' | 'mistakes'>): Look => ({
  theme: preferences.shade,
  language: preferences.language,
  numberFormat: preferences.numberFormat,
  selected: selection.selected,
  hovered: selection.hovered,
  still: preferences.reducedMotion,
  numbers: 'all',
  scale: preferences.weightScale,
  mistake: mistakes.told(),
});
