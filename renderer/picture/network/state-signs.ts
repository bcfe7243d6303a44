import { coversAny } from '#core/account/cover.ts';
import { type Act, layerProgress, unitProgress } from '#renderer/picture/act.ts';
import type { Pen } from '#renderer/picture/pen.ts';
import { layerState, stateIn, unitStates, type LayerState, type UnitState } from './states.ts';

/** What ails a layer's gradient, once it is known; not told while a question hides gradients. */
export const layerStateNow = (act: Act, layer: number): LayerState | undefined =>
  layerProgress(act, 'gradient', layer) === 1 && !coversAny(act.look.cover ?? [], ['findings', 'dw', 'db'])
    ? layerState(act.trace, layer)
    : undefined;

/** How many units of a layer are in each state, of those that have had their turn; the gravest first. */
export const countStates = (act: Act, layer: number): readonly (readonly [UnitState, number])[] => {
  const forward = layerProgress(act, 'forward', layer);
  if (forward === 0) return [];
  const counts = new Map<UnitState, number>();
  for (let u = 0; u < act.placement.columns[layer]!.total; u++) {
    const state = (forward ?? unitProgress(act, 'forward', layer, u)) === 1 ? stateIn(act, layer, u) : undefined;
    if (state) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return unitStates.flatMap((state) => (counts.has(state) ? [[state, counts.get(state)!] as const] : []));
};

/**
 * Each state has its own figure: a cross, a slash, a bar through the middle, a lid on top, an exclamation mark; for layers arrows, down and up.
 * Colour is the second cue.
 */
export const drawStateSign = ({ palette }: Act, pen: Pen, state: UnitState | LayerState, x: number, y: number, radius: number): void => {
  const colour = state === 'notFinite' ? palette.notFinite : state === 'silent' || state === 'dropped' ? palette.soft : palette.warning;
  const line = Math.max(radius * 0.26, 0.8);
  const arm = radius * 0.42;
  pen.onDiscs(() => {
    pen.dot(x, y, radius + line, palette.background);
    pen.dot(x, y, radius, colour);
    if (state === 'dead') {
      pen.line([x - arm, y - arm, x + arm, y + arm], palette.background, line);
      pen.line([x - arm, y + arm, x + arm, y - arm], palette.background, line);
    } else if (state === 'dropped') {
      pen.line([x - arm, y + arm, x + arm, y - arm], palette.background, 1.3 * line);
    } else if (state === 'notFinite') {
      pen.line([x, y - arm * 1.3, x, y + arm * 0.25], palette.background, 1.3 * line);
      pen.dot(x, y + arm * 1.15, 0.75 * line, palette.background);
    } else if (state === 'vanishing' || state === 'exploding') {
      const tip = state === 'vanishing' ? y + arm * 1.2 : y - arm * 1.2;
      const wing = (tip + y) / 2;
      pen.line([x, 2 * y - tip, x, tip], palette.background, line);
      pen.line([x - arm * 0.8, wing, x, tip, x + arm * 0.8, wing], palette.background, line);
    } else {
      const level = state === 'silent' ? y : y - arm;
      pen.line([x - arm * 1.15, level, x + arm * 1.15, level], palette.background, line);
      if (state === 'saturated') pen.line([x - arm * 1.1, y + arm, x - arm * 0.3, level], palette.background, line);
    }
  });
};
