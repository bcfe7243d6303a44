import { describe, expect, test } from 'vitest';
import { phases, type Phase } from '#core/contract/position.ts';
import { step } from '#core/contract/units.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';
import { scheduleOf, stepsVisited, type Range, type Schedule } from '#renderer/export/schedule.ts';

const shape: NetworkShape = {
  inputs: 2,
  layers: [
    { units: 4, activation: 'relu' },
    { units: 1, activation: 'sigmoid' },
  ],
  loss: 'mse',
  optimizer: 'sgd',
};
const timeline = stepTimeline(shape);
const atSpeed = (speed: number) => ({ by: 'speed', speed }) as const;
const spanOf = (phase: Phase) => timeline.phaseSpans.find((span) => span.phase === phase)!;
const all = (schedule: Schedule) => Array.from({ length: schedule.frames }, (_, i) => schedule.at(i));

describe('phases of one step', () => {
  const whole: Range = { kind: 'animated', from: step(7), to: step(7), every: 1, phases, pace: atSpeed(1) };

  test('the whole step plays from its beginning to its end at the speed of the screen', () => {
    const schedule = scheduleOf(whole, 30, timeline);
    const moments = all(schedule);
    expect(schedule.frames).toBe(Math.round(timeline.duration * 30));
    expect(schedule.seconds).toBe(schedule.frames / 30);
    expect(moments[0]).toEqual({ step: 7, t: 0 });
    expect(moments.at(-1)).toEqual({ step: 7, t: timeline.duration });
    const pace = timeline.duration / (schedule.frames - 1);
    for (const [i, { t }] of moments.entries()) expect(t).toBeCloseTo(i * pace, 9);
  });

  test('speed divides the length', () => {
    expect(scheduleOf({ ...whole, pace: atSpeed(2) }, 30, timeline).frames).toBe(Math.round((timeline.duration / 2) * 30));
  });

  test('chosen phases are cut out and joined in their own order, whatever order they were chosen in', () => {
    const schedule = scheduleOf({ ...whole, phases: ['backward', 'batch'] }, 20, timeline);
    const [batch, backward] = [spanOf('batch'), spanOf('backward')];
    const moments = all(schedule).map(({ t }) => t);
    const cut = Math.round((batch.end - batch.start) * 20);
    expect(schedule.frames).toBe(Math.round((batch.end - batch.start + (backward.end - backward.start)) * 20));
    expect(moments[0]).toBe(batch.start);
    expect(moments[cut - 1]).toBe(batch.end);
    expect(moments[cut]).toBeGreaterThan(backward.start);
    expect(moments[cut]! - backward.start).toBeCloseTo(moments[cut + 1]! - moments[cut]!, 9);
    expect(moments.at(-1)).toBe(backward.end);
  });

  test('neighbouring phases join without showing their common moment twice', () => {
    const moments = all(scheduleOf({ ...whole, phases: ['forward', 'loss'] }, 25, timeline)).map(({ t }) => t);
    expect(new Set(moments).size).toBe(moments.length);
    expect(moments[0]).toBeGreaterThan(spanOf('forward').start);
    expect(moments.at(-1)).toBe(spanOf('loss').end);
  });

  test.each(phases.slice(1))('a clip of %s shows that phase from its first frame to its last', (phase) => {
    const moments = all(scheduleOf({ ...whole, phases: [phase] }, 12, timeline));
    expect(new Set(moments.map(({ t }) => timeline.at(t).phase))).toEqual(new Set([phase]));
  });

  test('no phase, no frame', () => {
    expect(scheduleOf({ ...whole, phases: [] }, 25, timeline).frames).toBe(0);
  });

  test('a clip shorter than a frame is one frame, of its end', () => {
    const schedule = scheduleOf({ ...whole, pace: atSpeed(1e6) }, 1, timeline);
    expect(all(schedule)).toEqual([{ step: 7, t: timeline.duration }]);
  });
});

describe('steps', () => {
  test('animated steps share the frames evenly and rounding does not add up', () => {
    const range: Range = { kind: 'animated', from: step(10), to: step(19), every: 1, phases, pace: { by: 'step', seconds: 1.01 } };
    const schedule = scheduleOf(range, 30, timeline);
    expect(schedule.frames).toBe(Math.round(10 * 1.01 * 30));
    const moments = all(schedule);
    for (let k = 10; k <= 19; k++) {
      const own = moments.filter((moment) => moment.step === k);
      expect(Math.abs(own.length - 30.3)).toBeLessThan(1);
      expect(own[0]!.t).toBe(0);
      expect(own.at(-1)!.t).toBe(timeline.duration);
      for (let i = 1; i < own.length; i++) expect(own[i]!.t).toBeGreaterThan(own[i - 1]!.t);
    }
    expect(moments.map((moment) => moment.step)).toEqual(moments.map((moment) => moment.step).toSorted((a, b) => a - b));
  });

  test('steps too short for a frame each are passed over, and the length still holds', () => {
    const range: Range = { kind: 'animated', from: step(0), to: step(99), every: 1, phases, pace: { by: 'step', seconds: 0.01 } };
    const schedule = scheduleOf(range, 10, timeline);
    expect(schedule.frames).toBe(10);
    expect(all(schedule).every(({ t }) => t === timeline.duration)).toBe(true);
    expect(new Set(all(schedule).map((moment) => moment.step)).size).toBe(10);
  });

  test.each([1, 7, 24, 30, 60])('finished steps are one frame each at %i fps', (fps) => {
    const schedule = scheduleOf({ kind: 'finished', from: step(3), to: step(2003), every: 10 }, fps, timeline);
    expect(schedule.frames).toBe(201);
    expect(schedule.seconds).toBe(201 / fps);
    expect(all(schedule)).toEqual(Array.from({ length: 201 }, (_, i) => ({ step: 3 + 10 * i, t: timeline.duration })));
  });

  test('a stride starts at the first step and stays inside the range', () => {
    expect(stepsVisited(5, 14, 5)).toBe(2);
    expect(stepsVisited(5, 15, 5)).toBe(3);
    expect(stepsVisited(5, 5, 9)).toBe(1);
    expect(stepsVisited(6, 5, 1)).toBe(0);
  });

  test('a range that ends before it begins has no frame', () => {
    expect(scheduleOf({ kind: 'finished', from: step(5), to: step(4), every: 1 }, 30, timeline).frames).toBe(0);
  });

  test('a long range is known without being walked', () => {
    const pace = { by: 'step', seconds: 10 } as const;
    const schedule = scheduleOf({ kind: 'animated', from: step(0), to: step(9_999_999), every: 1, phases, pace }, 60, timeline);
    expect(schedule.frames).toBe(6_000_000_000);
    expect(schedule.at(5_999_999_999)).toEqual({ step: 9_999_999, t: timeline.duration });
    expect(schedule.at(3_000_000_000)).toEqual({ step: 5_000_000, t: 0 });
  });

  test.each([-1, 1, 0.5 + 1, Number.NaN])('frame %d of a one-frame export is refused', (frame) => {
    const schedule = scheduleOf({ kind: 'finished', from: step(5), to: step(5), every: 1 }, 30, timeline);
    expect(() => schedule.at(frame)).toThrow(RangeError);
  });
});
