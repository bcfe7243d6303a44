import { blend, type Palette } from '#renderer/picture/palette.ts';
import { fieldAt } from '#renderer/model/landscape/landscape-picture.ts';
import { levelLine } from '#renderer/ui/plots/boundary.ts';
import { css } from '#renderer/ui/plots/marks.ts';
import { bandOf, bands, colourAt } from './loss-scale.ts';

/** Pixels between two strokes of the hatching where the loss is not finite. */
const hatch = 7;

/**
 * Filled bands of equal loss and the lines between them. `heights` (grid, grid) are heights on the loss's scale, row 0 at the bottom, NaN where
 * the loss is not finite; width and height are CSS pixels.
 */
export const drawContours = (
  context: CanvasRenderingContext2D,
  heights: Float64Array,
  grid: number,
  width: number,
  height: number,
  palette: Palette,
): void => {
  const ratio = context.getTransform().a;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  const sheet = new OffscreenCanvas(across, down);
  sheet.getContext('2d')!.putImageData(new ImageData(bandPixels(heights, grid, across, down, palette, ratio), across, down), 0, 0);
  context.clearRect(0, 0, width, height);
  context.drawImage(sheet, 0, 0, width, height);
  context.beginPath();
  for (let band = 1; band < bands; band++) {
    const segments = levelLine(heights, grid, 1, band / bands);
    for (let i = 0; i < segments.length; i += 4) {
      const [x0, y0, x1, y1] = [segments[i]!, segments[i + 1]!, segments[i + 2]!, segments[i + 3]!];
      // Beside a place that is not finite a line has no place either.
      if (!Number.isFinite(x0 + y0 + x1 + y1)) continue;
      context.moveTo((x0 / (grid - 1)) * width, (1 - y0 / (grid - 1)) * height);
      context.lineTo((x1 / (grid - 1)) * width, (1 - y1 / (grid - 1)) * height);
    }
  }
  context.strokeStyle = css(palette.ink);
  context.globalAlpha = 0.28;
  context.lineWidth = 0.8;
  context.stroke();
  context.globalAlpha = 1;
};

/** RGBA, rows from the top. */
const bandPixels = (
  heights: Float64Array,
  grid: number,
  width: number,
  height: number,
  palette: Palette,
  ratio: number,
): Uint8ClampedArray<ArrayBuffer> => {
  const colours = Array.from({ length: bands }, (_, band) => pixelOf(colourAt(palette, bandOf((band + 0.5) / bands))));
  const empty = [pixelOf(blend(palette.panel, palette.soft, 0.12)), pixelOf(blend(palette.panel, palette.soft, 0.5))] as const;
  const pixels = new Uint32Array(width * height);
  for (let row = 0, i = 0; row < height; row++) {
    const up = (1 - (row + 0.5) / height) * (grid - 1);
    for (let col = 0; col < width; col++, i++) {
      const above = fieldAt(heights, grid, ((col + 0.5) / width) * (grid - 1), up);
      pixels[i] = Number.isNaN(above)
        ? empty[(row + col) % Math.round(hatch * ratio) < 1.5 * ratio ? 1 : 0]
        : colours[Math.min(bands - 1, Math.floor(above * bands))]!;
    }
  }
  return new Uint8ClampedArray(pixels.buffer);
};

/** A colour as the four bytes of a pixel, in the order in which this machine has a number's bytes; all that run browsers have the lowest first. */
const pixelOf = (colour: number): number => (0xff000000 | ((colour & 255) << 16) | (colour & 0xff00) | (colour >> 16)) >>> 0;
