import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedAt, isDue, lookEvery, longest, settles, type Unkept } from '#renderer/model/work/when-to-keep.ts';
import { soaked } from '#test/soak.ts';

/** Moments of changes, looked at as the keeper does; answers when something was kept. */
const keptAt = (changes: readonly number[], until: number): readonly number[] => {
  const kept: number[] = [];
  let unkept: Unkept | undefined;
  for (let now = 0, at = 0; now <= until; now += lookEvery) {
    if (at < changes.length && changes[at]! <= now) unkept = changedAt(unkept, now);
    while (at < changes.length && changes[at]! <= now) at++;
    if (!unkept || !isDue(unkept, now)) continue;
    kept.push(now);
    unkept = undefined;
  }
  return kept;
};

test('a change alone is kept a second after it', () => {
  expect(keptAt([3000], 10_000)).toEqual([3000 + settles]);
});

test('changes without a pause are kept every five seconds at the latest', () => {
  const always = Array.from({ length: 600 }, (_, index) => index * 50);
  const kept = keptAt(always, 30_000);
  expect(kept.length).toBeGreaterThanOrEqual(6);
  expect(kept[0]).toBeLessThanOrEqual(longest + lookEvery);
});

test('no change waits for more than five seconds, and none is forgotten', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(moments, (changes) => {
      const sorted = changes.toSorted((a, b) => a - b);
      const kept = keptAt(sorted, 30_000);
      for (const change of sorted) {
        const next = kept.find((moment) => moment >= change);
        expect(next! - change).toBeLessThanOrEqual(5000);
      }
    }),
    { numRuns: soaked(1000) },
  );
});
