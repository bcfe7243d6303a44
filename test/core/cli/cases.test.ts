import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { retrograd } from './terminal.ts';

const home = 'test/cases';
const folders = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory());

interface Expected {
  readonly command: string;
  readonly exit: number;
}
const cases = folders
  .map(({ name }) => ({ name, expected: JSON.parse(readFileSync(join(home, name, 'expected.json'), 'utf8')) as Expected }))
  .filter(({ expected }) => expected.command.startsWith('retrograd trace '));

/** What stands at `batch.x` of an answer. */
const at = (answer: unknown, path: string): unknown =>
  path.split('.').reduce((value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key], answer);

describe('the cases of public reports', () => {
  test('are there', () => expect(cases.length).toBeGreaterThanOrEqual(7));

  test.each(cases)('$name', async ({ name, expected }) => {
    const folder = join(home, name);
    const files = Object.fromEntries(
      readdirSync(folder).map((file) => [file, file.endsWith('.json') ? readFileSync(join(folder, file), 'utf8') : readFileSync(join(folder, file))]), // prettier-ignore
    );
    const { code, lines, err } = await retrograd(expected.command.split(' ').slice(1), files);
    expect([code, err === '']).toEqual([expected.exit, expected.exit === 0]);
    const paths = Object.entries(expected).filter(([path]) => path.includes('.'));
    expect(paths.length > 0).toBe(expected.exit === 0);
    for (const [path, value] of paths) expect(at(lines()[0], path)).toEqual(value);
  });
});

test('a spreadsheet in the place of a table is to be saved as CSV', async () => {
  const run = { data: { kind: 'csv', file: 'datos.xlsx', target: ['y'] }, network: { layers: [{ units: 1 }] } };
  const { code, err } = await retrograd(['trace', 'run.json'], { 'run.json': run, 'datos.xlsx': readFileSync(join(home, 'datos.xlsx')) });
  expect([code, err]).toEqual([2, expect.stringMatching(/datos\.xlsx.*CSV/)]);
});
