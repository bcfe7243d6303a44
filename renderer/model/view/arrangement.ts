import { sections, type Section, type Side, type Slot } from '#core/view/layout.ts';
import type { ViewId } from '#core/view/views.ts';

/** What the person arranged; what they left alone is undefined, and comes where there is something to see in it. */
export interface LayoutState {
  readonly open: Readonly<Record<Side | 'training', boolean | undefined> & Record<Section | 'bottom', boolean>>;
  /** The side panel opened last: where there is room for one, it is this one. */
  readonly latest: Side;
  /** The section opened last: where there is height for one, it is this one. */
  readonly section: Section;
  /** In rem. */
  readonly width: Readonly<Record<Side, number | undefined>>;
  /** Of the sections: parts of the height that is left over their least. Of the bottom: part of the whole height. */
  readonly share: Readonly<Record<Section | 'bottom', number>>;
  /** Three views, all different. */
  readonly slots: Readonly<Record<Slot, ViewId>>;
  readonly pins: readonly ViewId[];
}

/** CSS pixels between top bar and transport; `rem` is the size of one rem in them, `caption` the height of the caption. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly rem: number;
  readonly caption: number;
  /** What a lesson takes of the network's room, on its left or above it: nothing lies over that. */
  readonly lesson?: { readonly left: number; readonly top: number };
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line that can be dragged. It sizes the part of its name: `size` pixels now, between `least` and `most`. */
export interface Divider {
  readonly part: Side | Section | 'bottom';
  readonly axis: 'x' | 'y';
  /** 1 where the part grows to the right or downwards, -1 where to the left or upwards. */
  readonly grows: 1 | -1;
  readonly area: Area;
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

export interface Arrangement {
  readonly main: Area;
  readonly editor: Area | undefined;
  readonly formulas: Area | undefined;
  readonly views: readonly { readonly slot: Slot; readonly view: ViewId; readonly area: Area }[];
  readonly dividers: readonly Divider[];
  /** There is height for the second view. */
  readonly tall: boolean;
  /** The sections that show more than their head. */
  readonly unfolded: readonly Section[];
  /** A view lies over the network or leaves it no height. */
  readonly covered: boolean;
}

/** All in rem. Beside two panels the network keeps more room than beside one. */
const roomForTwo = 73;
const roomForOne = 47;
const roomForSecond = 42;
const leastWidth = { editor: 14, detail: 16, main: 20 } as const;
const leastHeight = { formulas: 6, first: 9, second: 9, bottom: 9, main: 12 } as const;
/** With less than this a section is better folded. */
const readable = { formulas: 8, first: 14, second: 14 } as const;
/** Of a section that shows only its head. */
const head = 2.25;

const clamp = (value: number, least: number, most: number): number => Math.max(Math.min(value, most), Math.min(least, most));

/** Network and panel side by side would be slivers: a panel lies over the network, which is seen again when it closes. */
export const isNarrow = ({ width, rem }: Room): boolean => width < (leastWidth.main + leastWidth.detail) * rem;
/** Over the network a panel leaves its caption to be read, where there is height for both, and a lesson its place. */
const panelHeight = (room: Room): number => {
  const { height, caption, rem, lesson } = room;
  if (!isNarrow(room)) return height;
  const over = height - caption >= leastHeight.main * rem ? Math.floor(height - caption) : height;
  return Math.max(0, over - (lesson?.top ?? 0));
};

/** Which side panels are on show: as wished as far as there is room. The editor comes when it is asked for. */
const sidesShown = (room: Room, { open, latest }: LayoutState, offered: boolean): Readonly<Record<Side, boolean>> => {
  const { width, rem } = room;
  const two = width >= roomForTwo * rem;
  const editor = open.editor ?? false;
  const detail = open.detail ?? (offered && width >= roomForOne * rem);
  if (two || !editor || !detail) return { editor, detail };
  return { editor: latest === 'editor', detail: latest === 'detail' };
};

const sideWidths = ({ width, rem }: Room, shown: Readonly<Record<Side, boolean>>, wished: LayoutState['width']): Record<Side, number> => {
  const automatic = { editor: clamp(width * 0.17, 16.5 * rem, 20 * rem), detail: clamp(width * 0.26, 18 * rem, 30 * rem) };
  const free = Math.max(width - leastWidth.main * rem, width / 2);
  const want = (side: Side): number => (wished[side] === undefined ? automatic[side] : wished[side] * rem);
  const least = (side: Side): number => (shown[side] ? leastWidth[side] * rem : 0);
  const editor = shown.editor ? Math.round(clamp(want('editor'), least('editor'), free - least('detail'))) : 0;
  const detail = shown.detail ? Math.round(clamp(want('detail'), least('detail'), free - editor)) : 0;
  return { editor, detail };
};

interface Stacked {
  readonly section: Section;
  readonly height: number;
  readonly least: number;
  readonly open: boolean;
}

/** The sections that are open: as wished as far as there is height, and rather fewer that can be read than more that cannot. */
const unfoldedIn = (shown: readonly Section[], room: Room, { open, section: latest }: LayoutState): Section[] => {
  const height = panelHeight(room);
  let opened = shown.filter((section) => open[section]);
  const need = (): number => opened.reduce((sum, section) => sum + readable[section] - head, shown.length * head) * room.rem;
  while (opened.length > 1 && need() > height) {
    const folded = opened.findLast((section) => section !== latest);
    opened = opened.filter((section) => section !== folded);
  }
  return opened;
};

/** Heights of the sections: each its least, and what is left by their shares; all less where even that is too much. */
const stack = (shown: readonly Section[], room: Room, state: LayoutState): Stacked[] => {
  const { rem } = room;
  const height = panelHeight(room);
  const { share } = state;
  const opened = unfoldedIn(shown, room, state);
  const free = Math.max(0, height - (shown.length - opened.length) * head * rem);
  const least = opened.reduce((sum, section) => sum + leastHeight[section] * rem, 0);
  const squeeze = least > free ? free / least : 1;
  const shares = opened.reduce((sum, section) => sum + share[section], 0);
  return shown.map((section) => {
    if (!opened.includes(section)) return { section, height: head * rem, least: head * rem, open: false };
    const own = leastHeight[section] * rem * squeeze;
    const part = shares > 0 ? share[section] / shares : 1 / opened.length;
    return { section, height: own + part * Math.max(0, free - least), least: own, open: true };
  });
};

/** Shares of the sections after one of them took `size` pixels and the next one under it gave or got the difference. */
export const sharesAfter = (
  room: Room,
  state: LayoutState,
  shown: readonly Section[],
  section: Section,
  size: number,
): LayoutState['share'] => {
  const stacked = stack(shown, room, state);
  const index = stacked.findIndex((each) => each.section === section);
  const [above, below] = [stacked[index]!, stacked[index + 1]!];
  const taken = clamp(size, above.least, above.height + below.height - below.least);
  const heightOf = (each: Stacked): number => (each === above ? taken : each === below ? above.height + below.height - taken : each.height);
  const over = stacked.filter(({ open }) => open).map((each) => [each.section, heightOf(each) - each.least] as const);
  const sum = over.reduce((all, [, height]) => all + height, 0);
  return { ...state.share, ...Object.fromEntries(over.map(([name, height]) => [name, sum > 0 ? height / sum : 1])) };
};

/** The sections that the column shows; a view that lies large over the network leaves its place to the others. */
export const sectionsShown = (tall: boolean, large: Slot | undefined): Section[] =>
  sections.filter((section) => section !== large && (tall || section !== 'second'));

/** Between a lesson and the caption there is room for one section: what was opened last, or what is open. */
const oneOf = ({ open, section }: LayoutState): Section =>
  open[section] ? section : ((['first', 'second'] as const).find((view) => open[view]) ?? 'formulas');

/**
 * Where everything stands, in pixels from the top left of the room. No two parts share a pixel, but a large view covers the stage, and so
 * does a panel where there is no room beside it. `offered`: the run has something to show in the panels that nobody asked for.
 */
export const arrange = (room: Room, state: LayoutState, large?: Slot, offered = true): Arrangement => {
  const { width, height, rem, caption } = room;
  const narrow = isNarrow(room);
  const shown = narrow && large ? { editor: false, detail: false } : sidesShown(room, state, offered);
  const overlaid = narrow && (shown.editor || shown.detail);
  const sides = narrow ? { editor: 0, detail: 0 } : sideWidths(room, shown, state.width);
  const tall = height >= roomForSecond * rem;
  const views: { slot: Slot; view: ViewId; area: Area }[] = [];
  const dividers: Divider[] = [];
  const side = (part: Side, x: number, grows: 1 | -1): void => {
    if (narrow) return;
    const most = Math.max(width - leastWidth.main * rem, width / 2) - sides[part === 'editor' ? 'detail' : 'editor'];
    dividers.push({ part, axis: 'x', grows, area: { x, y: 0, width: 0, height }, size: sides[part], least: leastWidth[part] * rem, most });
  };

  const middle = { x: sides.editor, width: width - sides.editor - sides.detail };
  const under = state.open.bottom && large !== 'bottom' && !overlaid;
  // In a low window both would be slivers: the network gives way to the view, and its caption stays.
  const low = height < (leastHeight.main + leastHeight.bottom) * rem;
  const mostUnder = low ? Math.max(0, height - caption) : height - leastHeight.main * rem;
  const leastUnder = low ? mostUnder : leastHeight.bottom * rem;
  const bottom = under ? Math.round(clamp(state.share.bottom * height, leastUnder, mostUnder)) : 0;
  const main = { ...middle, y: 0, height: height - bottom };
  const { left: aside, top: above } = room.lesson ?? { left: 0, top: 0 };
  const free = { x: main.x + aside, y: above, width: main.width - aside };
  const over = { ...free, height: Math.max(0, main.height - caption - above) };
  const panel = { ...free, height: panelHeight(room) };
  const left = overlaid ? panel : { x: 0, y: 0, width: sides.editor, height };
  const right = overlaid ? panel : { x: width - sides.detail, y: 0, width: sides.detail, height };
  if (shown.editor) side('editor', sides.editor, 1);
  if (shown.detail) side('detail', right.x, -1);
  if (under) {
    const area = { ...middle, y: main.height, height: bottom };
    views.push({ slot: 'bottom', view: state.slots.bottom, area });
    const line = { ...area, height: 0 };
    if (!low) dividers.push({ part: 'bottom', axis: 'y', grows: -1, area: line, size: bottom, least: leastUnder, most: mostUnder });
  }

  let formulas: Area | undefined;
  const stacked = stack(overlaid && above > 0 ? [oneOf(state)] : sectionsShown(tall, large), room, state);
  if (shown.detail) {
    let { y } = right;
    stacked.forEach(({ section, height: own, least, open }, index) => {
      const area = { ...right, y: Math.round(y), height: Math.round(y + own) - Math.round(y) };
      if (section === 'formulas') formulas = area;
      else views.push({ slot: section, view: state.slots[section], area });
      y += own;
      const below = stacked[index + 1];
      if (!open || !below?.open) return;
      const line = { ...right, y: Math.round(y), height: 0 };
      dividers.push({ part: section, axis: 'y', grows: 1, area: line, size: own, least, most: own + below.height - below.least });
    });
  }
  if (large) views.push({ slot: large, view: state.slots[large], area: over });
  return {
    main,
    editor: shown.editor ? left : undefined,
    formulas,
    views,
    dividers,
    tall,
    unfolded: stacked.flatMap(({ section, open }) => (open ? [section] : [])),
    covered: large !== undefined || (under && low) || overlaid,
  };
};
