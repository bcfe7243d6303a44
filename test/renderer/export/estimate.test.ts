import { expect, test } from 'vitest';
import { seconds, step } from '#core/contract/units.ts';
import { estimateOf, sampleOf } from '#renderer/export/estimate.ts';
import type { Costs } from '#renderer/export/formats.ts';
import type { Schedule } from '#renderer/export/schedule.ts';

const film = (frames: number): Schedule => ({ frames, seconds: frames / 30, at: (frame) => ({ step: step(frame), t: seconds(0) }) });
const plan = { fps: 30, width: 1280, height: 720 };

/** Bytes of frames that cost more and less with a period of 120: a step of four seconds that comes again and again. */
const cost = (frame: number): number => 400 + 300 * Math.sin((2 * Math.PI * frame) / 120) + (frame % 120 < 12 ? 2000 : 0);
const mean = 400 + 200;

/** What a writer puts down for a sample: a head, and what each frame costs; frames that follow on none cost a picture. */
const written = (costs: Costs, frames: readonly number[]) => {
  const whole = 9000;
  const pieces = frames.map((frame, index) => {
    if (costs === 'second') return index % 30 === 0 ? whole : cost(frame);
    return costs === 'alone' ? whole + cost(frame) : frames[index - 1] === frame - 1 ? cost(frame) : whole;
  });
  return { pieces, length: pieces.reduce((sum, one) => sum + one, 0), times: frames.map((_, index) => index * 50) };
};
const real = { alone: 9000 + mean, change: mean, second: (9000 + 29 * mean) / 30 };

test.each(['alone', 'change', 'second'] as const)(
  '%s: a few frames tell size and time of a film in which the same comes again',
  (costs) => {
    const frames = 4800;
    const sample = sampleOf(costs, film(frames), plan);
    expect(sample.frames.length).toBeLessThan(250);
    expect(sample.schedule.frames).toBe(sample.frames.length);
    expect(sample.frames.map((_, index) => sample.schedule.at(index).step)).toEqual(sample.frames);
    const { bytes, seconds: takes } = estimateOf(costs, sample, frames, written(costs, sample.frames));
    expect(Math.abs(bytes / (real[costs] * frames) - 1)).toBeLessThan(0.2);
    expect(takes).toBeCloseTo(frames * 0.05, 6);
  },
);

test.each(['alone', 'change', 'second'] as const)('%s: a short film is made whole, and its size is exact', (costs) => {
  for (const frames of [1, 2, 7]) {
    const sample = sampleOf(costs, film(frames), plan);
    expect(sample.frames).toEqual(Array.from({ length: frames }, (_, frame) => frame));
    const seen = written(costs, sample.frames);
    expect(estimateOf(costs, sample, frames, seen).bytes).toBeCloseTo(seen.length, 6);
  }
});
