import type { Cover } from '#core/account/cover.ts';
import type { ToldMistake } from '#core/account/rules.ts';
import type { Language } from '#core/words/catalogue.ts';
import type { NumberFormat } from '#core/words/number.ts';
import type { UnitNames } from './own-names.ts';
import type { Colour } from './frame.ts';
import type { Theme } from './palette.ts';
import type { Target } from './shape.ts';

/** How a frame is to look: everything that is not a number of the run. Plain data, so that it reaches a worker or another window. */
export interface Look {
  readonly theme: Theme;
  readonly language: Language;
  readonly numberFormat: NumberFormat;
  readonly selected?: Target | undefined;
  readonly hovered?: Target | undefined;
  /** Jump from state to state instead of tweening (reduced motion). */
  readonly still: boolean;
  /** Draw every number and product label that fits, or only those of the selection. */
  readonly numbers: 'all' | 'selection';
  /** One scale of widths for all weights, or one per layer; common unless said. The legend says which. */
  readonly scale?: 'common' | 'layer';
  /** What each unit says over the plane of the inputs, drawn inside its disc in the place of its number. */
  readonly unitSurfaces?: UnitSurfaceImages | undefined;
  /** The trace is what two have different: what tells of one run alone is left out. */
  readonly difference?: boolean;
  /** The mistake of the program that is told. Left out for one that makes none, and for one whose mistake is still to be guessed. */
  readonly mistake?: ToldMistake | undefined;
  /** What a question hides: a question mark stands in its place. */
  readonly cover?: readonly Cover[] | undefined;
  /** What the data call inputs and outputs, where they have names. */
  readonly names?: UnitNames | undefined;
  /** Whether what happens now stands over the picture. It does unless said. */
  readonly caption?: boolean;
  /** The ground, where it is not the theme's own. */
  readonly ground?: Colour | undefined;
  /** How far the person has zoomed in: numbers appear where they have become large enough to read. 1 unless said. */
  readonly zoom?: number;
}

/** Small images of units, row by row from the top. */
export interface UnitSurfaceImages {
  readonly rows: number;
  readonly columns: number;
  /** Of layer l (from 1) at l - 1, a list of colours per unit; undefined for a layer without. */
  readonly layers: readonly (readonly Uint32Array[] | undefined)[];
}
