import { expect, test } from 'vitest';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { indexOf } from '#core/net/fork.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { commonScales, scalesOf } from '#renderer/picture/scales.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { wiringOf } from '#renderer/picture/space/wiring.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { plainLook } from '#test/scenes/scene.ts';

const read = readRunSpec({ data: { kind: 'generator', name: 'moons', samples: 12 }, network: { layers: [{ units: 3 }, { units: 1 }] } });
if (!read.ok) throw new Error(read.failure.code);
const run = prepareRun(read.value);
const traceWith = (first: number): StepTrace => {
  const state = initialState(run);
  state[indexOf(run.layout, { layer: 1, kind: 'W', row: 0, col: 0 })] = first;
  return step(run, 0, state, [0]).trace;
};
const [small, large] = [traceWith(0.4), traceWith(40)];

test('a weight that two networks share is as wide in both where they stand beside each other, and only there', () => {
  const shape = networkShape(run.spec);
  const placement = place(shape, { width: 900, height: 600 });
  const timeline = stepTimeline(shape);
  const widths = (trace: StepTrace, beside?: readonly StepTrace[]): number[] =>
    [...frameAt({ trace, placement, timeline, t: 0, look: plainLook, beside }).edges.width].slice(1, wiringOf(placement, trace).count);
  expect(widths(small)).not.toEqual(widths(large));
  expect(widths(small, [small, large])).toEqual(widths(large, [small, large]));
});

test('on common scales nothing lies beyond them, and they are made once for the same steps', () => {
  const beside = [small, large];
  const scales = commonScales(small, beside);
  expect(scales.weight).toBe(scalesOf(large).weight);
  expect(scales.gradient).toBe(Math.max(scalesOf(small).gradient, scalesOf(large).gradient));
  expect(commonScales(small, [...beside])).toBe(scales);
  expect(commonScales(small, [])).toBe(scalesOf(small));
});
