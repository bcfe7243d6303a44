import { type Act, isTurnOf, layerOf, upstreamPart, forwardPart, partProgress, phaseProgress } from '#renderer/picture/act.ts';
import { blameCells, gridColours, keptColours } from './cells.ts';
import { cellOf, type Grid } from '#renderer/picture/space/grid.ts';
import { drawWeights } from './matrix.ts';
import { diverging } from '#renderer/picture/palette.ts';
import type { Column } from '#renderer/picture/space/placement.ts';
import type { Pen } from '#renderer/picture/pen.ts';

/** Layers too wide for discs: their units as cells, the matrices between two of them as images, and in words what is not drawn. */
export const drawWide = (act: Act, pen: Pen): void => {
  for (const column of act.placement.columns) {
    if (column.grid) drawGrid(act, pen, column, column.grid);
    drawWeights(act, pen, column);
  }
};

const drawGrid = (act: Act, pen: Pen, column: Column, grid: Grid): void => {
  const { palette, type, unit, look, scales, trace, moment } = act;
  const { layer } = column;
  const values = (layer === 0 ? trace.batch.x : layerOf(act, layer).a).data;
  const place = `${layer} ${grid.perCell} ${look.theme}`;
  const colours = keptColours(trace, `a ${place}`, () =>
    gridColours(grid, values, (value) => diverging(palette, value, scales.activation)),
  );
  const known = layer === 0 ? colours.length : cellsDone(act, grid, 'forward', layer, forwardPart(act, layer, 'activation'));
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
  if (layer > 0) drawOwed(act, pen, grid, layer, lit ? 1 : 0.35);
  if (isTurnOf(act, moment.phase, layer, moment.unit) && moment.phase !== 'optimise') frameCell(act, pen, grid, moment.unit);
  const { selected } = look;
  if (selected?.kind === 'weight' && selected.layer === layer) frameCell(act, pen, grid, selected.to);
  if (selected?.kind === 'weight' && selected.layer === layer + 1) frameCell(act, pen, grid, selected.from);
  if (grid.perCell > 1)
    pen.text(column.x, grid.y + grid.height + 23 * type, look.words.perCell(grid.perCell), 10.5 * type, palette.soft, { align: 'centre' });
};

/** What is owed stands beside the units, cell by cell, as a halo stands around a disc; where that has no room, columns share one. */
const drawOwed = (act: Act, pen: Pen, grid: Grid, layer: number, alpha: number): void => {
  const { palette, unit, look, scales, trace, depth } = act;
  const owed = cellsDone(act, grid, 'backward', layer, layer === depth ? 0 : upstreamPart(act, layer));
  if (owed === 0) return;
  const { dA, dZ } = layerOf(act, layer);
  const merged = Math.ceil(grid.columns / Math.floor(mostBeside * unit));
  const columns = Math.ceil(grid.columns / merged);
  const colours = keptColours(trace, `owed ${layer} ${grid.perCell} ${grid.rows} ${merged} ${look.theme}`, () =>
    gridColours(grid, (dA ?? dZ).data, blameCells(palette, scales.owed), merged),
  );
  const all = owed === Math.ceil(grid.units / grid.perCell);
  pen.image({
    x: grid.x + grid.width + 1.5 * unit,
    y: grid.y,
    width: Math.min(4 * columns, mostBeside) * unit,
    height: grid.height,
    rows: grid.rows,
    columns,
    across: false,
    colours,
    // Of columns that share one all must have had their turn.
    known: all ? colours.length : Math.floor(owed / (grid.rows * merged)) * grid.rows + (merged === 1 ? owed % grid.rows : 0),
    empty: palette.background,
    alpha,
  });
};

/** Room beside a strip for what its units owe. */
const mostBeside = 11;

/** How many cells of a grid have had their turn in a phase: units have theirs in order. */
const cellsDone = (act: Act, grid: Grid, phase: 'forward' | 'backward', layer: number, part: number): number => {
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
