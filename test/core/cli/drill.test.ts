import { expect, test } from 'vitest';
import { retrograd, textbookRun } from './terminal.ts';

const files = { 'run.json': textbookRun };
const drill = (...more: string[]) => retrograd(['drill', 'run.json', '--lang', 'en', ...more], files);

test('a sheet has as many questions as are asked for, and no answers', async () => {
  const { code, out, err } = await drill('--seed', '7', '--count', '5');
  expect([code, err]).toEqual([0, '']);
  expect(out.match(/^\d+\. /gm)).toHaveLength(5);
  expect(out).toContain('seed 7');
  expect(out).not.toContain('Answers');
});

test('the key says the answers and what usual wrong ones come from', async () => {
  const { out } = await drill('--count', '3', '--answers');
  const [questions, key] = out.split('Answers\n');
  expect(questions!.match(/^\d+\. /gm)).toHaveLength(3);
  expect(key!.match(/^\d+\. /gm)).toHaveLength(3);
});

test('the same seed gives the same sheet, another one another', async () => {
  const [a, b, c] = await Promise.all([drill('--seed', '7'), drill('--seed', '7'), drill('--seed', '8')]);
  expect(a.out).toBe(b.out);
  expect(c.out).not.toBe(a.out);
});

test('as data: kind after kind, a step each; of the textbook example, whose numbers were worked by hand', async () => {
  const { lines } = await drill('--count', '9', '--json');
  const [{ drills }] = lines() as [{ drills: { step: number; kind: string; place: { layer: number; unit: number }; value: number }[] }];
  expect(drills.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(new Set(drills.map(({ kind }) => kind)).size).toBeGreaterThan(4);
  const [first] = drills;
  expect(first!.kind).toBe('z');
  // z of both hidden units and both outputs, at the start.
  const z = [
    [0.3775, 0.3925],
    [1.10590597, 1.2249214],
  ];
  expect(first!.value).toBeCloseTo(z[first!.place.layer - 1]![first!.place.unit]!, 7);
});

test('where nothing can be worked out by hand that is said', async () => {
  const wide = { units: 12, activation: 'gelu', normalization: 'layer' };
  const run = {
    data: {
      kind: 'inline',
      x: [0, 1].map((x) => Array.from({ length: 9 }, () => x)),
      y: [0, 1].map((y) => Array.from({ length: 12 }, () => y)),
    },
    network: { layers: [wide] },
    optimizer: { kind: 'adam' },
    batch: 'full',
    fault: 'sum-for-mean',
  };
  const { code, out, err } = await retrograd(['drill', 'wide.json', '--lang', 'en'], { 'wide.json': run });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^wide\.json: .*by hand/);
});

test.each([
  ['--count', '0'],
  ['--seed', 'many'],
])('%s %s is refused in a sentence', async (option, value) => {
  const { code, err } = await drill(option, value);
  expect(code).toBe(2);
  expect(err).toContain(option);
});
