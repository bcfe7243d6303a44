import type { Frame } from '#renderer/picture/frame.ts';
import { fitted } from './fitted.ts';
import { framed } from '#renderer/picture/framed.ts';
import type { Names } from '#renderer/picture/svg/names.ts';
import { svgOf, type SvgOptions } from '#renderer/picture/svg/svg.ts';
import { tikzOf } from '#renderer/picture/tikz/tikz.ts';
import type { FigureChoices } from './figure-choices.svelte.ts';
import type { Figure } from './figure.ts';

/** What of the choices a figure is drawn by. */
export type Drawing = Pick<FigureChoices, 'palette' | 'has' | 'ownGround'> & {
  readonly stage: Pick<FigureChoices['stage'], 'width' | 'height' | 'letter'>;
  /** The paper is as high as its content where that has a height of its own. */
  readonly fits?: boolean;
  /** Room for so many lines of the sentence, however short it is. */
  readonly lines?: number;
  readonly at?: number;
};

/** A figure as it was chosen: its Frame, which every file is made of. */
export interface Composed {
  readonly frame: Frame;
  readonly names: Names | undefined;
}

/** How large what was composed comes out: millimetres, and pixels of its PNG. */
export interface Extent {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
}

export const extentOf = ({ width, height }: Frame, { sheet, stage: { resolution } }: Pick<FigureChoices, 'sheet' | 'stage'>): Extent => ({
  width: sheet.width,
  height: Math.round((height / width) * sheet.width * 1000) / 1000,
  across: Math.round(width * resolution),
  down: Math.round(height * resolution),
});

export const compose = (figure: Figure, { stage, palette, has, ownGround, fits = false, lines, at }: Drawing): Composed => {
  const { width, height, letter } = stage;
  const { legend, workings, zoom, views } = has;
  const setting = { letter, palette, legend, workings, zoom, views, fits, ground: ownGround, at };
  let names: Names | undefined;
  const saying = {
    title: has.title ? figure.title : undefined,
    note: has.note ? figure.note : undefined,
    sentence: has.sentence ? figure.sentence : undefined,
    ...(lines !== undefined && has.sentence && { lines }),
  };
  const frame = framed(saying, { width, height }, letter, palette, (size) => {
    names = figure.names?.({ ...setting, ...size });
    return fitted(figure, { ...setting, ...size });
  });
  return { frame, names };
};

/** The letters of a file: the font that it carries, or outlines instead; where it becomes a PDF. */
export type Lettering = Pick<SvgOptions, 'font' | 'letters' | 'printed'>;

/** The hairlines of the picture are as fine as the PNG's pixels. */
export const svgText = (figure: Figure, choices: FigureChoices, lettering: Lettering = {}): string => {
  const { frame, names } = compose(figure, choices);
  return svgOf(frame, {
    title: titleOf(figure),
    millimetres: choices.sheet.width,
    transparent: choices.transparent,
    ...lettering,
    pixel: 1 / choices.stage.resolution,
    ...(names && { names }),
  });
};

/** A TikZ picture is made of lines and letters: views beside the network have images. */
export const isTex = ({ tikz, latex, beside }: Figure, { has }: Pick<FigureChoices, 'has'>): boolean =>
  latex !== undefined || (tikz === true && !(beside && has.views));

/** The same as a file that an article takes in: a TikZ picture, or the formulas themselves. */
export const texText = (figure: Figure, choices: FigureChoices): string =>
  figure.latex?.() ??
  tikzOf(compose(figure, choices).frame, {
    title: titleOf(figure),
    millimetres: choices.sheet.width,
    transparent: choices.transparent,
    pixel: 1 / choices.stage.resolution,
  });

const titleOf = ({ title, note }: Figure): string => [title, note].filter((part) => part !== undefined).join(' · ');
