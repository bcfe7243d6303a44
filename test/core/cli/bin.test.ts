import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textbookRun } from './terminal.ts';

/** The real program in a process of its own. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const bin = join(root, 'core/cli/retrograd.mjs');
let folder: string;
let run: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retrograd-'));
  run = join(folder, 'run.json');
  await writeFile(run, JSON.stringify(textbookRun));
});
afterAll(() => rm(folder, { recursive: true }));

const execute = (file: string, args: readonly string[], input = '') =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(file, args, { cwd: root, env: { ...process.env, LC_ALL: 'en_US.UTF-8' } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin!.end(input);
  });
const retrograd = (args: readonly string[], input?: string) => execute(process.execPath, [bin, ...args], input);

test('reads a file and standard input alike', async () => {
  const fromFile = await retrograd(['trace', run]);
  expect([fromFile.code, fromFile.err]).toEqual([0, '']);
  expect((JSON.parse(fromFile.out) as { loss: { total: number } }).loss.total).toBeCloseTo(0.2983711087600027, 12);
  expect(await retrograd(['trace', '-'], JSON.stringify(textbookRun))).toEqual(fromFile);
}, 60_000);

test('says the version of the package', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await retrograd(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
}, 60_000);

test('names a missing file and a folder, and ends with 2', async () => {
  const missing = await retrograd(['trace', join(folder, 'none.json')]);
  expect(missing.code).toBe(2);
  expect(missing.err).toMatch(/none\.json” cannot be read: it does not exist; .*\.\n$/);
  expect((await retrograd(['trace', folder])).err).toMatch(/cannot be read: it is a folder; name a file\.\n$/);
}, 60_000);

test.skipIf(process.platform === 'win32')(
  'a closed pipe is quiet',
  async () => {
    const piped = await execute('sh', ['-c', `"${process.execPath}" "${bin}" train "${run}" --steps 100000000 | head -n 2`]);
    expect(piped.err).toBe('');
    expect(piped.out.split('\n')).toHaveLength(3);
  },
  60_000,
);

test.skipIf(process.platform === 'win32')(
  'what cannot be written is a failure with one sentence',
  async () => {
    const full = (command: string) => execute('sh', ['-c', `"${process.execPath}" "${bin}" ${command}`]);
    for (const command of [`trace "${run}" > /dev/full`, `export "${run}" --as numpy > /dev/full`, '--help > /dev/full']) {
      const { code, err } = await full(command);
      expect([code, err]).toEqual([2, '“standard output” cannot be written: the disk is full; free some space or choose another disk.\n']);
    }
    const out = await retrograd(['export', run, '--as', 'safetensors', '--out', '/dev/full']);
    expect([out.code, out.err]).toEqual([2, '“/dev/full” cannot be written: the disk is full; free some space or choose another disk.\n']);
  },
  60_000,
);

test('before the packages are installed one sentence says so', async () => {
  const clone = join(folder, 'clone');
  await mkdir(join(clone, 'core/cli'), { recursive: true });
  for (const file of ['package.json', 'core/cli/main.ts', 'core/cli/retrograd.mjs']) await cp(join(root, file), join(clone, file));
  const { code, out, err } = await execute(process.execPath, [join(clone, 'core/cli/retrograd.mjs'), 'trace', 'article']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^Retrograd’s packages are not installed yet; run npm ci in .*clone.?\.\n$/);
}, 60_000);

test('--out replaces a file whole, keeps it as a backup and asks before a protected one', async () => {
  const out = join(folder, 'script.py');
  await writeFile(out, 'mine');
  expect(await retrograd(['export', run, '--as', 'numpy', '--out', out])).toEqual({ code: 0, out: '', err: '' });
  expect(await readFile(`${out}.bak`, 'utf8')).toBe('mine');
  expect(await readFile(out, 'utf8')).toContain('import numpy');
  await chmod(out, 0o444);
  const refused = await retrograd(['export', run, '--as', 'pytorch', '--out', out]);
  expect([refused.code, refused.err]).toEqual([
    2,
    `“${out}” is protected against writing; save under another name or take that protection away.\n`,
  ]);
  expect(await readFile(out, 'utf8')).toContain('import numpy');
}, 60_000);

test('draws as the window does, and a run that it refuses is one sentence', async () => {
  const drawn = await retrograd(['render', run, '--with', 'note']);
  expect([drawn.code, drawn.err]).toEqual([0, '']);
  expect(drawn.out).toMatch(/<svg .*Step 0 · sample 1/su);
  const bad = join(folder, 'bad.json');
  await writeFile(bad, JSON.stringify({ ...textbookRun, batch: {} }));
  const refused = await retrograd(['render', bad]);
  expect(refused).toEqual(expect.objectContaining({ code: 2, out: '' }));
  expect(refused.err.trim().split('\n')).toHaveLength(1);
  const noTable = join(folder, 'table.json');
  await writeFile(
    noTable,
    JSON.stringify({ ...textbookRun, parameters: undefined, data: { kind: 'csv', file: 'none.csv', target: ['y'] } }),
  );
  expect((await retrograd(['render', noTable])).err).toMatch(/^[^\n]*none\.csv[^\n]*\n$/u);
}, 180_000);
