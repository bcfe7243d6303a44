import { describe, expect, test } from 'vitest';
import type { DataSummary } from '#core/protocol/trainer.ts';
import {
  aboutRun,
  knobsOf,
  mostKnobs,
  mostRows,
  rulerRows,
  rulerSpan,
  turnable,
  turnOf,
  valueIn,
} from '#renderer/ui/views/instruments/knobs.ts';
import { opened } from '#test/renderer/ui/views/traced.ts';

const small = { network: { inputs: 2, layers: [{ units: 1, activation: 'sigmoid' as const }] } };

describe('which parameters have a knob', () => {
  test('all of a small network, and of a large one those of one unit', () => {
    const { spec } = opened(small);
    expect(knobsOf(spec, { layer: 1, col: 0 })).toEqual([
      { layer: 1, kind: 'W', row: 0, col: 0 },
      { layer: 1, kind: 'W', row: 1, col: 0 },
      { layer: 1, kind: 'b', row: 0, col: 0 },
    ]);
    const large = opened().spec;
    expect(turnable(large)).toHaveLength(3 * 3 + 4 * 4 + 5);
    const ofUnit = knobsOf(large, { layer: 2, col: 3 });
    expect(ofUnit).toHaveLength(4);
    expect(ofUnit.every(({ layer, col }) => layer === 2 && col === 3)).toBe(true);
  });

  test('never more than a hand can keep apart', () => {
    const { spec } = opened({
      network: {
        layers: [
          { units: 40, activation: 'tanh' },
          { units: 1, activation: 'sigmoid' },
        ],
      },
    });
    expect(knobsOf(spec, { layer: 2, col: 0 })).toHaveLength(mostKnobs);
  });

  test('biases that are held fixed have none', () => {
    expect(turnable(opened({ ...small, train: { biases: false } }).spec).map(({ kind }) => kind)).toEqual(['W', 'W']);
  });

  test('a knob stands at the value before the step', () => {
    const { spec, trace } = opened();
    for (const place of turnable(spec)) {
      const own = trace.layers[place.layer - 1]![place.kind];
      expect(valueIn(trace, place)).toBe(own.data[place.row * own.cols + place.col]);
    }
  });
});

test('a knob reaches round numbers beyond its values, in a hundredth or so of them', () => {
  expect(turnOf([])).toEqual({ reach: 2, step: 0.01 });
  expect(turnOf([0.3, -1.2])).toEqual({ reach: 2, step: 0.01 });
  expect(turnOf([1.8, NaN])).toEqual({ reach: 3, step: 0.01 });
  expect(turnOf([-40])).toEqual({ reach: 60, step: 0.1 });
});

describe('the ruler', () => {
  const data = { samples: 3, outputs: 2, y: Float64Array.of(1, 9, 2, 9, -3, 9) } as DataSummary;
  const outputs = Float64Array.of(0.5, 0, 4, 0, -1, 0);

  test('has what one output says of each sample, and what it should say', () => {
    expect(rulerRows(data, outputs, 0)).toEqual([
      { sample: 0, predicted: 0.5, target: 1 },
      { sample: 1, predicted: 4, target: 2 },
      { sample: 2, predicted: -1, target: -3 },
    ]);
    expect(rulerRows(data, outputs, 1).map(({ target }) => target)).toEqual([9, 9, 9]);
    const many = { samples: 1000, outputs: 1, y: new Float64Array(1000) } as DataSummary;
    expect(rulerRows(many, new Float64Array(1000), 0)).toHaveLength(mostRows);
  });

  test('goes from a round number to another, with 0 and all of them on it', () => {
    expect(rulerSpan(rulerRows(data, outputs, 0))).toEqual([-3, 4]);
    expect(rulerSpan([{ sample: 0, predicted: 0.2, target: 1 }])).toEqual([0, 1]);
    expect(rulerSpan([{ sample: 0, predicted: -7, target: -2 }])).toEqual([-8, 0]);
    expect(rulerSpan([{ sample: 0, predicted: Infinity, target: 2 }])).toEqual([0, 2]);
    expect(rulerSpan([])).toEqual([0, 1]);
  });
});

test('tries are about a run whatever values it begins with', () => {
  const { spec } = opened(small);
  const begun = { ...spec, parameters: [{ W: [[1], [2]], b: [3] }] };
  expect(aboutRun(begun)).toBe(aboutRun(spec));
  expect(aboutRun({ ...spec, seed: spec.seed + 1 })).not.toBe(aboutRun(spec));
  expect(Number.isInteger(aboutRun(spec)) && aboutRun(spec) >= 0 && aboutRun(spec) < 2 ** 32).toBe(true);
});
