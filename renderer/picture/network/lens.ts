import { at, type Matrix } from '#core/contract/matrix.ts';
import { type Act, layerOf, outputOf, unitProgress } from '#renderer/picture/act.ts';
import { lensPlace } from './lens-place.ts';
import { drawStateSign } from './state-signs.ts';
import { clamp } from '#renderer/picture/time/easing.ts';
import { widestEdge, widthOf } from './edge-width.ts';
import { diverging, signColour } from '#renderer/picture/palette.ts';
import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import { middleOf, type Column } from '#renderer/picture/space/placement.ts';
import { stateIn } from './states.ts';
import { isTold } from './layout.ts';
import { errorText, isErrorKnown } from './values.ts';
import { strongest } from '#renderer/picture/space/strongest.ts';
import { frameCell } from './wide.ts';

/** Neighbours on either side of the unit, and weights on either side of it, that the lens shows. */
const neighbours = 2;
const mostLines = 12;

/**
 * The unit that is pointed at, or selected, enlarged among its neighbours, where they are too close for their numbers: these, and of a wide
 * layer its largest weights.
 */
export const drawLens = (act: Act, pen: Pen): void => {
  const { columns } = act.placement;
  const target = [act.look.hovered, act.look.selected].find(
    (one) =>
      (one?.kind === 'unit' || one?.kind === 'bias') &&
      columns[one.layer] !== undefined &&
      one.unit < columns[one.layer]!.total &&
      !isTold(act, columns[one.layer]!, one.unit),
  );
  if (target?.kind !== 'unit' && target?.kind !== 'bias') return;
  const column = columns[target.layer]!;
  if (column.grid) {
    drawLines(act, pen, column, target.unit);
    frameCell(act, pen, column.grid, target.unit);
  }
  drawCard(act, pen, column, target.unit);
};

const drawLines = (act: Act, pen: Pen, column: Column, unit: number): void => {
  const { columns } = act.placement;
  const { layer } = column;
  const [, y] = middleOf(column, unit);
  if (layer > 0) {
    const { W } = layerOf(act, layer);
    const values = Float64Array.from({ length: W.rows }, (_, from) => at(W, from, unit));
    const source = columns[layer - 1]!;
    for (const from of strongest(values, mostLines))
      drawLine(act, pen, departure(source, from), [column.x - column.radius, y], values[from]!);
  }
  if (layer < act.depth) {
    const values = rowOf(layerOf(act, layer + 1).W, unit);
    const next = columns[layer + 1]!;
    for (const to of strongest(values, mostLines))
      drawLine(act, pen, departure(column, unit), [next.x - next.radius, middleOf(next, to)[1]], values[to]!);
  }
};

/** Lines leave a strip at its side and an image at the very pixel. */
const departure = (column: Column, unit: number): Point => {
  const [x, y] = middleOf(column, unit);
  return [column.grid?.across ? x : column.x + column.radius, y];
};

const rowOf = ({ data, cols }: Matrix, row: number): Float64Array => data.subarray(row * cols, (row + 1) * cols);

type Point = readonly [number, number];

const drawLine = (act: Act, pen: Pen, from: Point, to: Point, weight: number): void => {
  const { palette, scales, unit } = act;
  const width = widthOf(act, weight, scales.weight, widestEdge(act));
  pen.line([...from, ...to], palette.background, width + 2 * unit, { alpha: 0.8 });
  pen.line([...from, ...to], signColour(palette, weight), width, weight < 0 ? { dash: [5 * unit, 3.3 * unit] } : {});
};

const drawCard = (act: Act, pen: Pen, column: Column, unit: number): void => {
  const { look, palette, type, scales, placement } = act;
  const { layer, total } = column;
  const size = 12 * type;
  const row = 20 * type;
  const margin = 10 * type;
  // As many neighbours as the network is high.
  const room = Math.max(1, Math.floor((placement.network.height - margin) / row));
  const shown = Math.min(2 * neighbours + 1, total, room);
  const first = clamp(unit - Math.floor(shown / 2), 0, total - shown);
  const outputs = Array.from({ length: shown }, (_, i) => look.number(outputOf(act, layer, first + i)));
  const errors = outputs.map((_, i) => (layer > 0 && isErrorKnown(act, layer, first + i) ? errorText(act, layer, first + i) : ''));
  const widest = (texts: readonly string[], letters: number): number => Math.max(...texts.map((text) => textWidth(text, letters)));
  const owed = widest(errors, size);
  const width = 54 * type + widest([`${first + shown}`], 11 * type) + widest(outputs, size) + (owed > 0 ? owed + 12 * type : 0);
  const height = row * shown + margin;
  const { x, y } = lensPlace(placement, column, unit, width, height);
  pen.clear({ left: x, right: x + width, top: y, bottom: y + height });
  pen.onDiscs(() => {
    pen.rect(x, y, width, height, palette.panel, { radius: 6 * type, outline: palette.soft, outlineWidth: type });
    for (let i = 0; i < shown; i++) {
      const known = layer === 0 || unitProgress(act, 'forward', layer, first + i) === 1;
      const fill = known ? diverging(palette, outputOf(act, layer, first + i), scales.activation) : palette.background;
      const middle = y + 5 * type + row * (i + 0.5);
      const own = first + i === unit;
      pen.dot(x + 14 * type, middle, (own ? 8.5 : 6.5) * type, own ? palette.ink : palette.soft);
      pen.dot(x + 14 * type, middle, (own ? 7 : 5.6) * type, fill);
      const state = known && layer > 0 ? stateIn(act, layer, first + i) : undefined;
      if (state) drawStateSign(act, pen, state, x + (own ? 20 : 19) * type, middle - 4.5 * type, 3.4 * type);
      const weight = own ? 'bold' : 'regular';
      pen.text(x + 28 * type, middle, `${first + i + 1}`, 11 * type, own ? palette.ink : palette.soft, { weight });
      const end = x + width - 8 * type;
      if (known)
        pen.text(end - (owed > 0 ? owed + 12 * type : 0), middle, outputs[i]!, size, palette.ink, {
          align: 'right',
          tabular: true,
          weight,
        });
      if (errors[i]) pen.text(end, middle, errors[i]!, size, palette.upstream, { align: 'right', tabular: true, weight });
    }
  });
};
