import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sections, slots, type Section } from '#core/view/layout.ts';
import { arrange, type Area, type LayoutState, type Room } from '#renderer/model/view/arrangement.ts';
import { defaultLayout, layoutFrom } from '#renderer/model/view/layout-kept.ts';
import { Layout } from '#renderer/model/view/layout.svelte.ts';
import { viewIds, type ViewId } from '#core/view/views.ts';

const roomOf = (width: number, height: number, rem = 16): Room => ({ width, height: height - 11 * rem, rem, caption: 3.25 * rem });
const small = roomOf(1280, 720);
const large = roomOf(1920, 1080, 18);

const anyRoom = fc
  .record({ width: fc.integer({ min: 640, max: 3840 }), height: fc.integer({ min: 480, max: 2160 }), rem: fc.constantFrom(16, 18, 26) })
  .map(({ width, height, rem }) => roomOf(width, height, rem));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const side = fc.option(fc.boolean(), { nil: undefined });
const width = fc.option(fc.double({ min: 0.1, max: 900, noNaN: true }), { nil: undefined });
const anyState: fc.Arbitrary<LayoutState> = fc.record({
  open: fc.record({
    editor: side,
    detail: side,
    training: side,
    bottom: fc.boolean(),
    formulas: fc.boolean(),
    first: fc.boolean(),
    second: fc.boolean(),
  }),
  latest: fc.constantFrom('editor', 'detail'),
  section: fc.constantFrom(...sections),
  width: fc.record({ editor: width, detail: width }),
  share: fc.record({ bottom: share, formulas: share, first: share, second: share }),
  slots: fc.shuffledSubarray([...viewIds], { minLength: 3, maxLength: 3 }).map(([first, second, bottom]) => ({ first, second, bottom })),
  pins: fc.subarray([...viewIds]),
}) as fc.Arbitrary<LayoutState>;

const overlap = (a: Area, b: Area): boolean =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.01 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.01;

const store = (content?: string) => {
  const items = new Map<string, string>(content === undefined ? [] : [['retrograd.layout', content]]);
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as unknown as Storage;
};
const layoutIn = (room: Room, content?: string): Layout => {
  const layout = new Layout(store(content));
  layout.room = room;
  layout.offered = true;
  return layout;
};

