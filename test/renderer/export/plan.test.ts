import { describe, expect, test } from 'vitest';
import { step } from '#core/contract/units.ts';
import { planLimits } from '#renderer/export/limits.ts';
import { problemOf, proportionalScale, settle, stageOf, type ExportPlan } from '#renderer/export/plan.ts';
import type { Schedule } from '#renderer/export/schedule.ts';

const plan: ExportPlan = {
  format: 'png',
  range: { kind: 'finished', from: step(0), to: step(9), every: 1 },
  width: 1280,
  height: 720,
  scale: 1,
  fps: 30,
  background: 'theme',
};
const schedule = (frames: number): Schedule => ({
  frames,
  seconds: frames / 30,
  at: () => {
    throw new Error('unused');
  },
});

describe('settle', () => {
  test('video gets even sizes, pictures keep theirs', () => {
    expect(settle({ ...plan, format: 'webm', width: 1281, height: 721 })).toMatchObject({ width: 1280, height: 720 });
    expect(settle({ ...plan, format: 'png', width: 1281, height: 721 })).toMatchObject({ width: 1281, height: 721 });
    expect(settle({ ...plan, format: 'gif', width: 1281, height: 721 })).toMatchObject({ width: 1281, height: 721 });
  });

  test('values come inside their limits', () => {
    const { side } = planLimits;
    expect(settle({ ...plan, width: 1, height: 1e9, fps: 500, scale: 0 })).toMatchObject({
      width: side.min,
      height: side.max,
      fps: 60,
      scale: 1,
    });
    expect(settle({ ...plan, width: 640.4 }).width).toBe(640);
  });

  test('a GIF plays at 50 frames a second at most', () => {
    expect(settle({ ...plan, format: 'gif', fps: 60 }).fps).toBe(50);
  });
});

test('the stage times its resolution is the file', () => {
  for (const { width, height, scale } of [
    { width: 1920, height: 1080, scale: 1.5 },
    { width: 1366, height: 768, scale: 1.0671875 },
    { width: 333, height: 777, scale: 3 },
  ]) {
    const stage = stageOf({ width, height, scale });
    expect(Math.round(stage.width * stage.resolution)).toBe(width);
    expect(Math.round(stage.height * stage.resolution)).toBe(height);
  }
});

test('the proportional scale shows labels as large as at 1280 by 720', () => {
  expect(proportionalScale(1280, 720)).toBe(1);
  expect(proportionalScale(1920, 1080)).toBe(1.5);
  expect(proportionalScale(3840, 2160)).toBe(3);
  expect(proportionalScale(3840, 720)).toBe(1);
  expect(proportionalScale(320, 180)).toBe(1);
});

describe('problemOf', () => {
  test('a plan with frames that fits has none', () => {
    expect(problemOf(plan, schedule(10), 1000)).toBeUndefined();
    expect(problemOf(plan, schedule(10), undefined)).toBeUndefined();
  });

  test('names what is wrong', () => {
    expect(problemOf(plan, schedule(0), undefined)).toEqual({ problem: 'reversed' });
    const phases = {
      ...plan,
      range: { kind: 'animated', from: step(0), to: step(0), every: 1, phases: [], pace: { by: 'speed', speed: 1 } },
    } as const;
    expect(problemOf(phases, schedule(0), undefined)).toEqual({ problem: 'no-phase' });
    const still = { ...plan, range: { kind: 'still', ready: false } } as const;
    expect(problemOf(still, schedule(0), undefined)).toEqual({ problem: 'untrained' });
    expect(problemOf(plan, schedule(planLimits.frames + 1), 0)).toEqual({ problem: 'too-many-frames', limit: planLimits.frames });
    expect(problemOf(plan, schedule(10), planLimits.bytes + 1)).toEqual({ problem: 'too-large', limit: planLimits.bytes });
  });
});
