import { describe, expect, test } from 'vitest';
import { leastPoints, paperIds } from '#core/view/figures.ts';
import { papers, stageOn } from '#renderer/export/paper.ts';
import { withSize } from '#renderer/export/png-size.ts';
import { pngOf } from '#renderer/picture/svg/png.ts';

describe('a paper', () => {
  test.each([
    ['column', 2102, 1559],
    ['slide', 1920, 1080],
    ['square', 1080, 1080],
    ['thumbnail', 320, 180],
    ['large', 3840, 2160],
  ] as const)('%s has %i by %i pixels', (id, width, height) => {
    const stage = stageOn(papers[id]);
    expect([Math.round(stage.width * stage.resolution), Math.round(stage.height * stage.resolution)]).toEqual([width, height]);
  });

  test('letters are as large as was asked where it is printed, and never under six points', () => {
    for (const id of paperIds) {
      const paper = papers[id];
      const { width, letter } = stageOn(paper);
      expect((letter / width) * (paper.width / 25.4) * 72).toBeCloseTo(paper.points, 10);
      expect(stageOn({ ...paper, points: 1 }).letter).toBe((leastPoints * 96) / 72);
    }
  });
});

test('a PNG says after its header how large it is printed, and all else is as it was', () => {
  const png = pngOf(new Uint8Array(16).fill(200), 2, 2);
  const sized = Buffer.from(withSize(png, 600));
  expect(sized.length).toBe(png.length + 21);
  expect(sized.readUInt32BE(33)).toBe(9);
  expect(sized.toString('latin1', 37, 41)).toBe('pHYs');
  // 600 / 0.0254 = 23622.05 pixels a metre.
  expect([sized.readUInt32BE(41), sized.readUInt32BE(45), sized[49]]).toEqual([23622, 23622, 1]);
  expect(Buffer.compare(Buffer.concat([sized.subarray(0, 33), sized.subarray(54)]), Buffer.from(png))).toBe(0);
});
