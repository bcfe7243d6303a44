import type { Drawn } from '#core/view/drawing.ts';
import { stageOn } from '#renderer/export/paper.ts';
import { together } from '#renderer/picture/shifted.ts';
import { svgOf } from '#renderer/picture/svg/svg.ts';
import { compose, type Lettering } from '#renderer/ui/figures/compose.ts';
import type { FigureChoices } from '#renderer/ui/figures/figure-choices.svelte.ts';
import { finishedPng } from '#renderer/ui/figures/finished-png.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';

/** A page of A4 in millimetres, and what is free around its pictures and between them. */
const a4 = { width: 210, height: 297 };
const [margin, gap] = [8, 4];
const dpi = 300;
/** Lines of a sentence that a picture makes room for, so that it is as large as it would be without. */
const [lines, lineHeight] = [4, 1.45];

/** A storyboard: the figures in their order on pages, as many beside and under each other as their paper leaves room for. */
export function* sheetsOf(figures: readonly Figure[], choices: FigureChoices, lettering: Lettering): Generator<Drawn> {
  const { palette, transparent, ownGround, has } = choices;
  const told = has.sentence ? lines * lineHeight * choices.stage.letter : 0;
  const stage = { ...choices.stage, height: choices.stage.height + told };
  const sheet = { ...choices.sheet, height: (stage.height / stage.width) * choices.sheet.width };
  // Wider than the page, a figure is as small as it takes, and its letters with it.
  const scale = Math.min(1, (a4.width - 2 * margin) / sheet.width, (a4.height - 2 * margin) / sheet.height);
  const [width, height] = [sheet.width * scale, sheet.height * scale];
  const fits = (room: number, side: number): number => Math.max(1, Math.floor((room - 2 * margin + gap) / (side + gap)));
  const [across, down] = [fits(a4.width, width), fits(a4.height, height)];
  const unit = stage.width / width;
  const left = (a4.width - across * width - (across - 1) * gap) / 2;
  for (let first = 0; first < figures.length; first += across * down) {
    const page = figures.slice(first, first + across * down).map((figure, index) => ({
      frame: compose(figure, { stage, palette, has, ownGround }).frame,
      x: unit * (left + (index % across) * (width + gap)),
      y: unit * (margin + Math.floor(index / across) * (height + gap)),
    }));
    const frame = together({ width: unit * a4.width, height: unit * a4.height, background: ownGround ?? palette.background }, page);
    const title = figures[first]!.title;
    const content = svgOf(frame, {
      title,
      millimetres: a4.width,
      transparent,
      ...lettering,
      pixel: 1 / stageOn({ ...sheet, dpi }).resolution,
    });
    yield { ...a4, dpi, transparent, content, finish: (png) => finishedPng(png, dpi) };
  }
}
