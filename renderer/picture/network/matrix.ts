import { at } from '#core/contract/matrix.ts';
import { type Act, layerOf, partProgress } from '#renderer/picture/act.ts';
import { blameCells, keptColours, matrixColours } from './cells.ts';
import { clamp } from '#renderer/picture/time/easing.ts';
import { boxAround } from '#renderer/picture/space/boxes.ts';
import { diverging } from '#renderer/picture/palette.ts';
import type { Area, Column } from '#renderer/picture/space/placement.ts';
import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** Between two grids the matrix is an image; with a grid at one end, the words say how many of the weights are drawn. */
export const drawWeights = (act: Act, pen: Pen, target: Column): void => {
  const { placement, palette, type, unit, look, wiring } = act;
  const { layer } = target;
  const source = placement.columns[layer - 1];
  if (!source || wiring.hidden[layer] === 0) return;
  const middle = (source.x + source.radius + target.x - target.radius) / 2;
  const { rows, cols } = layerOf(act, layer).W;
  const bottom = placement.network.y + placement.network.height - 7 * type;
  const matrix = placement.matrices.find((one) => one.layer === layer);
  if (matrix) {
    drawMatrix(act, pen, layer, matrix.area);
    return;
  }
  const [size, shown, all] = [10.5 * type, rows * cols - wiring.hidden[layer]!, rows * cols];
  const room = target.x - source.x;
  const text = [look.words.strongest(shown, all), look.words.strongestShort(shown, all)].find((words) => textWidth(words, size) <= room);
  if (text === undefined) return;
  const half = textWidth(text, size) / 2 + 4 * unit;
  // Under a strip there is room for it, on a disc there is none.
  const x = target.grid
    ? Math.max(middle, source.grid ? 0 : source.x + source.radius + half)
    : Math.min(middle, target.x - target.radius - half);
  if (pen.isFree(boxAround(x, bottom, 2 * half, size)))
    pen.text(x, bottom, text, size, palette.soft, { align: 'centre', behind: palette.background });
};

/** Rows are the units that the weights come from, columns those that they lead to. */
const drawMatrix = (act: Act, pen: Pen, layer: number, area: Area): void => {
  const { trace, palette, scales, look, unit } = act;
  const { W, WAfter, dW } = layerOf(act, layer);
  const gradient = isGradient(act);
  const after = partProgress(act, 'update', layer, W.cols - 1, W.rows) === 1;
  const rows = Math.max(1, Math.min(W.rows, Math.floor(area.height)));
  const columns = Math.max(1, Math.min(W.cols, Math.floor(area.width)));
  const most = look.scale === 'layer' ? scales.weights[layer - 1]! : scales.weight;
  const [name, matrix] = gradient ? (['∂L/∂W', dW] as const) : (['W', after ? WAfter : W] as const);
  const colours = keptColours(trace, `${name} ${after} ${layer} ${rows} ${columns} ${look.theme} ${most}`, () =>
    matrixColours(matrix, rows, columns, gradient ? blameCells(palette, scales.gradient) : (value) => diverging(palette, value, most)),
  );
  pen.image({
    ...area,
    rows,
    columns,
    across: true,
    colours,
    known: colours.length,
    empty: palette.background,
    alpha: act.focus ? 0.3 : 1,
  });
  pen.rect(area.x, area.y, area.width, area.height, palette.background, { fillAlpha: 0, outline: palette.rule, outlineWidth: unit });
  drawTurn(act, pen, layer, area);
};

/** What matrices show, and the weights in them that are pointed at: after all that stands beside them, so that neither lies over the other. */
export const drawMatrixTexts = (act: Act, pen: Pen): void => {
  const { placement, look } = act;
  for (const { layer, area } of placement.matrices) {
    for (const target of [look.hovered, look.selected]) {
      if (target?.kind === 'weight' && target.layer === layer) drawWeight(act, pen, area, target);
    }
    drawName(act, pen, layer, area);
  }
};

const isGradient = ({ moment }: Act): boolean => moment.phase === 'gradient' || moment.phase === 'optimise';

