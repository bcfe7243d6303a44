import { describe, expect, test } from 'vitest';
import { palettes } from '#renderer/picture/palette.ts';
import { courseChart } from '#renderer/ui/plots/course-chart.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { nodeApp } from '#test/renderer/model/node-app.ts';
import { step } from '#core/contract/units.ts';

const { plane } = catalogue.es.words.plots;
const course = { steps: [0, 4, 8], outputs: [Float64Array.of(0, 5), Float64Array.of(1, 4), Float64Array.of(2, 3)], goal: 20 };
const data = { outputs: 2, targets: ['frío', 'calor'], y: Float64Array.of(1, 3) };

describe('the course of the only sample', () => {
  test('is what the network says of each output, beside a dashed line where it should be', () => {
    const { lines, start, trainedTo, goal } = courseChart(course, data, 0, plane, palettes.light)!;
    expect([[...start], trainedTo, goal]).toEqual([[0, 4, 8], 8, 20]);
    expect(lines.map(({ name, values, dash }) => [name, [...values], dash !== undefined])).toEqual([
      ['predicción frío', [0, 1, 2], false],
      ['objetivo frío', [1, 1], true],
      ['predicción calor', [5, 4, 3], false],
      ['objetivo calor', [3, 3], true],
    ]);
    expect([...lines[1]!.own!.start]).toEqual([0, 20]);
    expect(lines[0]!.colour).not.toBe(lines[2]!.colour);
  });

  test('of many outputs is that of one, and there is none before a step is known', () => {
    const many = { outputs: 5, targets: ['a', 'b', 'c', 'd', 'e'], y: Float64Array.of(0, 0, 0, 1, 0) };
    const outputs = [Float64Array.of(9, 8, 7, 6, 5)];
    const { lines } = courseChart({ steps: [0], outputs, goal: 3 }, many, 3, plane, palettes.dark)!;
    expect(lines.map(({ values }) => [...values])).toEqual([[6], [1, 1]]);
    expect(courseChart({ steps: [], outputs: [], goal: 3 }, many, 3, plane, palettes.dark)).toBeUndefined();
  });

  test('of the first network goes from 0 by 0.635 to its target of 1', async () => {
    const app = nodeApp();
    await app.start();
    const said = await Promise.all([0, 1, 20].map(async (at) => (await app.trainer.call('evaluate', step(at))).outputs));
    const { lines } = courseChart({ steps: [0, 1, 20], outputs: said, goal: 20 }, app.run.summary!.data, 0, plane, palettes.light)!;
    expect(lines.map(({ name }) => name)).toEqual(['predicción', 'objetivo']);
    const [start, first, last] = lines[0]!.values;
    expect(start).toBe(0);
    expect(first).toBeCloseTo(0.635, 10);
    expect(last).toBeCloseTo(lines[1]!.values[0]!, 4);
    expect(lines[1]!.values[0]).toBe(1);
  });
});
