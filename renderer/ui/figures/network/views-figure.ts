import type { FigureSubject } from '#core/view/figures.ts';
import { slots } from '#core/view/layout.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import { framed } from '#renderer/picture/framed.ts';
import { together } from '#renderer/picture/shifted.ts';
import type { Figure, Setting } from '#renderer/ui/figures/figure.ts';
import { fitted } from '#renderer/ui/figures/fitted.ts';

/** Of the width, where views stand beside the network; of their width, the height of those that stand under it. */
const [share, upright] = [0.6, 0.78];
/** Letters in a line that is wide enough for both. */
const wide = 50;

/** The views that are open beside the stage and under it. Where nobody looks, those that the document says. */
export const viewsBeside = ({ layout }: Pick<App, 'layout'>): readonly FigureSubject[] => {
  const { slots: chosen, open } = layout.state;
  const { room, arrangement } = layout;
  if (room.width === 0) return slots.filter((slot) => open[slot]).map((slot) => chosen[slot]);
  return arrangement.views.filter(({ slot }) => slot === layout.large || layout.isOpen(slot)).map(({ view }) => view);
};

/** The network's figure with those of views beside it by choice. */
export const withViews = (network: Figure, views: readonly Figure[]): Figure => {
  if (views.length === 0) return network;
  const stage = (setting: Setting): Setting => (setting.views ? { ...setting, ...stageIn(setting, views.length) } : setting);
  return {
    ...network,
    beside: true,
    draw: (setting) => {
      const { width, height, palette, ground, fits } = setting;
      const own = stage(setting);
      const placed = [{ x: 0, y: 0, frame: network.draw(own) }];
      if (!setting.views) return placed[0]!.frame;
      const side = isWide(setting);
      const size = side
        ? { width: width - own.width, height: height / views.length }
        : { width, height: fits ? upright * width : (height - own.height) / views.length };
      let y = side ? 0 : placed[0]!.frame.height;
      for (const view of views) {
        const frame = drawn(view, setting, size);
        placed.push({ x: side ? own.width : 0, y, frame });
        y += fits && !side ? frame.height : size.height;
      }
      return together({ width, height: side ? height : y, background: ground ?? palette.background }, placed);
    },
    names: (setting) => network.names!(stage(setting)),
  };
};

const isWide = ({ width, letter }: Setting): boolean => width >= wide * letter;

/** The network's room: beside it a column of views where there is room, else all under each other. */
const stageIn = (setting: Setting, count: number): Pick<Setting, 'width' | 'height'> => {
  const { width, height, fits } = setting;
  if (isWide(setting)) return { width: share * width, height };
  return { width, height: fits ? height : Math.max(height - count * upright * width, height / (count + 1)) };
};

const drawn = (view: Figure, setting: Setting, size: Pick<Setting, 'width' | 'height'>): Frame =>
  framed({ title: view.title, note: view.note }, size, setting.letter, setting.palette, (inner) => {
    const own = { ...setting, ...inner, views: false, workings: false };
    return isWide(setting) ? view.draw(own) : fitted({ draw: view.draw }, own);
  });
