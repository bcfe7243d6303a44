import { delta } from '#core/account/backward.ts';
import { type Act, gatePart, isCovered, layerOf, outputOf, partProgress, upstreamPart, valueOf, written } from '#renderer/picture/act.ts';
import { blend, legible } from '#renderer/picture/palette.ts';
import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import { plate, type Column } from '#renderer/picture/space/columns.ts';
import { fromRim, layoutsOf, lineHeight, owedBox, plateHeight, tagBox } from './layout.ts';

/**
 * The number of a unit: on its disc; on a plate across it, or beside it, where the disc is too small or has a surface drawn in it. Where none
 * can be read it has a minus if it is negative, for who does not see the colour; the lens then tells it.
 */
export const drawValue = (act: Act, pen: Pen, column: Column, u: number, fill: number): void => {
  const { palette, unit, look } = act;
  const { layer, x, y, radius } = column;
  const { texts, where, size, double } = layoutsOf(act)[layer]!;
  const [text, middle] = [texts[u] ?? '', y[u]!];
  switch (where[u]!) {
    case 'inside':
      pen.text(x, middle, text, size.inside, legible(fill), { align: 'centre', weight: 'bold' });
      break;
    case 'across': {
      const [width, height] = [plate(textWidth(text, size.across), size.across), plateHeight * size.across];
      // Within the disc it only covers the ring.
      const rim = width > 2.05 * radius ? { outline: palette.soft, outlineWidth: 1.2 * unit } : {};
      const options = { radius: height / 2, ...rim };
      pen.onDiscs(() => pen.rect(x - width / 2, middle - height / 2, width, height, fill, options));
      // A surface lies over the plate, in any colour: there the number brings the plate's own along.
      const behind = look.unitSurfaces?.layers[layer - 1] === undefined ? undefined : fill;
      pen.text(x, middle, text, size.across, legible(fill), { align: 'centre', weight: 'bold', behind });
      break;
    }
    case 'beside': {
      const side = layer === 0 ? -1 : 1;
      const at = double && layer > 0 ? middle - (size.beside * lineHeight) / 2 : middle;
      const options = { align: layer === 0 ? 'right' : 'left', tabular: true, weight: 'bold', behind: palette.background } as const;
      pen.text(x + side * (radius + fromRim(act)), at, text, size.beside, palette.ink, options);
      break;
    }
    case 'nowhere': {
      if (!(outputOf(act, layer, u) < 0)) return;
      const half = radius * 0.38;
      const thick = Math.max(radius * 0.18, 1 / (look.zoom ?? 1));
      pen.onDiscs(() => pen.line([x - half, middle, x + half, middle], legible(fill), thick));
    }
  }
};

/** Whether the error of a unit is known. */
export const isErrorKnown = (act: Act, layer: number, u: number): boolean =>
  partProgress(act, 'backward', layer, u, gatePart(act, layer) ?? upstreamPart(act, layer)) === 1;

/** "δ −2", of a unit whose error is known. */
export const errorText = (act: Act, layer: number, u: number): string => `δ ${written(act, delta(act.account, layer, u).value)}`;

/** Whether a step is on its way back: before, nobody misses an error, and one that is covered is not asked for either. */
const isOnItsWayBack = ({ timeline, t }: Act): boolean => t >= timeline.phaseSpans.find(({ phase }) => phase === 'backward')!.start;

/** What a unit owes, once it is known or asked for, in a tag under its disc, or beside it where there is no room under it. */
export const drawDelta = (act: Act, pen: Pen, column: Column, u: number): void => {
  const { palette } = act;
  const { layer } = column;
  const covered = isCovered(act, 'z', layer, [u], true);
  if (covered ? !isOnItsWayBack(act) : !isErrorKnown(act, layer, u)) return;
  const layout = layoutsOf(act)[layer]!;
  const { owed, size, debts } = layout;
  if (owed === 'nowhere') return;
  const colour = covered ? palette.asked.ink : valueOf(layerOf(act, layer).dZ, u) === 0 ? palette.soft : palette.upstream;
  const text = debts[u]!;
  const { left, right, top, bottom } = (owed === 'under' ? tagBox : owedBox)(act, column, layout, u, text);
  const middle = (top + bottom) / 2;
  if (owed === 'under') {
    const ground = covered ? palette.asked.ground : blend(palette.background, colour, 0.1);
    pen.onDiscs(() => pen.rect(left, top, right - left, bottom - top, ground, { radius: 0.3 * size.tag }));
    pen.text((left + right) / 2, middle, text, size.tag, colour, { align: 'centre', weight: 'bold' });
  } else
    pen.text(left, middle, text, size.beside, colour, {
      tabular: true,
      weight: 'bold',
      behind: covered ? palette.asked.ground : palette.background,
    });
};
