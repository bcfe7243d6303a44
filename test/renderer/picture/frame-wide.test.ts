import { describe, expect, test } from 'vitest';
import { at } from '#core/contract/matrix.ts';
import { blameCells, gridColours } from '#renderer/picture/network/cells.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { scalesOf } from '#renderer/picture/scales.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { unitState } from '#renderer/picture/network/states.ts';
import { mostEdges } from '#renderer/picture/space/wiring.ts';
import { plainLook, plainSpeech, traceOf } from '#test/scenes/scene.ts';
import strips from '#test/scenes/strips.scene.ts';
import { size, stageOf, textsOf } from './scene-stage.ts';

describe('a frame of wide layers', () => {
  test('F11 wide layers are strips; between two of them the matrix is an image; what is not drawn is said in a number', () => {
    const { frame, placement, wiring, trace, timeline } = stageOf('large');
    const made = frame(timeline.duration);
    expect(textsOf(made)).toContain(plainSpeech.words.strongestShort(mostEdges, 640));
    expect(made.edges.count).toBe(mostEdges);
    expect(wiring.hidden).toEqual([0, 64 * 128, 128 * 64, 640 - mostEdges]);
    for (const { grid, total } of placement.columns.slice(0, 3)) {
      const image = made.images.find(({ x, y }) => x === grid!.x && y === grid!.y)!;
      expect([image.known, image.colours.length]).toEqual([total, total]);
    }
    expect(textsOf(made)).toEqual(expect.arrayContaining(['W', '64 × 128', 'W  128 × 64']));
    // Each cell is of the largest weight that falls into it: none of the colours is of a lesser one.
    const { W } = trace.layers[0]!;
    expect(made.images.some(({ rows, columns }) => rows <= W.rows && columns <= W.cols && rows * columns > 1000)).toBe(true);
  });

  test('F19 the cells of a strip are known as their units have had their turn', () => {
    const { frame, placement, timeline } = stageOf('large');
    const { grid } = placement.columns[1]!;
    const known = (t: number) => frame(t).images.find(({ x, y }) => x === grid!.x && y === grid!.y)!.known;
    expect(known(timeline.unitStart('forward', 1, 0))).toBe(0);
    expect(known(timeline.unitEnd('forward', 1, 49))).toBe(50);
    expect(known(timeline.unitEnd('forward', 1, 127))).toBe(128);
    expect(known(timeline.duration)).toBe(128);
  });

  test('F20 the lens shows a unit of a strip among its neighbours, with their numbers', () => {
    const { frame, timeline, trace } = stageOf('large');
    const said = textsOf(frame(timeline.duration, { hovered: { kind: 'unit', layer: 1, unit: 77 } }));
    for (const unit of [75, 76, 77, 78, 79]) {
      expect(said).toContain(`${unit + 1}`);
      expect(said).toContain(plainSpeech.number(at(trace.layers[0]!.a, 0, unit)));
    }
    expect(textsOf(frame(timeline.duration))).not.toContain('78');
  });

  test('F25 a strip of several columns shows what its units owe beside it, each column when it has had its turn, and counts its states under it', () => {
    const { trace, shape } = traceOf(strips);
    const placement = place(shape, size);
    const timeline = stepTimeline(shape);
    const frame = (t: number) => frameAt({ trace, placement, timeline, t, look: plainLook });
    const { grid } = placement.columns[1]!;
    expect(grid!.columns).toBeGreaterThan(1);
    const beside = (t: number) =>
      frame(t).images.find(({ x, height, columns }) => x > grid!.x + grid!.width && height === grid!.height && columns === grid!.columns);
    expect(beside(timeline.unitStart('backward', 1, 0))).toBeUndefined();
    expect(beside(timeline.unitEnd('backward', 1, 99))!.known).toBe(100);
    const { known, colours } = beside(timeline.duration)!;
    expect([known, colours.length]).toEqual([300, 300]);
    const colour = blameCells(palettes.light, scalesOf(trace).owed);
    expect([...colours]).toEqual([...trace.layers[0]!.dA!.data].map(colour));
    const counts = new Map<string, number>();
    for (let unit = 0; unit < 300; unit++) {
      const state = unitState(trace, shape, 1, unit);
      if (state) counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted()).toEqual(['dead', 'dropped', 'silent']);
    expect(textsOf(frame(timeline.duration))).toEqual(expect.arrayContaining([...counts.values()].map(String)));
  });

  test('F26 columns of a strip that are too many for the room beside it share one, which is as strong as the strongest of them', () => {
    const grid = { x: 0, y: 0, width: 4, height: 3, rows: 3, columns: 4, across: false, units: 11, perCell: 1 };
    const values = [1, 2, 3, 4, 5, 6, 7, -8, 9, 10, 0];
    expect([...gridColours(grid, values, Math.abs)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0]);
    expect([...gridColours(grid, values, Math.abs, 2)]).toEqual([4, 5, 6, 10, 8, 9]);
    expect([...gridColours(grid, values, Math.abs, 4)]).toEqual([10, 8, 9]);
  });
});
