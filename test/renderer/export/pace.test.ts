import { expect, test } from 'vitest';
import { phases } from '#core/contract/position.ts';
import { seconds, step } from '#core/contract/units.ts';
import { clipsOf, joined, scheduleOf, type Instant, type Range, type Schedule } from '#renderer/export/schedule.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { stretchesOf } from '#renderer/model/time/reading.ts';
import { clipKey } from '#renderer/ui/export/clip-key.ts';
import { scenes } from '#test/renderer/picture/scene-stage.ts';

const timeline = stepTimeline(scenes.article.shape);
const fps = 20;
const all = (schedule: Schedule): Instant[] => Array.from({ length: schedule.frames }, (_, i) => schedule.at(i));
const atSpeed = { by: 'speed', speed: 1 } as const;
const steps = (from: number, to: number, pace: Extract<Range, { kind: 'animated' }>['pace']): Range => ({
  kind: 'animated',
  ...{ from: step(from), to: step(to), every: 1, phases, pace },
});

test('at reading pace each sentence stands as long as it takes to read, and what it tells moves for a part of it', () => {
  const needed = 4;
  const stretches = stretchesOf(timeline, () => needed);
  const total = stretches.reduce((sum, { moving, resting }) => sum + moving + resting, 0);
  const schedule = scheduleOf(steps(3, 4, { by: 'sentence', stretches }), fps, timeline);
  expect(schedule.frames).toBe(Math.round(2 * total * fps));
  const first = all(schedule).filter((one) => one.step === 3);
  expect(first.at(-1)!.t).toBe(timeline.duration);
  for (const [index, { end }] of stretches.entries()) {
    const start = stretches[index - 1]?.end ?? 0;
    const own = first.filter(({ t }) => (t > start || (t === 0 && index === 0)) && t <= end);
    expect(Math.abs(own.length - Math.max(needed, end - start) * fps)).toBeLessThanOrEqual(2);
    const resting = own.filter(({ t }) => t === end).length;
    expect(resting).toBeGreaterThanOrEqual(end - start >= needed ? 1 : Math.floor(0.39 * needed * fps * (1 - (end - start) / needed)));
  }
});

test('a phase at reading pace is that part of the whole', () => {
  const stretches = stretchesOf(timeline, () => 3);
  const range = { ...steps(0, 0, { by: 'sentence', stretches }), phases: ['loss' as const] } as Range;
  const own = all(scheduleOf(range, fps, timeline));
  expect(new Set(own.map(({ t }) => timeline.at(t).phase))).toEqual(new Set(['loss']));
  expect(own.length).toBeGreaterThanOrEqual(3 * fps);
});

const marks = [
  { step: 1, t: timeline.restAt(3) },
  { step: 1, t: timeline.restAt(9) },
  { step: 4, t: seconds(0) },
  { step: 6, t: timeline.duration },
].map(({ step: of, t }) => ({ step: step(of), t }));

test('what leads to a mark goes on from the one before, or from the beginning of its step, and rests at the mark', () => {
  const schedule = scheduleOf({ kind: 'leading', places: marks, pace: atSpeed }, fps, timeline);
  const clips = clipsOf(schedule, fps, clipKey('mark', timeline, marks));
  expect(clips).toHaveLength(marks.length);
  expect(clips.map((clip) => clip.at(clip.frames - 1))).toEqual(marks);
  expect(clips[0]!.at(0)).toEqual({ step: 1, t: 0 });
  expect(clips[1]!.at(0).t).toBeGreaterThan(marks[0]!.t);
  // Nothing leads to the beginning of a step: it stands a second.
  expect(clips[2]!.frames).toBe(fps);
  expect(clips.reduce((sum, { frames }) => sum + frames, 0)).toBe(schedule.frames);
});

test.each([
  ['phase', 7],
  ['step', 1],
] as const)('a clip for each %s ends where it does', (size, count) => {
  const schedule = scheduleOf(steps(2, 2, atSpeed), fps, timeline);
  const clips = clipsOf(schedule, fps, clipKey(size, timeline, []));
  expect(clips).toHaveLength(count);
  expect(clips.flatMap((clip) => all(clip))).toEqual(all(schedule));
  if (size === 'phase') expect(new Set(clips.map((clip) => timeline.at(clip.at(clip.frames - 1).t).phase)).size).toBe(7);
});

test('a film of several parts is one after the other', () => {
  const parts = [steps(0, 1, atSpeed), steps(5, 5, atSpeed)].map((range) => scheduleOf(range, fps, timeline));
  const film = joined(parts, fps);
  expect(all(film)).toEqual(parts.flatMap(all));
  expect(film.seconds).toBe(film.frames / fps);
  expect(() => film.at(film.frames)).toThrow(RangeError);
});
