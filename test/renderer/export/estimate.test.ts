import { expect, test } from 'vitest';
import { estimateBytes } from '#renderer/export/estimate.ts';
import { formatIds } from '#renderer/export/formats.ts';

test('grows with the frames and with the size of a frame, and is nothing for none', () => {
  for (const format of formatIds) {
    expect(estimateBytes(format, 0, 1000)).toBe(0);
    expect(estimateBytes(format, 100, 1000)).toBeGreaterThan(estimateBytes(format, 10, 1000));
    expect(estimateBytes(format, 10, 2000)).toBeCloseTo(2 * estimateBytes(format, 10, 1000), 9);
  }
});

test('is near what was measured: a step of 24 PNG frames, one of 30 GIF frames and one of 30 WebM frames', () => {
  expect(estimateBytes('png', 24, 211_929) / 6_956_442).toBeCloseTo(1, 0);
  expect(estimateBytes('gif', 30, 205_000) / 805_691).toBeCloseTo(1, 0);
  expect(estimateBytes('webm', 30, 205_000) / 1_271_883).toBeCloseTo(1, 0);
});
