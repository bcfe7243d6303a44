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

test('as data: of the textbook example, whose numbers were worked by hand', async () => {
  const { lines } = await drill('--count', '40', '--json');
  const [{ drills }] = lines() as [{ drills: { step: number; kind: string; place: object; value: number }[] }];
  expect(drills).toHaveLength(40);
  const of = (kind: string, layer: number, unit: number) =>
    drills.find((one) => one.step === 0 && one.kind === kind && JSON.stringify(one.place) === JSON.stringify({ layer, unit }))?.value;
  // z of the first hidden unit, the loss, and the error of the first output.
  expect(of('z', 1, 0)).toBeCloseTo(0.3775, 10);
  expect(of('loss', 2, 0)).toBeCloseTo(0.298371109, 9);
  expect(of('delta', 2, 0)).toBeCloseTo(0.138498562, 9);
});

test('where nothing can be worked out by hand that is said', async () => {
  const wide = { units: 12, activation: 'gelu', normalization: 'layer' };
  const run = {
    data: { kind: 'inline', x: [Array.from({ length: 9 }, () => 1)], y: [Array.from({ length: 12 }, () => 0)] },
    network: { layers: [wide] },
    optimizer: { kind: 'adam' },
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
