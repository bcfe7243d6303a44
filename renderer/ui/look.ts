import type { Look } from '#renderer/choreography/look.ts';
import type { App } from '#renderer/model/app.svelte.ts';

/** How every picture of the open run is to look. */
export const lookOf = ({ preferences, presentation, selection }: App): Look => ({
  theme: presentation.on ? 'contrast' : preferences.dark ? 'dark' : 'light',
  number: preferences.number,
  words: preferences.words.picture,
  selected: selection.selected,
  hovered: selection.hovered,
  still: preferences.reducedMotion,
  numbers: 'all',
});
