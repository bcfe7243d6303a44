import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '#core/contract/matrix.ts';
import { pickAt } from '#renderer/picture/space/pick.ts';
import { middleOf, mostUnits, place } from '#renderer/picture/space/placement.ts';
import { strongest } from '#renderer/picture/space/strongest.ts';
import { edgeIndex, mostEdges, wiringOf } from '#renderer/picture/space/wiring.ts';
import { anyShape, shapeOf, weightsOf } from './shapes.ts';

const anySize = fc.record({ width: fc.integer({ min: 1, max: 4000 }), height: fc.integer({ min: 1, max: 2400 }) });

describe('the placement', () => {
  test('every unit up to 32 is drawn, inside the stage and apart from its neighbours', () => {
    fc.assert(
      fc.property(anyShape(mostUnits), fc.constantFrom([760, 480], [1250, 800], [420, 300]), (shape, [width, height]) => {
        const { columns } = place(shape, { width: width!, height: height! });
        for (const column of columns) {
          expect(column.shown).toBe(column.total);
          expect(column.grid).toBeUndefined();
          for (let u = 0; u < column.shown; u++) {
            expect(column.y[u]! - column.radius).toBeGreaterThan(0);
            expect(column.y[u]! + column.radius).toBeLessThan(height!);
            if (u > 0 && column.radius > 1.5) expect(column.y[u]! - column.y[u - 1]!).toBeGreaterThan(2 * column.radius * 0.99);
          }
          expect(column.x - column.radius).toBeGreaterThan(0);
          expect(column.x + column.radius).toBeLessThan(width!);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a wider layer is a grid of cells, each of which can be pointed at', () => {
    const shape = shapeOf(64, 128, 784, 33, 10);
    const placement = place(shape, { width: 1250, height: 800 });
    const { columns } = placement;
    expect(columns.map(({ shown, grid }) => [shown, grid !== undefined])).toEqual([
      [0, true],
      [0, true],
      [0, true],
      [0, true],
      [10, false],
    ]);
    expect([columns[0]!.grid!.rows, columns[0]!.grid!.columns, columns[0]!.grid!.across]).toEqual([8, 8, true]);
    const wiring = wiringOf(placement, weightsOf(shape));
    for (const { layer, total, grid } of columns.slice(0, 4)) {
      expect(grid!.perCell).toBe(1);
      for (let unit = 0; unit < total; unit++) {
        const [x, y] = middleOf(columns[layer]!, unit);
        expect(pickAt(placement, wiring, x, y)).toEqual({ kind: 'unit', layer, unit });
      }
    }
  });

  test('a weight of a matrix drawn as an image is found by its row and column', () => {
    const shape = shapeOf(64, 128, 40, 2);
    const placement = place(shape, { width: 1250, height: 800 });
    const wiring = wiringOf(placement, weightsOf(shape));
    expect(placement.matrices.map(({ layer }) => layer)).toEqual([1, 2]);
    for (const { layer, area } of placement.matrices) {
      const [rows, columns] = [placement.columns[layer - 1]!.total, placement.columns[layer]!.total];
      for (const [from, to] of [
        [0, 0],
        [17, 31],
        [rows - 1, columns - 1],
      ] as const) {
        const x = area.x + (area.width * (to + 0.5)) / columns;
        const y = area.y + (area.height * (from + 0.5)) / rows;
        expect(pickAt(placement, wiring, x, y)).toEqual({ kind: 'weight', layer, from, to });
      }
    }
  });

  test('ten thousand units on a small stage share cells, and no cell is less than a point', () => {
    const { columns } = place(shapeOf(2, 10_000, 10_000, 1), { width: 400, height: 300 });
    const { perCell, rows, columns: across, width, height } = columns[1]!.grid!;
    expect(perCell).toBeGreaterThan(1);
    expect(rows * across * perCell).toBeGreaterThanOrEqual(10_000);
    expect(Math.min(width / across, height / rows)).toBeGreaterThanOrEqual(1);
  });

  test('between discs all weights are edges, in the order (to, from), from rim to rim', () => {
    const shape = shapeOf(2, 4, 8, 1);
    const placement = place(shape, { width: 760, height: 480 });
    const wiring = wiringOf(placement, weightsOf(shape));
    const { columns } = placement;
    expect(wiring.count).toBe(48);
    expect(wiring.hidden).toEqual([0, 0, 0, 0]);
    for (let edge = 0; edge < wiring.count; edge++) {
      const [layer, from, to] = [wiring.layer[edge]!, wiring.from[edge]!, wiring.to[edge]!];
      expect(edgeIndex(wiring, layer, from, to)).toBe(edge);
      const source = columns[layer - 1]!;
      const distance = Math.hypot(wiring.ends[4 * edge]! - source.x, wiring.ends[4 * edge + 1]! - source.y[from]!);
      expect(distance).toBeCloseTo(source.radius, 3);
    }
    expect(edgeIndex(wiring, 1, 2, 0)).toBeUndefined();
    expect(edgeIndex(wiring, 4, 0, 0)).toBeUndefined();
  });

  test('between discs and a grid the largest weights are edges, between two grids none', () => {
    const shape = shapeOf(64, 128, 10);
    const trace = weightsOf(shape);
    const wiring = wiringOf(place(shape, { width: 760, height: 480 }), trace);
    expect(wiring.count).toBe(mostEdges);
    expect(wiring.hidden).toEqual([0, 64 * 128, 1280 - mostEdges]);
    const sizes = [...trace.layers[1]!.W.data].map(Math.abs).sort((a, b) => b - a);
    const drawn = Array.from({ length: wiring.count }, (_, edge) => Math.abs(at(trace.layers[1]!.W, wiring.from[edge]!, wiring.to[edge]!)));
    expect(drawn.sort((a, b) => b - a)).toEqual(sizes.slice(0, mostEdges));
  });

  test('the largest magnitudes are found, what is not finite first', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 60 }), fc.integer({ min: 0, max: 70 }), (values, count) => {
        const rank = (value: number) => (Math.abs(value) < Infinity ? Math.abs(value) : Infinity);
        const found = [...strongest(values, count)];
        expect(new Set(found).size).toBe(Math.min(count, values.length));
        const sorted = [...values].map(rank).sort((a, b) => b - a);
        expect(found.map((place) => rank(values[place]!)).sort((a, b) => b - a)).toEqual(sorted.slice(0, count));
      }),
    );
  });

  test('whatever the size, nothing is out of number', () => {
    fc.assert(
      fc.property(anyShape(), fc.oneof(anySize, fc.constant({ width: 0, height: 0 })), (shape, size) => {
        const placement = place(shape, size);
        const { columns, unit, type } = placement;
        const { ends } = wiringOf(placement, weightsOf(shape));
        expect(ends.every(Number.isFinite)).toBe(true);
        expect(columns.every(({ x, radius, y }) => Number.isFinite(x) && radius > 0 && y.every(Number.isFinite))).toBe(true);
        expect(unit > 0 && type > 0).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('pointing at a unit finds it; beside it, its edge; at the ruler, the loss; at nothing, nothing', () => {
    const shape = shapeOf(2, 4, 8, 1);
    const placement = place(shape, { width: 760, height: 480 });
    const { columns, ruler } = placement;
    const edges = wiringOf(placement, weightsOf(shape));
    for (const { layer, x, y } of columns) {
      y.forEach((cy, unit) => expect(pickAt(placement, edges, x, cy)).toEqual({ kind: 'unit', layer, unit }));
    }
    for (let edge = 0; edge < edges.count; edge++) {
      const share = 0.37;
      const x = edges.ends[4 * edge]! * (1 - share) + edges.ends[4 * edge + 2]! * share;
      const y = edges.ends[4 * edge + 1]! * (1 - share) + edges.ends[4 * edge + 3]! * share;
      expect(pickAt(placement, edges, x, y, 0.5)?.kind).toBe('weight');
    }
    const alone = place(shapeOf(1, 1), { width: 760, height: 480 });
    const only = wiringOf(alone, weightsOf(shapeOf(1, 1)));
    const middle = (alone.columns[0]!.x + alone.columns[1]!.x) / 2;
    expect(pickAt(alone, only, middle, alone.columns[0]!.y[0]! + 3)).toEqual({ kind: 'weight', layer: 1, from: 0, to: 0 });
    expect(pickAt(alone, only, middle, alone.columns[0]!.y[0]! + 30)).toBeUndefined();
    expect(pickAt(placement, edges, ruler.x + 20, columns.at(-1)!.y[0]!)).toEqual({ kind: 'loss' });
  });
});

test('what a picture does without leaves its room to the network', () => {
  const shape = shapeOf(2, 4, 3);
  const size = { width: 760, height: 480 };
  const whole = place(shape, size);
  expect(whole.workings).toBeDefined();
  for (const without of [{ caption: true }, { legend: true }, { workings: true }])
    expect(place(shape, size, undefined, false, without).network.height).toBeGreaterThan(whole.network.height);
  const bare = place(shape, size, undefined, false, { caption: true, legend: true, workings: true });
  expect(bare.workings).toBeUndefined();
  expect(bare.legend.height).toBe(0);
  expect(bare.titleY - 7 * bare.type).toBeGreaterThan(0);
  expect(bare.network.y + bare.network.height).toBeLessThanOrEqual(size.height);
});
