import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { layerBatch } from '#core/explain/layer-batch.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { cellAt, layoutOf, productKinds, productOf, termsOf, windowOf } from '#renderer/ui/views/matrices.ts';

const read = readRunSpec({
  data: { kind: 'generator', name: 'moons', samples: 100 },
  network: {
    layers: [
      { units: 7, activation: 'tanh' },
      { units: 3, activation: 'relu' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  batch: 50,
});
if (!read.ok) throw new Error(read.failure.code);
const run = prepareRun(read.value);
const batch = layerBatch(run, 0, initialState(run), 2);

describe.each(productKinds)('%s', (kind) => {
  const product = productOf(kind, batch)!;
  const shapes = { Z: [50, 7, 3], dW: [7, 50, 3], dX: [50, 3, 7] }[kind];

  test('its shapes go together', () => {
    const { left, top, result } = product;
    expect([left.rows, left.cols, result.cols]).toEqual(shapes);
    expect([top.rows, top.cols, result.rows]).toEqual([left.cols, result.cols, left.rows]);
  });

  test('every cell of the core’s result is the sum of the terms of its row and column', () => {
    const { result } = product;
    for (let row = 0; row < result.rows; row++)
      for (let col = 0; col < result.cols; col++) {
        const { terms, bias = 0 } = termsOf(product, row, col);
        expect(terms.reduce((sum, [left, right]) => sum + left * right, bias)).toBeCloseTo(result.at(row, col), 12);
        expect(Math.abs(result.at(row, col))).toBeLessThanOrEqual(result.most);
      }
  });

  test.each([
    [332, 110],
    [900, 480],
  ])('in %i by %i pixels it stays inside, and a cell is found where it is drawn', (width, height) => {
    const layout = layoutOf(product, width, height, 11, 31);
    const { cell, rows, cols, inner, result, left, top } = layout;
    expect(result[0] + cols.length * cell.width).toBeLessThanOrEqual(width);
    expect(result[1] + rows.length * cell.height).toBeLessThanOrEqual(height);
    expect(left[0] + inner.length * cell.width).toBeLessThan(top[0]);
    expect(top[1] + inner.length * cell.height).toBeLessThan(left[1]);
    expect(rows.length).toBeGreaterThan(2);
    expect(kind === 'dW' ? inner : rows).toContain(31);
    rows.forEach((row, r) =>
      cols.forEach((col, c) =>
        expect(cellAt(layout, result[0] + (c + 0.5) * cell.width, result[1] + (r + 0.5) * cell.height)).toEqual({ row, col }),
      ),
    );
    expect(cellAt(layout, result[0] - 4, result[1] + 2)).toBeUndefined();
  });
});

test('the first layer has no dX', () => {
  expect(productOf('dX', layerBatch(run, 0, initialState(run), 1))).toBeUndefined();
});

test('a window shows what it must, and says when it is cut', () => {
  expect(windowOf(3, 5)).toEqual({ indices: [0, 1, 2], cut: false });
  expect(windowOf(9, 4, 5)).toEqual({ indices: [5, 6, 7], cut: true });
  expect(windowOf(9, 4, 8)).toEqual({ indices: [6, 7, 8], cut: true });
});
