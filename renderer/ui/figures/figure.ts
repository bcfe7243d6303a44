import type { Frame } from '#renderer/picture/frame.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import type { Names } from '#renderer/picture/svg/names.ts';
import type { Cell } from './csv.ts';

/** Where and how a figure is drawn: stage units, and the size of its letters in them. */
export interface Setting {
  readonly width: number;
  readonly height: number;
  readonly letter: number;
  readonly palette: Palette;
  /** What the figure may have around it. */
  readonly legend: boolean;
  readonly workings: boolean;
  /** As near as the stage is looked at, and with the views beside it. */
  readonly zoom: boolean;
  readonly views: boolean;
  /** The paper is as high as its content. */
  readonly fits: boolean;
  /** Nothing lies under it: what would be the ground's colour is that of the theme. */
  readonly ground: number | undefined;
  /** In a film, the step that it has come to: what is about all of training shows where that is. */
  readonly at?: number | undefined;
}

/** What a view shows, with the numbers that it was asked with: drawn at any size, again and again, it is the same. */
export interface Figure {
  /** In the name of its file. */
  readonly name: string;
  readonly title: string;
  /** The moment that it shows; left out of what is about all of training. */
  readonly note?: string;
  readonly sentence?: string;
  /** It is of all of training, not of a moment. */
  readonly throughout?: boolean;
  readonly draw: (setting: Setting) => Frame;
  /** What its edges and units are called. */
  readonly names?: (setting: Setting) => Names;
  /** Words or formulas under each other: they take the height that they need, where the paper may be so high. */
  readonly flows?: true;
  /** Of the stage: it is looked at from near, and views are open beside it. */
  readonly near?: boolean;
  readonly beside?: boolean;
  /** Lines and letters alone: it makes a TikZ picture. */
  readonly tikz?: true;
  /** What it is in LaTeX, where that is no picture. */
  readonly latex?: () => string;
  /** Its numbers, under a line of their names. */
  readonly table?: () => readonly (readonly Cell[])[];
}
