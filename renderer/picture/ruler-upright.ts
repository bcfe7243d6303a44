import { type Act, isCovered, outputOf, partProgress, unitProgress, valueOf } from './act.ts';
import { diverging } from './palette.ts';
import { textWidth, type Pen } from './pen.ts';
import { arrive, clamp, mix, smooth } from '#renderer/picture/time/easing.ts';

/** One line beside the ruler: where it belongs and what it says. */
interface Line {
  readonly at: number;
  readonly text: string;
  readonly colour: number;
  readonly bold: boolean;
  readonly shown: number;
}

const lineSize = 12.5;

/** From one upright ruler to the next: three lines and a gap. */
export const leastUpright = ({ type }: Act): number => 4.1 * lineSize * type;

/** From the least to the most, upwards: the target as a tick, the prediction as a dot that comes out of the network, the error between them. */
export const drawUpright = (
  act: Act,
  pen: Pen,
  o: number,
  place: { readonly y: number; readonly spacing: number },
  [least, most]: readonly [number, number],
  error: string,
  below: string | undefined,
): void => {
  const { placement, palette, look, trace, depth, scales, unit, type } = act;
  const { words } = look;
  const column = placement.columns[depth]!;
  const size = lineSize * type;
  const reach = Math.min(place.spacing * 0.36, Math.max(1.55 * column.radius, 1.6 * size));
  const x = placement.ruler.x + 6 * unit;
  const y = (value: number): number =>
    Number.isFinite(value) ? mix(place.y + reach, place.y - reach, clamp((value - least) / (most - least), 0, 1)) : place.y;
  const target = valueOf(trace.batch.y, o);
  const prediction = outputOf(act, depth, o);
  const covered = isCovered(act, 'a', depth, [o]);
  const known = covered ? 0 : smooth(clamp(unitProgress(act, 'forward', depth, o) * 4 - 3, 0, 1));
  const stretch = covered ? 0 : arrive(partProgress(act, 'loss', depth, o, 0));
  pen.line([x, place.y - reach, x, place.y + reach], palette.rule, 1.2 * unit);
  for (const end of [least, most]) pen.line([x - 3 * unit, y(end), x + 3 * unit, y(end)], palette.rule, 1.2 * unit);
  if (stretch > 0)
    pen.bar(x - 2.6 * unit, y(target), x + 2.6 * unit, mix(y(target), y(prediction), stretch), palette.upstream, { alpha: 0.8 });
  pen.line([x - 8 * unit, y(target), x + 8 * unit, y(target)], palette.ink, 2.4 * unit);
  if (known > 0)
    pen.disc({
      x: mix(column.x + column.radius, x, known),
      y: mix(place.y, y(prediction), known),
      radius: 5.5 * unit,
      fill: diverging(palette, prediction, scales.activation),
      alpha: 1,
      outline: palette.ink,
      outlineWidth: 1.4 * unit,
      ring: undefined,
      halo: undefined,
    });
  const lines: Line[] = [
    { at: y(target), text: `${words.target} ${look.number(target)}`, colour: palette.ink, bold: false, shown: 1 },
    { at: (y(target) + y(prediction)) / 2, text: error, colour: palette.upstream, bold: true, shown: smooth(stretch) },
    {
      at: y(prediction),
      text: `${words.prediction} ${look.number(prediction)}`,
      colour: palette.ink,
      bold: false,
      shown: known < 1 ? 0 : 1,
    },
  ];
  // They keep their order and their distance, whatever is shown of them: nothing jumps.
  if (y(prediction) < y(target)) lines.reverse();
  const left = x + 14 * unit;
  const room = placement.width - left - 4 * unit;
  const apart = 1.3 * size;
  const within = Math.max(0, place.spacing / 2 - 1.5 * apart);
  const heights = spread(
    lines.map(({ at }) => clamp(at, place.y - within - apart, place.y + within + apart)),
    clamp(lines[1]!.at, place.y - within, place.y + within),
    apart,
  );
  // What is of the whole batch stands apart from what is of this sample.
  if (below) lines.push({ at: 0, text: below, colour: palette.soft, bold: false, shown: smooth(stretch) });
  [...heights, heights[2] + 1.7 * size].forEach((at, i) => {
    if (i >= lines.length) return;
    const { text, colour, bold, shown } = lines[i]!;
    if (shown === 0) return;
    const fitted = Math.max(Math.min(size, room / textWidth(text, 1)), Math.min(pen.least, size));
    const options = { tabular: true, weight: bold ? 'bold' : 'regular', alpha: shown, behind: palette.background } as const;
    pen.text(left, at, text, fitted, colour, options);
  });
};

/** Three heights in rising order about that in the middle, moved apart to `distance` at least. */
const spread = ([first, , last]: readonly number[], middle: number, distance: number): readonly [number, number, number] => [
  Math.min(first!, middle - distance),
  middle,
  Math.max(last!, middle + distance),
];
