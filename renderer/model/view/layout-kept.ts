import type { LayoutState } from './arrangement.ts';
import { sections, slots } from '#core/view/layout.ts';
import { mostPins, viewIds, type ViewId } from '#core/view/views.ts';

/** Grows by one where what was kept before can no longer be read. */
export const layoutVersion = 1;

export const defaultLayout: LayoutState = {
  open: { editor: undefined, detail: undefined, training: undefined, bottom: false, formulas: true, first: true, second: true },
  latest: 'detail',
  section: 'first',
  width: { editor: undefined, detail: undefined },
  share: { bottom: 0.4, formulas: 0.66, first: 0.33, second: 0.33 },
  slots: { first: 'plane', second: 'loss', bottom: 'scores' },
  pins: ['plane', 'loss', 'scores', 'health'],
};

/** What was kept, as far as it means something; the rest are the defaults. */
export const layoutFrom = (raw: unknown): LayoutState => {
  const kept = fieldsOf(raw);
  if (kept['version'] !== layoutVersion) return defaultLayout;
  const { open, width, share, slots: places, pins, latest, section } = kept;
  const isView = (view: unknown): view is ViewId => viewIds.includes(view as ViewId);
  const renamed = (view: unknown): unknown => (view === 'tape' ? 'graph' : view);
  const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
  const isWidth = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < 1000;
  const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
  const placed = pick(mapped(fieldsOf(places), renamed), slots, isView);
  const all = { ...defaultLayout.slots, ...placed };
  return {
    open: { ...defaultLayout.open, ...pick(open, ['editor', 'detail', 'training', 'bottom', ...sections], isFlag) },
    latest: latest === 'editor' ? 'editor' : 'detail',
    section: sections.find((each) => each === section) ?? defaultLayout.section,
    width: { ...defaultLayout.width, ...pick(width, ['editor', 'detail'], isWidth) },
    share: { ...defaultLayout.share, ...pick(share, ['bottom', ...sections], isShare) },
    slots: new Set(Object.values(all)).size === slots.length ? all : defaultLayout.slots,
    pins: Array.isArray(pins) ? [...new Set(pins.map(renamed).filter(isView))].slice(0, mostPins) : defaultLayout.pins,
  };
};

const fieldsOf = (raw: unknown): Record<string, unknown> =>
  typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};

const mapped = (fields: Record<string, unknown>, to: (value: unknown) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, to(value)]));

const pick = <Name extends string, Value>(
  raw: unknown,
  names: readonly Name[],
  is: (value: unknown) => value is Value,
): Partial<Record<Name, Value>> => {
  const fields = fieldsOf(raw);
  return Object.fromEntries(names.flatMap((name) => (is(fields[name]) ? [[name, fields[name]]] : []))) as Partial<Record<Name, Value>>;
};
