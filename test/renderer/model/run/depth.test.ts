import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec, RunSpecInput } from '#core/spec/run-spec.ts';
import { setDepth } from '#renderer/model/run/depth.ts';

const specOf = (input: RunSpecInput): RunSpec => {
  const read = readRunSpec(input);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};
const chain = specOf({
  data: { kind: 'inline', x: [[1]], y: [[0.2]] },
  network: {
    layers: [
      { units: 1, activation: 'sigmoid' },
      { units: 1, activation: 'linear' },
    ],
  },
  loss: 'mse',
  parameters: [
    { W: [[2]], b: [0.5] },
    { W: [[-1]], b: [0] },
  ],
});

describe('another depth', () => {
  test('a layer that takes as many as it gives is followed by copies of itself, values too', () => {
    const deep = setDepth(4)(chain);
    expect(deep.network.layers.map(({ units, activation }) => [units, activation])).toEqual([
      [1, 'sigmoid'],
      [1, 'sigmoid'],
      [1, 'sigmoid'],
      [1, 'sigmoid'],
      [1, 'linear'],
    ]);
    expect(deep.parameters).toEqual([...Array.from({ length: 4 }, () => ({ W: [[2]], b: [0.5] })), { W: [[-1]], b: [0] }]);
    expect(readRunSpec(deep)).toMatchObject({ ok: true });
  });

  test('there and back is the same run', () => {
    expect(setDepth(1)(setDepth(5)(chain))).toEqual(chain);
    expect(setDepth(1)(chain)).toEqual(chain);
  });

  test('without hidden layers, and from none', () => {
    const straight = setDepth(0)(chain);
    expect(straight.network.layers).toHaveLength(1);
    expect(readRunSpec(straight)).toMatchObject({ ok: true });
    expect(setDepth(2)(straight).network.layers).toHaveLength(3);
    expect(readRunSpec(setDepth(2)(straight))).toMatchObject({ ok: true });
  });

  test('values that do not fit are drawn: a first layer of another width than its inputs', () => {
    const wide = specOf({
      data: { kind: 'inline', x: [[1, 2]], y: [[0.2]] },
      network: {
        layers: [
          { units: 3, activation: 'tanh' },
          { units: 1, activation: 'linear' },
        ],
      },
      loss: 'mse',
      parameters: [
        {
          W: [
            [1, 2, 3],
            [4, 5, 6],
          ],
          b: [0, 0, 0],
        },
        { W: [[1], [2], [3]], b: [0] },
      ],
    });
    const deep = setDepth(2)(wide);
    expect(deep.parameters![0]).toEqual(wide.parameters![0]);
    expect(deep.parameters![2]).toEqual(wide.parameters![1]);
    expect(deep.parameters![1]!.W.map((row) => row.length)).toEqual([3, 3, 3]);
    expect(readRunSpec(deep)).toMatchObject({ ok: true });
  });
});
