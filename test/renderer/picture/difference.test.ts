import { expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { indexOf } from '#core/net/fork.ts';
import { step } from '#core/net/step.ts';
import { differenceTrace } from '#renderer/picture/difference.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import { seconds } from '#core/contract/units.ts';
import { plainLook, plainSpeech } from '#test/scenes/scene.ts';

const read = readRunSpec({
  data: { kind: 'generator', name: 'moons', samples: 12 },
  network: {
    layers: [
      { units: 3, activation: 'relu', normalization: 'layer', dropout: 0.3 },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: 'binary-cross-entropy',
  optimizer: { kind: 'nadam' },
});
if (!read.ok) throw new Error(read.failure.code);
const run = prepareRun(read.value);
const traceWith = (by: number): StepTrace => {
  const state = initialState(run);
  state[indexOf(run.layout, { layer: 1, kind: 'W', row: 1, col: 2 })]! += by;
  return step(run, 0, state, [0]).trace;
};

test('holds what one trace has more than the other, and nothing where they are the same', () => {
  const [a, b] = [traceWith(0.5), traceWith(0)];
  const difference = differenceTrace(a, b);
  expect([...difference.layers[0]!.W.data].map((w) => Number(w.toFixed(12)))).toEqual([0, 0, 0, 0, 0, 0.5]);
  expect(difference.loss.total).toBe(a.loss.total - b.loss.total);
  expect([...difference.layers[1]!.z.data]).toEqual([a.layers[1]!.z.data[0]! - b.layers[1]!.z.data[0]!]);
  expect([...difference.layers[1]!.W.data].every((w) => w === 0)).toBe(true);
  for (const { W, z, dZ, dW } of differenceTrace(a, a).layers)
    for (const { data } of [W, z, dZ, dW]) expect(data.every((value) => value === 0)).toBe(true);
});

test('is drawn at every moment, without what tells of one run alone', () => {
  const shape = networkShape(run.spec);
  const timeline = stepTimeline(shape);
  const placement = place(shape, { width: 900, height: 600 });
  const trace = differenceTrace(traceWith(0.5), traceWith(0));
  for (let t = 0; t <= timeline.duration; t += timeline.duration / 60) {
    const frame = frameAt({ trace, placement, timeline, t: seconds(t), look: { ...plainLook, difference: true } });
    const said = frame.texts.map(({ text }) => text);
    expect(said.filter((text) => text === plainSpeech.words.target || text.includes('NaN'))).toEqual([]);
  }
});
