import { phases, type Phase } from '#core/contract/position.ts';
import { filmForms, type FilmForm, type FilmPace } from '#core/view/filming.ts';
import { paperIds, type PaperId } from '#core/view/figures.ts';

/** What the options of a film say, read from what is typed. */

/** By how its file ends. */
export const filmFormOf = (out: string | undefined): FilmForm | undefined =>
  out !== undefined && /[\\/]$/.test(out) ? 'folder' : filmForms.find((form) => out?.toLowerCase().endsWith(`.${form}`));

/** Several phases behind commas. */
export const readPhases = (text: string): readonly Phase[] | undefined => {
  const named = text.split(',').map((one) => phases.find((phase) => phase === one));
  return named.every((phase) => phase !== undefined) ? named : undefined;
};

/** Seconds that a step may last. */
const [shortest, longest] = [0.05, 120];

export const readPace = (text: string): FilmPace | undefined => {
  if (text === 'reading' || text === 'finished') return text;
  const seconds = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && seconds >= shortest && seconds <= longest ? seconds : undefined;
};

/** Pixels along a side. */
const [smallest, largest] = [64, 7680];

/** A paper, or so many pixels as `1280x720`. */
export const readSize = (text: string): PaperId | { readonly width: number; readonly height: number } | undefined => {
  const paper = paperIds.find((id) => id === text);
  if (paper) return paper;
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text)?.map(Number) ?? [];
  const fits = (side: number | undefined): side is number => side !== undefined && side >= smallest && side <= largest;
  return fits(width) && fits(height) ? { width, height } : undefined;
};
