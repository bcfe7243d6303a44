import type { FrameImage } from '#renderer/picture/frame.ts';
import { base64, pngOf } from './png.ts';
import { element } from './write.ts';

/** Cells of colour, a pixel each, that are not smoothed; round ones are cut out by an ellipse of the name `id`. */
export const imageElements = (image: FrameImage, id: string): readonly string[] => {
  const { x, y, width, height, rows, columns, round = false, alpha } = image;
  const picture = element('image', {
    x,
    y,
    width,
    height,
    preserveAspectRatio: 'none',
    // Browsers know the second, others the first.
    style: 'image-rendering:optimizeSpeed;image-rendering:pixelated',
    opacity: alpha >= 1 ? undefined : alpha,
    'clip-path': round ? `url(#${id})` : undefined,
    // Not every drawing program knows the name without its prefix.
    'xlink:href': `data:image/png;base64,${base64(pngOf(cells(image), columns, rows))}`,
  });
  if (!round) return [picture];
  const ellipse = element('ellipse', { cx: x + width / 2, cy: y + height / 2, rx: width / 2, ry: height / 2 });
  return [element('clipPath', { id }, ellipse), picture];
};

/** RGBA of each cell, rows from the top; what is beyond the last is left free. */
const cells = ({ rows, columns, across, colours, known, empty }: FrameImage): Uint8Array => {
  const rgba = new Uint8Array(4 * rows * columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at += 4) {
      const index = across ? row * columns + column : column * rows + row;
      if (index >= colours.length) continue;
      const colour = index < known ? colours[index]! : empty;
      rgba.set([(colour >> 16) & 255, (colour >> 8) & 255, colour & 255, 255], at);
    }
  }
  return rgba;
};
