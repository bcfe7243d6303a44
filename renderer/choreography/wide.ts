import { at } from '#core/contract/matrix.ts';
import { type Act, isTurnOf, layerOf, owedPart, forwardPart, partProgress, phaseProgress } from './act.ts';
import { blameCells, gridColours, keptColours, matrixColours } from './cells.ts';
import { clamp } from './easing.ts';
import { cellOf, type Grid } from './grid.ts';
import { diverging } from './palette.ts';
import type { Area, Column } from './placement.ts';
import { textWidth, type Pen } from './pen.ts';
import type { Target } from './shape.ts';

/** Layers too wide for discs: their units as cells, the matrices between two of them as images, and in words what is not drawn. */
export const drawWide = (act: Act, pen: Pen): void => {
  for (const column of act.placement.columns) {
    if (column.grid) drawGrid(act, pen, column, column.grid);
    drawWeights(act, pen, column);
  }
};

const drawGrid = (act: Act, pen: Pen, column: Column, grid: Grid): void => {
  const { palette, type, unit, look, scales, trace, moment, depth } = act;
  const { layer } = column;
  const values = (layer === 0 ? trace.batch.x : layerOf(act, layer).a).data;
  const place = `${layer} ${grid.perCell} ${look.theme}`;
  const colours = keptColours(trace, `a ${place}`, () =>
    gridColours(grid, values, (value) => diverging(palette, value, scales.activation)),
  );
  const [phase, part] = layer === 0 ? (['batch', 0] as const) : (['forward', forwardPart(act, layer, 'activation')] as const);
  const known = cellsDone(act, grid, phase, layer, part);
  const lit = !act.focus || act.focus.lights(layer, grid.units - 1) || act.focus.lights(layer, 0);
  const area = {
    x: grid.x,
    y: grid.y,
    width: grid.width,
    height: grid.height,
    rows: grid.rows,
    columns: grid.columns,
    across: grid.across,
  };
  pen.image({ ...area, colours, known, empty: palette.background, alpha: lit ? 1 : 0.35 });
  pen.rect(grid.x, grid.y, grid.width, grid.height, palette.background, { fillAlpha: 0, outline: palette.soft, outlineWidth: unit });
  if (layer > 0) {
    const { dA, dZ } = layerOf(act, layer);
    const owed = cellsDone(act, grid, 'backward', layer, layer === depth ? 0 : owedPart(act, layer));
    // What is owed stands beside the units, cell by cell, as a halo stands around a disc.
    if (owed > 0 && grid.columns === 1) {
      const halo = { ...area, x: grid.x + grid.width + 1.5 * unit, width: 4 * unit, height: (grid.height * owed) / grid.rows, rows: owed };
      const blamed = keptColours(trace, `owed ${place}`, () => gridColours(grid, (dA ?? dZ).data, blameCells(palette, scales.owed)));
      pen.image({ ...halo, colours: blamed, known: owed, empty: palette.background, alpha: lit ? 1 : 0.35 });
    }
  }
  if (isTurnOf(act, moment.phase, layer, moment.unit) && moment.phase !== 'optimise') frameCell(act, pen, grid, moment.unit);
  const { selected } = look;
  if (selected?.kind === 'weight' && selected.layer === layer) frameCell(act, pen, grid, selected.to);
  if (selected?.kind === 'weight' && selected.layer === layer + 1) frameCell(act, pen, grid, selected.from);
  if (grid.perCell > 1)
    pen.text(column.x, grid.y + grid.height + 10 * type, look.words.perCell(grid.perCell), 10.5 * type, palette.soft, { align: 'centre' });
};

/** How many cells of a grid have had their turn in a phase: units have theirs in order. */
const cellsDone = (act: Act, grid: Grid, phase: 'batch' | 'forward' | 'backward', layer: number, part: number): number => {
  const { moment } = act;
  const cells = Math.ceil(grid.units / grid.perCell);
  if (moment.phase !== phase || moment.layer !== layer) {
    const done = partProgress(act, phase, layer, 0, part) === 1 || phaseProgress(act, phase) === 1;
    return done ? cells : 0;
  }
  if (moment.operation === 'start') return 0;
  const units = moment.unit + (partProgress(act, phase, layer, moment.unit, part) >= 0.6 ? 1 : 0);
  return Math.min(cells, Math.floor(units / grid.perCell));
};

/** A unit's cell, found by a frame around it however small it is. */
export const frameCell = ({ palette, unit }: Act, pen: Pen, grid: Grid, which: number): void => {
  const cell = cellOf(grid, which);
  const grow = Math.max(0, (5 * unit - cell.height) / 2);
  const [x, width] = [cell.x - 2 * unit, cell.width + 4 * unit];
  pen.onDiscs(() => {
    pen.rect(x, cell.y - grow, width, cell.height + 2 * grow, palette.background, {
      fillAlpha: 0,
      outline: palette.ink,
      outlineWidth: 1.6 * unit,
      radius: 1.5 * unit,
    });
  });
};

/** Between two grids the matrix is an image; with a grid at one end, the words say how many of the weights are drawn. */
const drawWeights = (act: Act, pen: Pen, target: Column): void => {
  const { placement, palette, type, look, wiring } = act;
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
  const text = look.words.strongest(rows * cols - wiring.hidden[layer]!, rows * cols);
  pen.text(middle, bottom, text, 10.5 * type, palette.soft, { align: 'centre', behind: palette.background });
};

/** Rows are the units that the weights come from, columns those that they lead to. */
const drawMatrix = (act: Act, pen: Pen, layer: number, area: Area): void => {
  const { trace, palette, scales, look, moment, type, unit } = act;
  const { W, WAfter, dW } = layerOf(act, layer);
  const gradient = moment.phase === 'gradient' || moment.phase === 'optimise';
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
  for (const target of [act.look.hovered, act.look.selected]) {
    if (target?.kind === 'weight' && target.layer === layer) drawWeight(act, pen, area, target);
  }
  pen.text(area.x + area.width / 2, area.y + area.height + 10 * type, `${name}  ${W.rows} × ${W.cols}`, 10.5 * type, palette.soft, {
    align: 'centre',
    behind: palette.background,
  });
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
  pen.rect(middle - half, level - 0.7 * size, 2 * half, 1.4 * size, palette.background, { radius: 0.7 * size, alpha: 0.92 });
  pen.text(middle, level, text, size, palette.ink, { align: 'centre', weight: 'bold' });
};
