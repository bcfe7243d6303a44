import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edgeIndex, mostUnits, pickAt, place } from '#renderer/choreography/placement.ts';
import { anyShape, shapeOf } from './shapes.ts';

const anySize = fc.record({ width: fc.integer({ min: 1, max: 4000 }), height: fc.integer({ min: 1, max: 2400 }) });

describe('the placement', () => {
  test('every unit up to 32 is drawn, inside the stage and apart from its neighbours', () => {
    fc.assert(
      fc.property(anyShape(mostUnits), fc.constantFrom([760, 480], [1250, 800], [420, 300]), (shape, [width, height]) => {
        const { columns } = place(shape, { width: width!, height: height! });
        for (const column of columns) {
          expect(column.shown).toBe(column.total);
          expect(column.moreY).toBeUndefined();
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

  test('a layer beyond 32 shows its first units and says that there are more', () => {
    const { columns } = place(shapeOf(64, 128, 10), { width: 760, height: 480 });
    expect(columns[1]!.shown).toBeLessThan(33);
    expect(columns[1]!.shown).toBeGreaterThan(8);
    expect(columns[1]!.moreY).toBeGreaterThan(columns[1]!.y.at(-1)!);
    expect(columns[2]!.shown).toBe(10);
  });

  test('edges stand in the order of W and end at the rims', () => {
    const placement = place(shapeOf(2, 4, 8, 1), { width: 760, height: 480 });
    const { edges, columns } = placement;
    expect(edges.count).toBe(48);
    for (let edge = 0; edge < edges.count; edge++) {
      const [layer, from, to] = [edges.layer[edge]!, edges.from[edge]!, edges.to[edge]!];
      expect(edgeIndex(placement, layer, from, to)).toBe(edge);
      const source = columns[layer - 1]!;
      const distance = Math.hypot(edges.ends[4 * edge]! - source.x, edges.ends[4 * edge + 1]! - source.y[from]!);
      expect(distance).toBeCloseTo(source.radius, 3);
    }
    expect(edgeIndex(placement, 1, 2, 0)).toBeUndefined();
    expect(edgeIndex(placement, 4, 0, 0)).toBeUndefined();
  });

  test('whatever the size, nothing is out of number', () => {
    fc.assert(
      fc.property(anyShape(), anySize, (shape, size) => {
        const { columns, edges, unit, type } = place(shape, size);
        expect([...edges.ends].every(Number.isFinite)).toBe(true);
        expect(columns.every(({ x, radius, y }) => Number.isFinite(x) && radius > 0 && y.every(Number.isFinite))).toBe(true);
        expect(unit > 0 && type > 0).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('pointing at a unit finds it; beside it, its edge; at the ruler, the loss; at nothing, nothing', () => {
    const placement = place(shapeOf(2, 4, 8, 1), { width: 760, height: 480 });
    const { columns, edges, ruler } = placement;
    for (const { layer, x, y } of columns) {
      y.forEach((cy, unit) => expect(pickAt(placement, x, cy)).toEqual({ kind: 'unit', layer, unit }));
    }
    for (let edge = 0; edge < edges.count; edge++) {
      const share = 0.37;
      const x = edges.ends[4 * edge]! * (1 - share) + edges.ends[4 * edge + 2]! * share;
      const y = edges.ends[4 * edge + 1]! * (1 - share) + edges.ends[4 * edge + 3]! * share;
      expect(pickAt(placement, x, y, 0.5)?.kind).toBe('weight');
    }
    const alone = place(shapeOf(1, 1), { width: 760, height: 480 });
    const middle = (alone.columns[0]!.x + alone.columns[1]!.x) / 2;
    expect(pickAt(alone, middle, alone.columns[0]!.y[0]! + 3)).toEqual({ kind: 'weight', layer: 1, from: 0, to: 0 });
    expect(pickAt(alone, middle, alone.columns[0]!.y[0]! + 30)).toBeUndefined();
    expect(pickAt(placement, ruler.x + 20, columns.at(-1)!.y[0]!)).toEqual({ kind: 'loss' });
  });
});
