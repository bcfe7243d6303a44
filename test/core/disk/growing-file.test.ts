import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GrowingFile } from '#core/disk/growing-file.ts';
import type { FileToWrite } from '#core/disk/save-whole.ts';
import { soaked } from '#test/soak.ts';
import { failing, faults } from './faults.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'retrograd-growing-'));
  file = path.join(folder, 'film.webm');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const opened = async (options: Partial<FileToWrite> = {}): Promise<GrowingFile> => {
  const result = await GrowingFile.open({ file, ...options });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};
const text = (of: string): string | undefined => (fs.existsSync(of) ? fs.readFileSync(of, 'latin1') : undefined);
const bytes = (letters: string): Uint8Array => new TextEncoder().encode(letters);

test('pieces lie where they belong, also over earlier ones, and the file is there when it is closed', async () => {
  const growing = await opened();
  // Nobody waits for a piece before giving the next.
  const done = [
    growing.write(bytes('0123'), 0),
    growing.write(bytes('89'), 8),
    growing.write(bytes('4567'), 4),
    growing.write(bytes('AB'), 1),
  ];
  expect(await Promise.all(done)).toEqual(done.map(() => ({ ok: true })));
  expect(text(file)).toBeUndefined();
  expect(await growing.close()).toEqual({ ok: true });
  expect([text(file), fs.readdirSync(folder)]).toEqual(['0AB3456789', ['film.webm']]);
});

test('what is given up leaves what stood there, and nothing else', async () => {
  fs.writeFileSync(file, 'before');
  const growing = await opened({ backup: true });
  await growing.write(bytes('half of it'), 0);
  await growing.abort();
  await growing.abort();
  expect([text(file), fs.readdirSync(folder)]).toEqual(['before', ['film.webm']]);
  const again = await opened({ backup: true });
  await again.write(bytes('after'), 0);
  await again.close();
  await again.abort();
  expect([text(file), text(`${file}.bak`)]).toEqual(['after', 'before']);
});

test.skipIf(process.platform === 'win32')('a full device is told with the piece, and to whoever comes later', async () => {
  const growing = await opened({ file: '/dev/full' });
  const full = { ok: false, failure: { code: 'file-unwritable', file: '/dev/full', reason: 'ENOSPC' } };
  expect(await growing.write(bytes('film'), 0)).toEqual(full);
  expect(await growing.write(bytes('film'), 4)).toEqual(full);
  expect(await growing.close()).toEqual(full);
});

test('whatever happens to whichever operation, there is the whole film or what was there before', async () => {
  const pieces = [[bytes('0123'), 0], [bytes('4567'), 4], [bytes('X'), 2]] as const; // prettier-ignore
  const grow = async (n: number, fault: (typeof faults)[number]) => {
    const { does, count } = failing(n, fault);
    const result = await GrowingFile.open({ file, backup: true }, does);
    if (!result.ok) return { ok: false, count: count() };
    let ok = true;
    for (const [piece, at] of pieces) ok = (await result.value.write(piece, at)).ok && ok;
    return { ok: (await result.value.close()).ok && ok, count: count() };
  };
  const { count } = await grow(0, 'EIO');
  expect(count).toBeGreaterThan(10);
  const tries = Array.from({ length: count }, (_, n) => faults.map((fault) => [n + 1, fault] as const)).flat();
  const wanted = soaked(tries.length);
  for (let index = 0; index < wanted; index++) {
    const [n, fault] = tries[(index * 37) % tries.length]!;
    fs.rmSync(folder, { recursive: true });
    fs.mkdirSync(folder);
    fs.writeFileSync(file, 'before');
    const { ok } = await grow(n, fault);
    const name = `operation ${n}: ${fault}`;
    if (fault === 'killed') expect(['before', '01X34567'], name).toContain(text(file));
    else expect(text(file), name).toBe(ok ? '01X34567' : 'before');
    if (fault !== 'killed') expect(fs.readdirSync(folder).filter((one) => one.endsWith('.tmp')), name).toEqual([]); // prettier-ignore
  }
});
