import { expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { accountAt } from '#test/core/account/account-at.ts';
import { graphOf, stagesOf } from '#renderer/ui/views/graph/unit-graph.ts';
import { layoutOf, letterIn, roomOf } from '#renderer/ui/views/graph/graph-layout.ts';

const read = readRunSpec({
  data: { kind: 'generator', name: 'moons', samples: 20 },
  network: {
    layers: [
      { units: 12, activation: 'tanh' },
      { units: 12, activation: 'relu', normalization: 'layer', dropout: 0.2, residual: true },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
});
if (!read.ok) throw new Error(read.failure.code);
const run = prepareRun(read.value);
const { trace } = step(run, 0, initialState(run), [0]);

/** Beside the network at 1280 x 720, large, and before an audience. */
const rooms: readonly (readonly [width: number, height: number, letter: number])[] = [
  [333, 178, 11],
  [970, 480, 11],
  [768, 900, 25],
];

const drawn = (layer: number, [width, height, letter]: (typeof rooms)[number]) => {
  const own = trace.layers[layer - 1]!;
  const room = roomOf({ layer, inputs: own.W.rows, stages: stagesOf(own).length, skip: own.branch !== undefined }, width, height, letter);
  const graph = graphOf(accountAt(run.spec, trace), { layer, unit: 0 }, { most: room.products });
  return { room, graph, layout: layoutOf(graph, room, { width, height }, letter) };
};

test.each(rooms)('in %i x %i with letters of %i nodes keep apart and stay inside', (...of) => {
  for (const layer of [1, 2, 3]) {
    const { graph, layout } = drawn(layer, of);
    const places = graph.nodes.map(({ id }) => layout.nodes.get(id)!);
    for (const [i, one] of places.entries()) {
      expect(one.x - one.reach).toBeGreaterThanOrEqual(0);
      expect(one.x + one.reach).toBeLessThanOrEqual(layout.width);
      expect(one.y).toBeGreaterThan(layout.radius);
      expect(one.y + layout.radius).toBeLessThan(layout.height);
      for (const other of places.slice(i + 1))
        expect(Math.abs(one.x - other.x) >= one.reach + other.reach || Math.abs(one.y - other.y) >= 1.9 * of[2]).toBe(true);
    }
  }
});

test.each(rooms)('in %i x %i with letters of %i a number has room on every wire', (...of) => {
  for (const layer of [1, 2, 3]) {
    const { graph, layout } = drawn(layer, of);
    graph.wires.forEach(({ from, to }, index) => {
      const { x } = layout.wires[index]!;
      const [left, right] = [layout.nodes.get(from)!, layout.nodes.get(to)!];
      expect(x - left.x - left.reach).toBeGreaterThanOrEqual(2.2 * of[2]);
      expect(right.x - x).toBeGreaterThanOrEqual(2.2 * of[2]);
    });
  }
});

test('a unit without more than its sum and function needs no scrolling', () => {
  for (const of of rooms)
    for (const layer of [1, 3]) {
      const { layout } = drawn(layer, of);
      expect([layout.width, layout.height]).toEqual([of[0], of[1]]);
    }
});

test('in a narrow room numbers are stacked and fewer products drawn; two inputs are never cut', () => {
  const small = { layer: 2, inputs: 12, stages: 1, skip: false };
  expect(roomOf(small, 333, 178, 11)).toEqual({ stacked: true, products: 1 });
  const large = roomOf(small, 970, 480, 11);
  expect(large.stacked).toBe(false);
  expect(large.products).toBeGreaterThan(5);
  expect(roomOf({ ...small, inputs: 2 }, 333, 100, 11).products).toBe(2);
  expect(roomOf(small, 970, 5000, 11).products).toBe(8);
});

test('wires end at the rim of their operation, from the side they come from', () => {
  const { graph, layout } = drawn(3, rooms[1]!);
  graph.wires.forEach(({ from, to }, index) => {
    const { tip, start } = layout.wires[index]!;
    const [left, right] = [layout.nodes.get(from)!, layout.nodes.get(to)!];
    expect(start).toEqual([left.x + left.reach, left.y]);
    expect(Math.hypot(tip[0] - right.x, tip[1] - right.y)).toBeCloseTo(tip[2] === 0 ? right.reach : layout.radius, 9);
    expect(Math.sign(tip[2])).toBe(Math.abs(right.y - left.y) < layout.radius ? 0 : Math.sign(right.y - left.y));
  });
});

test('letters grow where there is room, and give way a little where there is not', () => {
  expect(letterIn(1, 333, 178, 11)).toBe(11);
  expect(letterIn(1, 768, 900, 25)).toBe(25);
  // A little narrower than the graph: smaller letters rather than scrolling, but never too small to read.
  expect(letterIn(1, 300, 178, 11)).toBeLessThan(10.5);
  expect(letterIn(1, 300, 178, 11)).toBeGreaterThan(9.4);
  expect(letterIn(3, 300, 178, 11)).toBeCloseTo(0.86 * 11, 12);
  expect(letterIn(1, 700, 500, 11)).toBeCloseTo(700 / 54, 12);
  expect(letterIn(1, 5000, 5000, 11)).toBe(16.5);
});
