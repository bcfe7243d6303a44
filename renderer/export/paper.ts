import { leastPoints, type PaperId } from '#core/view/figures.ts';

/** What a figure is for: its size on paper or on a screen, and the letters that are read there. */
export interface Paper {
  /** Millimetres as it is printed or projected. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the PNG for an inch. */
  readonly dpi: number;
  /** Size of the letters at that size, in points: the smallest, and what stands around the picture. */
  readonly points: number;
  /** It is as high as what stands on it where that has a height of its own. */
  readonly fits: boolean;
}

const inch = 25.4;
/** Of a slide, whose pixels are told and not its millimetres. */
const screen = (width: number, height: number, dpi: number, points: number): Paper => ({
  width: (width / dpi) * inch,
  height: (height / dpi) * inch,
  dpi,
  points,
  fits: false,
});

export const papers = {
  column: { width: 89, height: 66, dpi: 600, points: 7, fits: true },
  page: { width: 183, height: 116, dpi: 600, points: 7, fits: true },
  slide: screen(1920, 1080, 144, 14),
  square: screen(1080, 1080, 144, 12),
  thumbnail: screen(320, 180, 96, 9),
  large: screen(3840, 2160, 288, 14),
} as const satisfies Readonly<Record<PaperId, Paper>>;

/** A stage unit is a ninety-sixth of an inch: the stage that a figure is placed on, its letters, and pixels of the PNG for a unit. */
export const stageOn = ({ width, height, dpi, points }: Omit<Paper, 'fits'>) => ({
  width: (width / inch) * 96,
  height: (height / inch) * 96,
  letter: (Math.max(points, leastPoints) * 96) / 72,
  resolution: dpi / 96,
});
