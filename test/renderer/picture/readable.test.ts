import { describe, expect, test } from 'vitest';
import { at } from '#core/contract/matrix.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import type { Text } from '#renderer/picture/frame.ts';
import { isTold } from '#renderer/picture/network/layout.ts';
import { actOf } from '#renderer/picture/act.ts';
import type { Look } from '#renderer/picture/look.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { textWidth } from '#renderer/picture/pen.ts';
import { crosses } from '#renderer/picture/space/boxes.ts';
import { place, type Column, type Placement } from '#renderer/picture/space/placement.ts';
import { speechOf } from '#renderer/picture/speech.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { wiringOf } from '#renderer/picture/space/wiring.ts';
import { scenes } from '#test/scenes/all.ts';
import { lookOf, spanish, traceOf, type SceneFile, type Staged } from '#test/scenes/scene.ts';

const staged = [...scenes]
  .filter(([, { against, view }]) => !against && !view)
  .map(([name, scene]) => ({ name, scene, made: traceOf(scene) }));

const windows = [
  [1024, 640],
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
] as const;

/** The part of a window that the picture has: at the desk between the panels, presenting alone, or beside a formula or a view. */
const rooms = {
  desk: { across: 0.56, down: 0.7, presenting: false },
  whole: { across: 1, down: 0.7, presenting: false },
  presenting: { across: 1, down: 0.82, presenting: true },
  beside: { across: 0.6, down: 0.82, presenting: true },
} as const;

/** Letters for the back of a room, in a window of this height. */
const audience = (height: number): number => (25 * height) / 1080;

const boxOf = ({ x, y, text, size, align }: Text) => {
  const width = textWidth(text, size);
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - 0.45 * size, bottom: y + 0.45 * size };
};

/** A text where it belongs to a unit: no nearer to another of its column than to it, and before the next column. */
const textsAt = (texts: readonly Text[], { columns }: Placement, { x, y, radius, spacing }: Column, unit: number, text: string): Text[] => {
  const gap = columns[1]!.x - columns[0]!.x;
  return texts.filter(
    (one) => one.text === text && Math.abs(one.y - y[unit]!) <= Math.max(spacing, 3 * radius) / 2 && Math.abs(one.x - x) <= gap / 2,
  );
};

/** The sizes that numbers must have, before an audience. */
const required = ({ columns, least }: Placement): number => (Math.max(...columns.map(({ total }) => total)) <= 4 ? 1.35 * least : least);

describe.each(windows)('in a window of %i by %i', (width, height) => {
  describe.each(Object.entries(rooms))('the picture %s', (_, { across, down, presenting }) => {
    const size = { width: Math.round(width * across), height: Math.round(height * down) };
    const letters = presenting ? audience(height) : undefined;
    const frameOf = (scene: SceneFile, made: Staged, share: number, asked: Partial<Look> = {}) => {
      const { trace, shape } = made;
      const placement = place(shape, size, letters, true);
      const timeline = stepTimeline(shape);
      const look = lookOf(scene, made, presenting ? 'contrast' : 'light', { ...spanish, ...asked });
      const parts = { trace, placement, timeline, t: share * timeline.duration, look };
      return {
        placement,
        act: actOf(parts),
        frame: frameAt(parts),
        hovering: (layer: number, unit: number) => frameAt({ ...parts, look: { ...look, hovered: { kind: 'unit', layer, unit } } }),
      };
    };

    test.each(staged)('$name: every value can be read at its unit, or under the lens where there is no room', ({ scene, made }) => {
      const { trace } = made;
      const { placement, act, frame, hovering } = frameOf(scene, made, 1, { selected: undefined });
      const lost: string[] = [];
      for (const column of placement.columns) {
        const { layer } = column;
        for (let unit = 0; unit < column.shown; unit++) {
          const value = act.look.number(at(layer === 0 ? trace.batch.x : trace.layers[layer - 1]!.a, 0, unit));
          const owed = layer === 0 ? undefined : `δ ${act.look.number(at(trace.layers[layer - 1]!.dZ, 0, unit))}`;
          const where = `of unit ${unit} of layer ${layer}`;
          if (isTold(act, column, unit)) {
            const told = textsAt(frame.texts, placement, column, unit, value);
            if (!told.some(({ size }) => size >= required(placement) - 1e-9)) lost.push(`${value} ${where}`);
            if (owed && textsAt(frame.texts, placement, column, unit, owed).length === 0) lost.push(`${owed} ${where}`);
          } else {
            const said = hovering(layer, unit).texts.map(({ text }) => text);
            for (const text of [value, owed]) if (text && !said.includes(text)) lost.push(`${text} ${where} under the lens`);
          }
        }
      }
      expect(lost).toEqual([]);
    });

    test.each(staged)('$name: what is written lies within the picture, and no value over another or over a name', ({ scene, made }) => {
      const lost: string[] = [];
      for (const share of [0.3, 0.5, 0.7, 0.85]) {
        const { placement, frame } = frameOf(scene, made, share);
        const { y: top, height: down } = placement.network;
        const boxes = frame.texts
          .filter(({ text, y }) => text !== '' && y > placement.captionY + 1 && y < top + down)
          .map((text) => ({ text: text.text, ...boxOf(text) }));
        for (const [index, one] of boxes.entries()) {
          if (one.left < -1 || one.right > size.width + 1) lost.push(`${one.text} leaves the picture at ${share}`);
          for (const other of boxes.slice(0, index)) {
            const w = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const h = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            if (Math.min(w, h) > 1) lost.push(`${one.text} over ${other.text} at ${share}`);
          }
        }
      }
      expect(lost).toEqual([]);
    });
  });
});

