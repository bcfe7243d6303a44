import { describe, expect, test } from 'vitest';
import { schedules, type ScheduleKind } from '#core/spec/methods.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { put } from '#renderer/model/run/edits.ts';
import { exampleSpec, type ExampleName } from '#renderer/model/run/examples.ts';
import { setClassWeights, setSchedule, setShare, setStopping, unusedShare } from '#renderer/model/run/learning-edits.ts';

const valid = (input: unknown): RunSpec => {
  const read = readRunSpec(input);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};
const start = (name: ExampleName = 'xor'): RunSpec => valid(exampleSpec(name));

test.each(Object.keys(schedules) as ScheduleKind[])('the schedule %s comes whole, and the warm-up stays', (kind) => {
  const warm = put(['schedule', 'warmup'], 40)(start());
  const next = setSchedule(kind, 600)(warm);
  expect(valid(next).schedule).toEqual(next.schedule);
  expect(next.schedule).toMatchObject({ kind, warmup: 40 });
});

test('a schedule over the whole run ends where the run ends', () => {
  const warm = put(['schedule', 'warmup'], 40)(start());
  expect(setSchedule('cosine', 600)(warm).schedule).toMatchObject({ steps: 560 });
  expect(setSchedule('one-cycle', 600)(warm).schedule).toMatchObject({ steps: 560 });
  expect(setSchedule('cosine-restarts', 600)(warm).schedule).toMatchObject({ steps: 200 });
  expect(valid(setSchedule('cosine', 10)(warm)).schedule).toMatchObject({ steps: 1 });
});

describe('early stopping', () => {
  test('brings a validation part where there is none', () => {
    const on = valid(setStopping(true)(start()));
    expect(on.stopping).toEqual({ patience: 10, minImprovement: 0, restore: true });
    expect(on.split).toEqual({ train: 0.8, validation: 0.2, test: 0 });
  });

  test('keeps the validation part that there is, and leaves it when it goes', () => {
    const held = setShare('validation', 0.1)(start());
    const on = valid(setStopping(true)(held));
    expect(on.split).toEqual(held.split);
    expect(valid(setStopping(false)(on))).toEqual(held);
  });

  test('without a validation part is refused at that part', () => {
    const none = setShare('validation', 0)(setStopping(true)(start()));
    expect(readRunSpec(none)).toMatchObject({ ok: false, failure: { reason: 'stopping-needs-validation', place: 'split.validation' } });
  });
});

describe('shares of the samples', () => {
  test('what is held out is taken from the training part, to the last decimal', () => {
    const held = setShare('test', 0.1)(setShare('validation', 0.2)(start()));
    expect(valid(held).split).toEqual({ train: 0.7, validation: 0.2, test: 0.1 });
    expect(setShare('test', 0)(setShare('validation', 0)(held)).split.train).toBe(1);
  });

  test('where some samples are left unused, the training part stays', () => {
    const little = put(['split', 'train'], 0.5)(start());
    expect(unusedShare(little.split)).toBe(0.5);
    expect(setShare('test', 0.2)(little).split).toEqual({ train: 0.5, validation: 0, test: 0.2 });
  });

  test('nonsense is handed on as it is', () => {
    for (const share of [-1, 1.5, 'half']) {
      const { split } = setShare('test', share)(start());
      expect(split).toEqual({ train: 1, validation: 0, test: share });
    }
  });
});

test('class weights: as many as the loss takes, all alike, and off again', () => {
  expect(valid(setClassWeights(true)(start('xor'))).classWeights).toEqual([1, 1]);
  expect(valid(setClassWeights(true)(start('blobs'))).classWeights).toEqual([1, 1, 1, 1]);
  expect(setClassWeights(false)(setClassWeights(true)(start('blobs'))).classWeights).toBeNull();
});
