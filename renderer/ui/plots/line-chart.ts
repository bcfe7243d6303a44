import { scaleLinear, scaleLog } from 'd3-scale';

/** Least and greatest of what the axis can show: finite, and positive on a logarithmic one. */
export const extentOf = (series: readonly Float64Array[], log: boolean): readonly [number, number] => {
  let low = Infinity;
  let high = -Infinity;
  for (const values of series) {
    for (const value of values) {
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return log ? [0.1, 1] : [0, 1];
  if (low === high) return log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
  return [low, high];
};

/** A decade or more calls for its powers of ten; less for a few round numbers. */
const logTicks = (low: number, high: number, most: number): number[] => {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  if (last - first >= 1) {
    const every = Math.ceil((last - first + 1) / most);
    return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => Math.pow(10, first + i * every));
  }
  return scaleLinear([low, high], [0, 1]).ticks(Math.min(4, most));
};

/** More lines than this say nothing more, however high the chart. */
const mostTicks = 10;

/** `letters` is how large letters are against those of a window of 1280 x 720. */
export const chartScales = (
  [low, high]: readonly [number, number],
  log: boolean,
  goal: number,
  width: number,
  height: number,
  letters = 1,
) => {
  const x = scaleLinear([0, Math.max(1, goal)], [0, width]);
  // A linear loss axis stands on zero: half the height must mean half the loss.
  const domain: [number, number] = log ? [low, high] : [Math.min(0, low), high];
  const y = (log ? scaleLog : scaleLinear)(domain, [height, 0]);
  const most = Math.min(mostTicks, Math.max(2, Math.floor(height / (24 * letters))));
  return {
    x,
    y: (value: number): number => y(value),
    xTicks: x.ticks(Math.max(2, Math.floor(width / (70 * letters)))).filter(Number.isInteger),
    yTicks: log ? logTicks(low, high, most) : y.ticks(most),
  };
};

/** Least distance between two names at the ends of lines, in pixels, where letters have their usual size. */
const least = 11;

/** Where the names of lines stand: at the line's end, moved apart where they would touch; those that find no room are left out. */
export const labelPlaces = (
  ends: readonly (number | undefined)[],
  y: (value: number) => number,
  height: number,
  letters = 1,
): readonly { readonly index: number; readonly y: number }[] => {
  const apart = least * letters;
  const wanted = ends
    .flatMap((value, index) => (value === undefined ? [] : [{ index, y: y(value) }]))
    .sort((a, b) => a.y - b.y)
    .slice(0, Math.max(1, Math.floor(height / apart)));
  const placed: { index: number; y: number }[] = [];
  for (const { index, y: at } of wanted) placed.push({ index, y: Math.max(at, (placed.at(-1)?.y ?? -Infinity) + apart) });
  // Pushed past the bottom: the whole pile moves up.
  for (let i = placed.length - 1, bottom = height; i >= 0 && placed[i]!.y > bottom; i--, bottom -= apart) placed[i]!.y = bottom;
  return placed;
};
