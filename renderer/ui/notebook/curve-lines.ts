import { line } from 'd3-shape';
import type { Palette } from '#renderer/picture/palette.ts';
import type { Curve, Entry } from '#renderer/model/notebook/notebook.ts';
import { chartScales, extentOf } from '#renderer/ui/plots/line-chart.ts';
import { css, marksOf, outlineOf } from '#renderer/ui/plots/marks.ts';

/** Losses that span more than this are told apart on a logarithmic axis only. */
const decades = 50;
/** Marks along a line. */
const marksAlong = 5;
const markSize = 8;

/** Curves are told apart three times: by colour, by dashes and by the shape of the marks on them. */
export interface Style {
  readonly colour: string;
  readonly dashes: string | undefined;
  /** An SVG path around the origin. */
  readonly mark: string;
}

const dashes = [undefined, '7 3', '2 3', '9 3 2 3', '4 2', '12 4'];

export const stylesOf = (palette: Palette): readonly Style[] =>
  marksOf(palette, dashes.length).map(({ colour, shape }, i) => ({
    colour: css(colour),
    dashes: dashes[i],
    mark: outlineOf(shape, markSize),
  }));

/** Whether the losses span decades. */
export const spansDecades = (curves: readonly Curve[]): boolean => {
  const [low, high] = extentOf(valuesOf(curves), true);
  return high / low > decades;
};

const valuesOf = (curves: readonly Curve[]): readonly Float64Array[] =>
  curves.map(({ losses }) => Float64Array.from(losses, (loss) => loss ?? NaN));

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Curves on common axes, in pixels. */
export const curveLines = (entries: readonly Entry[], width: number, height: number, letters: number) => {
  const curves = entries.map(({ curve }) => curve);
  const log = spansDecades(curves);
  const values = valuesOf(curves);
  const last = Math.max(1, ...entries.map(({ curve, outcome }) => Math.max(curve.steps.at(-1) ?? 0, outcome?.step ?? 0)));
  const scales = chartScales(extentOf(values, log), log, last, width, height, letters);
  const lines = curves.map(({ steps }, index) => {
    const losses = values[index]!;
    const visible = (i: number): boolean => Number.isFinite(losses[i]!) && (!log || losses[i]! > 0);
    const place = (i: number): Place => ({ x: scales.x(steps[i]!), y: scales.y(losses[i]!) });
    const shown = steps.map((_, i) => i).filter(visible);
    const path =
      line<number>(
        (i) => place(i).x,
        (i) => place(i).y,
      ).defined(visible)(steps.map((_, i) => i)) ?? '';
    // Each line has its marks elsewhere, so that those of lines that lie on each other do not.
    const shift = (index + 0.5) / Math.max(1, curves.length);
    const marks = Array.from({ length: Math.min(marksAlong, shown.length) }, (_, k) =>
      place(shown[Math.min(shown.length - 1, Math.floor(((k + shift) / Math.min(marksAlong, shown.length)) * shown.length))]!),
    );
    return { path, marks, end: shown.length > 0 ? place(shown.at(-1)!) : undefined };
  });
  return { log, scales, lines };
};