describe('the arrangement', () => {
  test('no two parts share a pixel and none leaves the room, whatever was arranged', () => {
    fc.assert(
      fc.property(anyRoom, anyState, fc.constantFrom(undefined, ...slots), (room, state, over) => {
        const { main: network, editor, formulas, views } = arrange(room, state, over);
        const panelled = over === undefined && (editor !== undefined || formulas !== undefined);
        // On a phone a panel lies over the network, and leaves its caption.
        const free = network.height - room.caption >= 12 * room.rem ? Math.floor(network.height - room.caption) : network.height;
        const laid = room.width < 36 * room.rem && panelled ? free : 0;
        const main = { ...network, y: laid, height: network.height - laid };
        const covering = views.find(({ slot }) => slot === over)?.area;
        const parts = [main, editor, formulas, ...views.map(({ area }) => area)].filter((area) => area !== undefined && area !== covering);
        parts.forEach((area, index) => {
          expect(area!.x).toBeGreaterThanOrEqual(-0.01);
          expect(area!.y).toBeGreaterThanOrEqual(-0.01);
          expect(area!.width).toBeGreaterThanOrEqual(0);
          expect(area!.x + area!.width).toBeLessThanOrEqual(room.width + 0.01);
          for (const other of parts.slice(index + 1)) expect(overlap(area!, other!)).toBe(false);
        });
        if (covering) expect([covering.x, covering.y, covering.width]).toEqual([network.x, network.y, network.width]);
        expect(new Set(views.map(({ view }) => view)).size).toBe(views.length);
        expect(main.width).toBeGreaterThanOrEqual(Math.min(20 * room.rem, room.width / 2) - 1);
      }),
      { numRuns: 500 },
    );
  });

  test('two panels beside the network where there is room, one where there is less, what was asked for where there is none', () => {
    const shown = (pixels: number): [boolean, boolean] => {
      const { editor, formulas } = arrange(roomOf(pixels, 720), asked);
      return [editor !== undefined, formulas !== undefined];
    };
    const asked = { ...defaultLayout, open: { ...defaultLayout.open, editor: true } };
    expect([shown(1280), shown(1024), shown(640)]).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ]);
  });

  test('panels come when they are asked for, the details also where the run has something to show in them', () => {
    const shown = (offered: boolean) => {
      const { editor, formulas } = arrange(large, defaultLayout, undefined, offered);
      return [editor !== undefined, formulas !== undefined];
    };
    expect([shown(false), shown(true)]).toEqual([
      [false, false],
      [false, true],
    ]);
    const layout = layoutIn(large);
    layout.offered = false;
    layout.offer('training');
    expect(layout.isOpen('training')).toBe(true);
    layout.toggle('training');
    layout.offered = true;
    layout.offer('training');
    expect(layout.isOpen('training')).toBe(false);
  });

  test('on a phone a panel has the whole width and leaves the caption, and the network comes back when it closes', () => {
    const phone: Room = { width: 390, height: 740, rem: 16, caption: 150 };
    const layout = layoutIn(phone);
    layout.toggle('editor');
    expect(layout.arrangement).toMatchObject({
      main: { x: 0, y: 0, width: 390, height: 740 },
      editor: { x: 0, y: 0, width: 390, height: 590 },
      formulas: undefined,
      covered: true,
    });
    layout.toggle('detail');
    const { editor, formulas, views, covered } = layout.arrangement;
    expect([editor, formulas?.width, covered]).toEqual([undefined, 390, true]);
    expect(formulas!.height + views.reduce((sum, { area }) => sum + area.height, 0)).toBe(590);
    layout.enlarge('first');
    expect(layout.arrangement).toMatchObject({ formulas: undefined, views: [{ area: { x: 0, y: 0, width: 390, height: 590 } }] });
    layout.enlarge('first');
    layout.toggle('detail');
    expect(layout.arrangement).toMatchObject({ formulas: undefined, views: [], covered: false });
  });

  test('a tall window shows a second view', () => {
    expect(arrange(small, defaultLayout).views.map(({ slot }) => slot)).toEqual(['first']);
    expect(arrange(large, defaultLayout).views.map(({ slot }) => slot)).toEqual(['first', 'second']);
  });

  test('sections that all open would be too low to read fold, but for the one opened last', () => {
    const layout = layoutIn(roomOf(1000, 400));
    const open = () => sections.filter((section) => layout.isOpen(section));
    expect(open()).toEqual(['first']);
    const { formulas, views } = layout.arrangement;
    expect([formulas!.height, views[0]!.area.height]).toEqual([36, layout.room.height - 36]);
    layout.toggle('formulas');
    expect(open()).toEqual(['formulas']);
    layout.toggle('formulas');
    expect(open()).toEqual(['first']);
    layout.room = small;
    layout.toggle('formulas');
    expect(open()).toEqual(['formulas', 'first']);
  });

  test('on a phone a view stands between a lesson and the caption, alone and whole', () => {
    const phone: Room = { width: 390, height: 740, rem: 16, caption: 160, lesson: { left: 0, top: 300 } };
    const state = { ...defaultLayout, open: { ...defaultLayout.open, detail: true, formulas: false, first: true, second: false } };
    const { views, formulas, covered } = arrange(phone, state);
    expect(formulas).toBeUndefined();
    expect(covered).toBe(true);
    expect(views).toEqual([{ slot: 'first', view: state.slots.first, area: { x: 0, y: 300, width: 390, height: 280 } }]);
  });

  test('in a low window the network gives way to the view under it, but not its caption', () => {
    const layout = layoutIn(roomOf(640, 400));
    expect(layout.arrangement.covered).toBe(false);
    layout.toggle('bottom');
    const { main, views, covered, dividers } = layout.arrangement;
    expect([covered, main.height, dividers]).toEqual([true, layout.room.caption, []]);
    expect(views.map(({ area }) => area.height)).toEqual([layout.room.height - layout.room.caption]);
    layout.room = small;
    expect(layout.arrangement.covered).toBe(false);
  });

  test('the open sections fill their column; closed ones keep their head', () => {
    const heights = (closed: Section[]): number[] => {
      const open = { ...defaultLayout.open, ...Object.fromEntries(closed.map((section) => [section, false])) };
      const { formulas, views } = arrange(large, { ...defaultLayout, open });
      return [formulas!.height, ...views.map(({ area }) => area.height)];
    };
    for (const closed of [[], ['formulas'], ['first', 'second']] as Section[][])
      expect(heights(closed).reduce((sum, each) => sum + each)).toBe(large.height);
    expect(Math.abs(heights(['formulas'])[0]! - 2.25 * large.rem)).toBeLessThan(1);
  });
});

