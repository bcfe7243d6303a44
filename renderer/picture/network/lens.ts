import { at, type Matrix } from '#core/contract/matrix.ts';
import { type Act, layerOf, outputOf, unitProgress } from '#renderer/picture/act.ts';
import { drawStateSign } from './state-signs.ts';
import { clamp } from '#renderer/picture/time/easing.ts';
import { widestEdge, widthOf } from './edge-width.ts';
import { cellOf, type Grid } from '#renderer/picture/space/grid.ts';
import { diverging, signColour } from '#renderer/picture/palette.ts';
import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import { middleOf, type Column } from '#renderer/picture/space/placement.ts';
import { unitState } from './states.ts';
import { strongest } from '#renderer/picture/space/strongest.ts';
import { frameCell } from './wide.ts';

/** Neighbours on either side of the unit, and weights on either side of it, that the lens shows. */
const neighbours = 2;
const mostLines = 12;

/** The unit of a wide layer that is pointed at, or selected, enlarged among its neighbours: their numbers, and its largest weights. */
export const drawLens = (act: Act, pen: Pen): void => {
  const target = [act.look.hovered, act.look.selected].find(
    (one) => (one?.kind === 'unit' || one?.kind === 'bias') && act.placement.columns[one.layer]?.grid,
  );
  if (target?.kind !== 'unit' && target?.kind !== 'bias') return;
  const column = act.placement.columns[target.layer]!;
  drawLines(act, pen, column, target.unit);
  frameCell(act, pen, column.grid!, target.unit);
  drawCard(act, pen, column, column.grid!, target.unit);
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

const drawCard = (act: Act, pen: Pen, column: Column, grid: Grid, unit: number): void => {
  const { look, palette, type, scales, placement } = act;
  const { layer } = column;
  const first = clamp(unit - neighbours, 0, Math.max(0, grid.units - 2 * neighbours - 1));
  const shown = Math.min(2 * neighbours + 1, grid.units - first);
  const row = 20 * type;
  const texts = Array.from({ length: shown }, (_, i) => look.number(outputOf(act, layer, first + i)));
  const ends = [textWidth(`${first + shown}`, 11 * type), Math.max(...texts.map((text) => textWidth(text, 12 * type)))] as const;
  const width = 54 * type + ends[0] + ends[1];
  const height = row * shown + 10 * type;
  const right = grid.x + grid.width + 12 * type;
  const x = right + width <= placement.width - 4 * type ? right : grid.x - 12 * type - width;
  const cell = cellOf(grid, unit);
  const { network } = placement;
  const y = clamp(cell.y + cell.height / 2 - height / 2, network.y, Math.max(network.y, network.y + network.height - height));
  pen.onDiscs(() => {
    pen.rect(x, y, width, height, palette.panel, { radius: 6 * type, outline: palette.soft, outlineWidth: type });
    for (let i = 0; i < shown; i++) {
      const known = unitProgress(act, layer === 0 ? 'batch' : 'forward', layer, first + i) === 1;
      const fill = known ? diverging(palette, outputOf(act, layer, first + i), scales.activation) : palette.background;
      const middle = y + 5 * type + row * (i + 0.5);
      const own = first + i === unit;
      pen.dot(x + 14 * type, middle, (own ? 8.5 : 6.5) * type, own ? palette.ink : palette.soft);
      pen.dot(x + 14 * type, middle, (own ? 7 : 5.6) * type, fill);
      const state = known && layer > 0 ? unitState(act.trace, act.shape, layer, first + i) : undefined;
      if (state) drawStateSign(act, pen, state, x + (own ? 20 : 19) * type, middle - 4.5 * type, 3.4 * type);
      const weight = own ? 'bold' : 'regular';
      pen.text(x + 28 * type, middle, `${first + i + 1}`, 11 * type, own ? palette.ink : palette.soft, { weight });
      if (known) pen.text(x + width - 8 * type, middle, texts[i]!, 12 * type, palette.ink, { align: 'right', tabular: true, weight });
    }
  });
};
