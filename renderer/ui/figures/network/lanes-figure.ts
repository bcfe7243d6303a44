import type { App } from '#renderer/model/app.svelte.ts';
import { nameOf } from '#renderer/model/branches/branch-name.ts';
import { shortened } from '#renderer/picture/own-names.ts';
import { textWidth, Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { blend } from '#renderer/picture/palette.ts';
import { lanesOf } from '#renderer/ui/branches/lanes.ts';
import { tickWriter } from '#renderer/ui/plots/scale-words.ts';
import { scaleLinear } from 'd3-scale';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';

/** The run and its branches, a lane each from the step at which it left; a line leads to it from the lane that it left. */
export const lanesFigure = (app: App): Figure | undefined => {
  const { branches, run, preferences, playhead } = app;
  const here = playhead.shown?.trace.step;
  if (here === undefined) return undefined;
  const { words, writers, locale, number } = preferences;
  const tick = tickWriter(locale, number);
  const goal = Math.max(1, run.goal);
  const lanes = lanesOf(branches.list).map((lane) => {
    const isSeen = lane.id === branches.current || branches.beside.includes(lane.id) || !app.hides(['branches']);
    const name = isSeen ? nameOf(branches.get(lane.id), words, { ...writers, covers: app.covers }) : words.lessons.coveredBranch;
    return { ...lane, name, current: lane.id === branches.current };
  });
  return {
    name: words.figure.files.lanes,
    title: words.branches.title,
    note: stepOf(app, here),
    tikz: true,
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      const [left, right, top, bottom] = [1.2 * letter, width - 1.2 * letter, letter, height - 3.6 * letter];
      const x = scaleLinear([0, goal], [left, right]);
      const row = Math.min(3.4 * letter, (bottom - top) / lanes.length);
      const shown = lanes.slice(0, Math.max(1, Math.floor((bottom - top) / Math.max(row, 1.4 * letter))));
      const y = (lane: number): number => top + (lane + 0.7) * row;
      const end = Math.max(y(shown.length - 1) + 0.5 * row, top + 2 * letter);
      for (const value of x.ticks(Math.max(2, (right - left) / (6 * letter)))) {
        pen.line([x(value), top, x(value), end], blend(palette.background, palette.rule, 0.35), 0.07 * letter);
        const align = x(value) > right - 2 * letter ? 'right' : value === 0 ? 'left' : 'centre';
        pen.text(x(value), end + letter, tick(value), letter, palette.soft, { align, tabular: true });
      }
      pen.text(right, end + 2.3 * letter, words.plots.loss.step, letter, palette.ink, { align: 'right' });
      pen.line([x(here), top, x(here), end], palette.soft, 0.1 * letter, { dash: [0.35 * letter, 0.3 * letter] });
      shown.forEach(({ left: from, step, current, name }, lane) => {
        const colour = current ? palette.positive : palette.soft;
        const above = shown.findIndex(({ id }) => id === from);
        if (lane > 0 && above >= 0) pen.line([x(step), y(above), x(step), y(lane)], palette.rule, 0.11 * letter);
        pen.line([x(step), y(lane), right, y(lane)], colour, (current ? 0.3 : 0.16) * letter);
        pen.onDiscs(() => pen.dot(x(step), y(lane), (current ? 0.42 : 0.32) * letter, colour));
        // Where it left late its name stands before that step.
        const room = Math.max(right - x(step), x(step) - left) - letter;
        const told = shortened(name, letter, room);
        const before = textWidth(told, letter) > right - x(step) - 0.6 * letter;
        const at = before ? x(step) - 0.7 * letter : x(step) + 0.7 * letter;
        pen.text(at, y(lane) - 0.75 * letter, told, letter, current ? palette.positive : palette.ink, {
          align: before ? 'right' : 'left',
          weight: current ? 'bold' : 'regular',
          behind: palette.background,
        });
      });
      if (shown.length < lanes.length)
        pen.text(left, end + 2.3 * letter, words.branches.more(lanes.length - shown.length), letter, palette.soft);
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['branch', 'name', 'left', 'at step'],
      ...lanes.map(({ id, name, left, step, depth }) => [id, name, depth === 0 ? undefined : left, depth === 0 ? undefined : step]),
    ],
  };
};
