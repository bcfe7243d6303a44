import type { Frame } from '#renderer/picture/frame.ts';
import { framed } from '#renderer/picture/framed.ts';
import type { Names } from '#renderer/picture/svg/names.ts';
import { svgOf } from '#renderer/picture/svg/svg.ts';
import type { Faces } from '#renderer/picture/svg/texts.ts';
import { tikzOf } from '#renderer/picture/tikz/tikz.ts';
import type { FigureChoices } from './figure-choices.svelte.ts';
import type { Figure } from './figure.ts';

/** What of the choices a figure is drawn by. */
export type Drawing = Pick<FigureChoices, 'palette' | 'has' | 'ownGround'> & {
  readonly stage: Pick<FigureChoices['stage'], 'width' | 'height' | 'letter'>;
  /** Room for so many lines of the sentence, however short it is. */
  readonly lines?: number;
  readonly at?: number;
};

/** A figure as it was chosen: its Frame, which every file is made of. */
export interface Composed {
  readonly frame: Frame;
  readonly names: Names | undefined;
}

export const compose = (figure: Figure, { stage, palette, has, ownGround, lines, at }: Drawing): Composed => {
  const { width, height, letter } = stage;
  const setting = { letter, palette, legend: has.legend, workings: has.workings, ground: ownGround, at };
  let names: Names | undefined;
  const saying = {
    title: has.title ? figure.title : undefined,
    note: has.note ? figure.note : undefined,
    sentence: has.sentence ? figure.sentence : undefined,
    ...(lines !== undefined && has.sentence && { lines }),
  };
  const frame = framed(saying, { width, height }, letter, palette, (size) => {
    names = figure.names?.({ ...setting, ...size });
    return figure.draw({ ...setting, ...size });
  });
  return { frame, names };
};

/** The hairlines of the picture are as fine as the PNG's pixels. `font`: where the file carries it. */
export const svgText = (figure: Figure, choices: FigureChoices, font?: Faces, printed = false): string => {
  const { frame, names } = compose(figure, choices);
  return svgOf(frame, {
    title: titleOf(figure),
    millimetres: choices.sheet.width,
    transparent: choices.transparent,
    font,
    printed,
    pixel: 1 / choices.stage.resolution,
    ...(names && { names }),
  });
};

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
