import { slope } from '#core/account/backward.ts';
import { type Act, gatePart, isTurnOf, layerProgress, partProgress, unitProgress } from '#renderer/picture/act.ts';
import { activationFacts } from '#core/math/activation.ts';
import { clamp, mix, smooth } from '#renderer/picture/time/easing.ts';
import type { Grid } from '#renderer/picture/space/grid.ts';
import { textWidth, type Pen } from '#renderer/picture/pen.ts';
import { plate, type Column } from '#renderer/picture/space/columns.ts';
import { biasTop } from './biases.ts';
import { layoutsOf } from './layout.ts';
import { haloMost, hasDashedRim } from './units.ts';
import { countStates, drawStateSign, layerStateNow } from './state-signs.ts';
import { stateIn } from './states.ts';

/** What stands on the units: signs of their states, the gates of the way back. */
export const drawBadges = (act: Act, pen: Pen): void => {
  const backward = act.moment.phase === 'backward';
  for (const column of act.placement.columns.slice(1)) {
    const forward = layerProgress(act, 'forward', column.layer);
    for (let u = 0; u < column.shown; u++) {
      if ((forward ?? unitProgress(act, 'forward', column.layer, u)) === 1) drawState(act, pen, column, u);
      if (backward) drawGate(act, pen, column, u);
    }
  }
  for (const column of act.placement.columns.slice(1)) {
    if (column.grid) drawCounts(act, pen, column, column.grid);
    const state = layerStateNow(act, column.layer);
    // Over the title of its column, which others may be too near to stand beside.
    if (state) drawStateSign(act, pen, state, column.x, act.placement.titleY - 13 * act.type, 4.6 * act.type);
  }
};

/** A strip has no room for a sign at each unit: under it stands each sign with how many units have it. */
const drawCounts = (act: Act, pen: Pen, column: Column, grid: Grid): void => {
  const { type, palette } = act;
  const size = 10.5 * type;
  const y = grid.y + grid.height + 10 * type;
  const items = countStates(act, column.layer).map(([state, count]) => ({
    state,
    text: `${count}`,
    width: 12 * type + textWidth(`${count}`, size),
  }));
  const widthOf = (some: typeof items): number => some.reduce((sum, { width }) => sum + width, 0) + 6 * type * (some.length - 1);
  const { columns } = act.placement;
  const room = columns[1]!.x - columns[0]!.x - 8 * act.unit;
  // The gravest come first, and stay longest.
  const shown = items.filter((_, i) => widthOf(items.slice(0, i + 1)) <= room);
  let x = column.x - widthOf(shown) / 2;
  for (const { state, text, width } of shown) {
    drawStateSign(act, pen, state, x + 4 * type, y, 4 * type);
    pen.text(x + 11 * type, y, text, size, palette.soft, { tabular: true, behind: palette.background });
    x += width + 6 * type;
  }
};

const drawState = (act: Act, pen: Pen, column: Column, u: number): void => {
  const state = stateIn(act, column.layer, u);
  if (!state) return;
  if (state === 'silent' && hasDashedRim(act, column)) return;
  const radius = clamp(column.radius * 0.36, 2.6 * act.unit, 8 * act.unit);
  const away = column.radius * 0.78;
  drawStateSign(act, pen, state, column.x + away, column.y[u]! - away, radius);
};

/** Two jaws before the unit, as far open as f'(z) is steep. Shut, nothing passes. */
const drawGate = (act: Act, pen: Pen, column: Column, u: number): void => {
  const { palette, unit, shape } = act;
  const { layer, radius } = column;
  const part = gatePart(act, layer);
  if (part === undefined || radius < 4 * unit) return;
  const progress = smooth(partProgress(act, 'backward', layer, u, part));
  const own = progress === 0 ? undefined : slope(act.account, layer, u);
  if (!own) return;
  const open = clamp(Math.abs(own.value ?? NaN) / activationFacts[shape.layers[layer - 1]!.activation].steepest, 0, 1);
  const opening = mix(1, Number.isFinite(open) ? open : 0, progress);
  // Before the disc, and before the plate of its number where that is wider.
  const { texts, where, size } = layoutsOf(act)[layer]!;
  const plated = where[u] === 'across' ? plate(textWidth(texts[u] ?? '', size.across), size.across) / 2 : 0;
  const x = column.x - Math.max(radius + haloMost(act, column), plated) - 2.5 * unit;
  const y = column.y[u]!;
  // The bias stands under it.
  const reach = Math.min(radius * 0.74, column.roomy ? biasTop(act, column) : Infinity);
  const gap = reach * 0.6 * opening;
  const shut = progress === 1 && open === 0;
  const width = clamp(radius * 0.16, 1.6 * unit, 4 * unit);
  const colour = shut ? palette.warning : palette.ink;
  const alpha = isTurnOf(act, 'backward', layer, u) || shut ? 1 : 0.5;
  pen.onDiscs(() => {
    for (const side of [-1, 1]) {
      const ends = [x, y + side * reach, x, y + side * gap];
      pen.line(ends, palette.background, width + 2 * unit);
      pen.line(ends, colour, width, { alpha });
    }
  });
};
