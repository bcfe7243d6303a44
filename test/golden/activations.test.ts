import { expect, test } from 'vitest';
import { activations } from '#core/spec/methods.ts';
import { activationCurves } from '#core/math/curve.ts';
import { golden } from './golden.ts';

type Column = readonly (number | null)[];
const file = golden<{ z: readonly number[]; activations: Readonly<Record<string, { readonly value: Column; readonly slope: Column }>> }>(
  'activations.json',
);
const curved = activations.filter((name) => name !== 'softmax');

test('the file holds every activation that has a curve, from -40 to 40', () => {
  expect(Object.keys(file.activations).sort()).toEqual([...curved].sort());
  expect([Math.min(...file.z), Math.max(...file.z), file.z.length]).toEqual([-40, 40, 173]);
});

test.each(curved.flatMap((name) => (['value', 'slope'] as const).map((part) => [name, part] as const)))('mpmath: %s, %s', (name, part) => {
  const wanted = file.activations[name]![part];
  let told = 0;
  file.z.forEach((z, i) => {
    const [found, want] = [activationCurves[name]![part](z), wanted[i]];
    if (want === null || want === undefined) return expect(Math.abs(found), `at ${z}`).toBeLessThan(2.3e-308);
    told++;
    expect(Math.abs(found - want) / Math.abs(want), `at ${z}`).toBeLessThan(1e-13);
  });
  expect(told).toBeGreaterThan(80);
});
