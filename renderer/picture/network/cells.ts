import type { Matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Colour } from '#renderer/picture/frame.ts';
import type { Grid } from '#renderer/picture/space/grid.ts';
import { blend, type Palette } from '#renderer/picture/palette.ts';

/** Colours that were made for a step, by what they are of; they go when the step does. */
const known = new WeakMap<StepTrace, Map<string, Uint32Array>>();
/** A step is drawn in few ways at a time: more are those of sizes and themes gone by. */
const mostKept = 200;

/** Colours are made once per step and kept: the same array says that an image is the same. */
export const keptColours = (trace: StepTrace, name: string, make: () => Uint32Array): Uint32Array => {
  let made = known.get(trace);
  if (!made || made.size > mostKept) known.set(trace, (made = new Map<string, Uint32Array>()));
  let colours = made.get(name);
  if (!colours) made.set(name, (colours = make()));
  return colours;
};

/** One colour per cell, or per cells that lie beside each other in `merged` columns: of their units the value of the largest magnitude. */
export const gridColours = (grid: Grid, values: ArrayLike<number>, colour: (value: number) => Colour, merged = 1): Uint32Array => {
  const { units, perCell, rows } = grid;
  const cells = Math.ceil(units / perCell);
  const whole = Math.ceil(cells / (rows * merged)) - 1;
  return Uint32Array.from({ length: whole * rows + Math.min(rows, cells - whole * rows * merged) }, (_, at) => {
    const first = (Math.floor(at / rows) * merged * rows + (at % rows)) * perCell;
    let most = values[first]!;
    for (let beside = 0; beside < merged; beside++) {
      const start = first + beside * rows * perCell;
      for (let unit = start; unit < Math.min(units, start + perCell); unit++) most = larger(most, values[unit]!);
    }
    return colour(most);
  });
};

/** A matrix in at most `rows` by `columns` cells, along the rows: of all the values in a cell the one of the largest magnitude. */
export const matrixColours = (matrix: Matrix, rows: number, columns: number, colour: (value: number) => Colour): Uint32Array => {
  const cells = new Float64Array(rows * columns);
  const columnOf = Uint32Array.from({ length: matrix.cols }, (_, col) => Math.floor((col * columns) / matrix.cols));
  for (let row = 0, i = 0; row < matrix.rows; row++) {
    const first = Math.floor((row * rows) / matrix.rows) * columns;
    for (let col = 0; col < matrix.cols; col++, i++) {
      const cell = first + columnOf[col]!;
      cells[cell] = larger(cells[cell]!, matrix.data[i]!);
    }
  }
  return Uint32Array.from(cells, colour);
};

const larger = (one: number, other: number): number => (Math.abs(other) > Math.abs(one) || Number.isNaN(other) ? other : one);

/** From the background to the hue of the upstream gradient, by magnitude: gradients of values and of parameters. */
export const blameCells = (palette: Palette, most: number): ((value: number) => Colour) => {
  const steps = 256;
  const table = Uint32Array.from({ length: steps + 1 }, (_, i) => blend(palette.panel, palette.upstream, Math.sqrt(i / steps)));
  return (value) => {
    if (!Number.isFinite(value)) return palette.notFinite;
    return table[Math.round(Math.min(Math.abs(value) / most, 1) * steps)]!;
  };
};