/** Under a matrix its name and shape, in two lines where the columns beside it are near, on a plate that no line crosses. */
const drawName = (act: Act, pen: Pen, layer: number, area: Area): void => {
  const { palette, type, unit } = act;
  const { W } = layerOf(act, layer);
  const parts = [isGradient(act) ? '∂L/∂W' : 'W', `${W.rows} × ${W.cols}`] as const;
  const size = 10.5 * type;
  const line = parts.join('  ');
  const [x, y] = [area.x + area.width / 2, area.y + area.height + 4 * type];
  const levelOf = (i: number): number => y + (6 + 12.5 * i) * type;
  const fits = (texts: readonly string[]): boolean =>
    texts.every((text, i) => {
      const width = textWidth(text, size);
      return width <= area.width + 22 * unit && pen.isFree(boxAround(x, levelOf(i), width, size));
    });
  const lines = [[line], parts, [parts[0]]].find(fits);
  if (!lines) return;
  const width = Math.max(...lines.map((text) => textWidth(text, size)));
  pen.onDiscs(() => pen.rect(x - width / 2, y, width, 12.5 * type * lines.length, palette.background, { radius: 3 * type, alpha: 0.92 }));
  lines.forEach((text, i) => pen.text(x, levelOf(i), text, size, palette.soft, { align: 'centre' }));
};

/** The weights that the unit in action uses: its column of the matrix, or backward its row. */
const drawTurn = ({ moment, palette, unit, trace }: Act, pen: Pen, layer: number, area: Area): void => {
  if (moment.operation === 'start' || moment.phase === 'optimise') return;
  const { rows, cols } = trace.layers[layer - 1]!.W;
  const options = { fillAlpha: 0, outline: palette.ink, outlineWidth: 1.3 * unit };
  if (moment.phase === 'backward') {
    if (moment.layer !== layer - 1) return;
    const height = Math.max(area.height / rows, 4 * unit);
    pen.rect(area.x - unit, area.y + ((moment.unit + 0.5) * area.height) / rows - height / 2, area.width + 2 * unit, height, 0, options);
    return;
  }
  if (moment.layer !== layer || moment.phase === 'loss') return;
  const width = Math.max(area.width / cols, 4 * unit);
  pen.rect(area.x + ((moment.unit + 0.5) * area.width) / cols - width / 2, area.y - unit, width, area.height + 2 * unit, 0, options);
};

/** A weight that is pointed at or selected: a frame around its cell and its number. */
const drawWeight = (act: Act, pen: Pen, area: Area, { layer, from, to }: Extract<Target, { kind: 'weight' }>): void => {
  const { palette, unit, type, look } = act;
  const { W } = layerOf(act, layer);
  const [width, height] = [Math.max(area.width / W.cols, 5 * unit), Math.max(area.height / W.rows, 5 * unit)];
  const x = area.x + ((to + 0.5) * area.width) / W.cols;
  const y = area.y + ((from + 0.5) * area.height) / W.rows;
  pen.rect(x - width / 2, y - height / 2, width, height, palette.background, {
    fillAlpha: 0,
    outline: palette.ink,
    outlineWidth: 1.6 * unit,
  });
  const text = `${from + 1} → ${to + 1}   ${look.number(at(W, from, to))}`;
  const size = 12 * type;
  const half = textWidth(text, size) / 2 + 0.4 * size;
  const middle = clamp(x, area.x + half, Math.max(area.x + half, area.x + area.width - half));
  const above = y - height / 2 - 0.95 * size;
  const level = above - size < area.y ? y + height / 2 + 0.95 * size : above;
  pen.clear(boxAround(middle, level, 2 * half, size));
  pen.onDiscs(() =>
    pen.rect(middle - half, level - 0.7 * size, 2 * half, 1.4 * size, palette.background, { radius: 0.7 * size, alpha: 0.92 }),
  );
  pen.text(middle, level, text, size, palette.ink, { align: 'centre', weight: 'bold' });
};