test('a network of few units presents every number at a thirty-second of the height', () => {
  const { trace, shape } = traceOf(scenes.get('first')!);
  expect(trace.layers).toHaveLength(2);
  const height = 1080;
  expect(place(shape, { width: 1920, height: 880 }, audience(height), true).values).toBeGreaterThanOrEqual(height / 32);
});

describe('the network of the first visit', () => {
  const scene = scenes.get('first')!;
  const made = traceOf(scene);
  const { trace, shape } = made;
  const timeline = stepTimeline(shape);
  const said = (size: { width: number; height: number }, t: number, asked: Partial<Look> = {}, letters?: number) =>
    frameAt({
      trace,
      placement: place(shape, size, letters, true),
      timeline,
      t,
      look: lookOf(scene, made, 'light', { ...spanish, ...asked }),
    }).texts;
  const { number } = speechOf({ ...lookOf(scene, made, 'light', spanish) });

  test.each([
    [390, 420, undefined],
    [820, 700, undefined],
    [1366, 570, undefined],
    [1920, 880, 25],
    [1152, 900, 25],
  ])('has every weight on its edge and every bias at its unit on a stage of %i by %i', (width, height, letters) => {
    const texts = said({ width, height }, timeline.duration * 0.55, {}, letters);
    const count = (text: string): number => texts.filter((one) => one.text === text && one.size >= (letters ?? 11)).length;
    const weights = trace.layers.flatMap(({ W }) => [...W.data].map(number));
    // Some numbers are of weights and of units alike.
    for (const weight of new Set(weights))
      expect(count(weight), weight).toBeGreaterThanOrEqual(weights.filter((one) => one === weight).length);
    if (width < 1100) return;
    const biases = trace.layers.flatMap(({ b }) => [...b.data].map((b) => `b ${number(b)}`));
    expect(texts.flatMap(({ text }) => (text.startsWith('b ') ? [text] : [])).toSorted()).toEqual(biases.toSorted());
  });

  test('the unit that this sample closes says why, and what it owes; the target, the loss and the prediction are named', () => {
    const texts = said({ width: 1366, height: 570 }, timeline.duration).map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        `cerrada: z = ${number(-0.25)}`,
        'δ 0',
        `δ ${number(-2)}`,
        `objetivo ${number(1)}`,
        `pérdida ${number(1)}`,
        'predice 0',
        'oculta 2',
        'salida',
      ]),
    );
  });

  test.each([
    [820, 540, undefined],
    [1366, 570, undefined],
    [1920, 880, 25],
  ])('no edge passes behind why a unit is closed, and no gate behind a bias, on a stage of %i by %i', (width, height, letters) => {
    const next = { ...scene, step: 1 };
    const later = traceOf(next);
    const placement = place(shape, { width, height }, letters, true);
    const look = lookOf(next, later, 'light', spanish);
    const frame = (t: number) => frameAt({ trace: later.trace, placement, timeline, t, look });
    const { ends, count } = wiringOf(placement, later.trace);
    const closed = frame(timeline.duration).texts.filter(({ text }) => text.startsWith('cerrada: '));
    expect(closed).toHaveLength(2);
    for (const text of closed)
      for (let edge = 0; edge < count; edge++)
        expect(crosses(boxOf(text), ends[4 * edge]!, ends[4 * edge + 1]!, ends[4 * edge + 2]!, ends[4 * edge + 3]!), text.text).toBe(false);
    // The gates stand before both hidden units that are closed, before the open one, and before the output.
    const { texts, marks } = frame(timeline.unitEnd('backward', 1, 2) - 1e-6);
    const upright = marks.flatMap((mark) =>
      mark.kind === 'line' && mark.points.length === 4 && mark.points[0] === mark.points[2] && mark.colour !== palettes.light.background
        ? [mark.points]
        : [],
    );
    expect(upright).toHaveLength(8);
    const biases = texts.filter(({ text }) => text.startsWith('b '));
    expect(biases).toHaveLength(4);
    for (const { left, right, top, bottom } of biases.map(boxOf))
      for (const [x, y0, , y1] of upright)
        expect(x! > left && x! < right && Math.max(y0!, y1!) > top && Math.min(y0!, y1!) < bottom).toBe(false);
  });

  test('the band along the ways from what is chosen is in the legend while it is drawn', () => {
    const chosen = { kind: 'unit', layer: 1, unit: 0 } as const;
    const at = (asked: Partial<Look>) => said({ width: 1366, height: 570 }, 0.1, asked).map(({ text }) => text);
    expect(at({ selected: chosen })).toContain('camino hasta la pérdida');
    expect(at({})).not.toContain('camino hasta la pérdida');
  });
});

test('what is of the batch says so beside what is of the sample', () => {
  const scene = scenes.get('article')!;
  const made = traceOf(scene);
  const { trace, shape } = made;
  const timeline = stepTimeline(shape);
  const look = lookOf(scene, made, 'light', spanish);
  const texts = frameAt({
    trace,
    placement: place(shape, { width: 1366, height: 570 }),
    timeline,
    t: timeline.partEnd('gradient', 3, 0, 0),
    look,
  }).texts;
  const said = texts.map(({ text }) => text);
  const { number } = speechOf(look);
  const samples = trace.batch.indices.length;
  expect(samples).toBeGreaterThan(1);
  const own = at(trace.layers[1]!.a, 0, 0) * at(trace.layers[2]!.dZ, 0, 0);
  expect(said).toEqual(
    expect.arrayContaining(['= esta muestra', number(own), `Σ lote de ${samples}`, `Σ ${number(at(trace.layers[2]!.dW, 0, 0))}`]),
  );
  expect(said.some((text) => text.startsWith(`Σ ∂L/∂w · lote de ${samples}`))).toBe(true);
});