describe('the layout', () => {
  test('a divider moves to where it is dragged, and no further than the least of both sides', () => {
    for (const part of ['editor', 'detail', 'formulas', 'first', 'bottom'] as const) {
      const layout = layoutIn(large);
      layout.toggle('editor');
      layout.toggle('bottom');
      const find = () => layout.arrangement.dividers.find((each) => each.part === part)!;
      const { least, most } = find();
      expect(least).toBeLessThan(most);
      for (const [wish, size] of [
        [(least + most) / 2, (least + most) / 2],
        [0, least],
        [1e6, most],
      ] as const) {
        layout.resize(part, wish);
        expect(Math.abs(find().size - size)).toBeLessThan(2);
      }
    }
  });

  test('the divider between two sections leaves the third alone', () => {
    const layout = layoutIn(large);
    const before = layout.arrangement.formulas!.height;
    const { size } = layout.arrangement.dividers.find(({ part }) => part === 'first')!;
    layout.resize('first', size + 40);
    expect(layout.arrangement.views[0]!.area.height).toBeGreaterThan(size + 38);
    expect(Math.abs(layout.arrangement.formulas!.height - before)).toBeLessThanOrEqual(1);
  });

  test('a part that was given a size gets its own again', () => {
    const layout = layoutIn(large);
    layout.toggle('editor');
    const before = layout.arrangement;
    for (const part of ['editor', 'detail', 'formulas'] as const) {
      layout.resize(part, 290);
      expect(layout.arrangement).not.toEqual(before);
      layout.restoreSize(part);
      expect(layout.arrangement).toEqual(before);
    }
  });

  test('where there is room for one panel, the one opened last is shown, and a wide window shows both again', () => {
    const layout = layoutIn(roomOf(1000, 720));
    layout.toggle('editor');
    expect([layout.isOpen('editor'), layout.isOpen('detail')]).toEqual([true, false]);
    layout.toggle('detail');
    expect([layout.isOpen('editor'), layout.isOpen('detail')]).toEqual([false, true]);
    layout.room = small;
    expect([layout.isOpen('editor'), layout.isOpen('detail')]).toEqual([true, true]);
  });

  test('a view shown in one place leaves the other to what it replaces', () => {
    const layout = layoutIn(large);
    layout.show('first', 'loss');
    expect(layout.state.slots).toEqual({ first: 'loss', second: 'plane', bottom: 'scores' });
    layout.show('first', 'health');
    expect(layout.state.slots).toEqual({ first: 'health', second: 'plane', bottom: 'scores' });
  });

  test('a view goes under the network and back', () => {
    const layout = layoutIn(small);
    layout.move('first');
    expect(layout.arrangement.views.map(({ slot, view }) => [slot, view])).toEqual([
      ['bottom', 'plane'],
      ['first', 'scores'],
    ]);
    layout.move('bottom');
    expect(layout.state.open.bottom).toBe(false);
    expect(layout.arrangement.views.map(({ slot, view }) => [slot, view])).toEqual([['first', 'plane']]);
  });

  test('a large view covers the stage but not the caption, and its place is given to the others', () => {
    const layout = layoutIn(small);
    layout.enlarge('first');
    const { main, formulas, views } = layout.arrangement;
    expect(views).toEqual([{ slot: 'first', view: 'plane', area: { ...main, height: main.height - small.caption } }]);
    expect(formulas!.height).toBe(small.height);
    layout.enlarge('first');
    expect(layout.large).toBeUndefined();
  });

  test('the oldest pin gives way', () => {
    const layout = layoutIn(small);
    layout.pin('loss');
    expect(layout.state.pins).toEqual(['plane', 'scores', 'health']);
    layout.pin('loss');
    expect(layout.state.pins).toEqual(['plane', 'scores', 'health', 'loss']);
  });

  test('what was arranged comes back, and reset forgets it', () => {
    const first = layoutIn(large);
    first.toggle('formulas');
    first.resize('detail', 500);
    first.show('bottom', 'health' satisfies ViewId);
    first.save();
    const second = new Layout(first.store);
    expect(second.state).toEqual(first.state);
    second.reset();
    expect(second.state).toEqual(defaultLayout);
  });

  test.each(['', 'not json', '[]', 'null', '7', '{"version":2,"open":{"formulas":false}}', '{"version":1}'])(
    'a store that holds %j means the defaults',
    (content) => expect(new Layout(store(content)).state).toEqual(defaultLayout),
  );

  test('a store with faults keeps what makes sense', () => {
    const kept = layoutFrom({
      version: 1,
      open: { formulas: false, editor: 'yes' },
      width: { editor: -3, detail: 25 },
      share: { bottom: 7, first: 0.5 },
      slots: { first: 'loss', second: 'loss', bottom: 'gone' },
      pins: ['gone', 'health', 'health'],
    });
    expect(kept).toEqual({
      ...defaultLayout,
      open: { ...defaultLayout.open, formulas: false },
      width: { editor: undefined, detail: 25 },
      share: { ...defaultLayout.share, first: 0.5 },
      pins: ['health'],
    });
    fc.assert(fc.property(fc.anything(), (raw) => new Set(Object.values(layoutFrom(raw).slots)).size === 3));
    expect(sections.every((section) => section in kept.share)).toBe(true);
  });

  test('a store that refuses loses the arrangement and nothing else', () => {
    const refusing = {
      getItem: () => {
        throw new Error('no');
      },
      setItem: () => {
        throw new Error('full');
      },
    } as unknown as Storage;
    const layout = new Layout(refusing);
    expect(() => layout.save()).not.toThrow();
    expect(layout.state).toEqual(defaultLayout);
  });
});
