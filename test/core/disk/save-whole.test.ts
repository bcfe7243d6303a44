import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { operate, saveWhole, saveWholeNow, type FileToWrite, type Operate } from '#core/disk/save-whole.ts';

let folder = '';
let file = '';
const before = 'the old file';
const after = new TextEncoder().encode('the new file, which is longer');

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'retrograd-save-'));
  file = path.join(folder, 'run.json');
  fs.writeFileSync(file, before);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const saved = (options: Partial<FileToWrite> = {}) => saveWholeNow({ file, ...options }, after);
const text = (of: string) => fs.readFileSync(of, 'utf8');
const expectNew = (of = file) => expect(new Uint8Array(fs.readFileSync(of))).toEqual(after);

describe('saving', () => {
  test('writes every byte and leaves nothing beside the file, at once and aside', async () => {
    expect(saved()).toEqual({ ok: true });
    expectNew();
    fs.writeFileSync(file, before);
    expect(await saveWhole({ file }, after)).toEqual({ ok: true });
    expectNew();
    expect(fs.readdirSync(folder)).toEqual(['run.json']);
  });

  test('keeps what stood there as one backup', () => {
    for (const content of [before, 'another']) {
      fs.writeFileSync(file, content);
      expect(saved({ backup: true }).ok).toBe(true);
      expectNew();
      expect(text(`${file}.bak`)).toBe(content);
    }
    expect(fs.readdirSync(folder)).toEqual(['run.json', 'run.json.bak']);
  });

  test('copies it where the disk knows no second names', () => {
    const does: Operate = (step) => (step[0] === 'link' ? expectFault('EPERM') : operate(step));
    expect(saveWholeNow({ file, backup: true }, after, does).ok).toBe(true);
    expect([text(`${file}.bak`), fs.readdirSync(folder).length]).toEqual([before, 2]);
  });

  test('a new file has no backup', () => {
    const fresh = path.join(folder, 'fresh.json');
    expect(saveWholeNow({ file: fresh, backup: true }, after).ok).toBe(true);
    expect(fs.readdirSync(folder)).toEqual(['fresh.json', 'run.json']);
  });

  test.skipIf(process.platform === 'win32')('follows links, also to a file that is still to come, and keeps the mode', () => {
    fs.chmodSync(file, 0o640);
    const [link, dangling] = [path.join(folder, 'link'), path.join(folder, 'dangling')];
    fs.symlinkSync('run.json', link);
    fs.symlinkSync('later.json', dangling);
    expect(saveWholeNow({ file: link }, after).ok).toBe(true);
    expect(saveWholeNow({ file: dangling }, after).ok).toBe(true);
    expectNew();
    expectNew(path.join(folder, 'later.json'));
    expect([link, dangling].map((one) => fs.lstatSync(one).isSymbolicLink())).toEqual([true, true]);
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
  });

  test('a protected file is told, and replaced only where that is wanted', () => {
    fs.chmodSync(file, 0o444);
    expect(saved({ called: 'run.json' })).toEqual({ ok: false, failure: { code: 'file-read-only', file: 'run.json' } });
    expect(text(file)).toBe(before);
    expect(saved({ overReadOnly: true }).ok).toBe(true);
    expectNew();
    expect(fs.statSync(file).mode & 0o777).toBe(0o444);
  });

  test('clears away what a killed saving left, and not what one that lives is writing', () => {
    const leftovers = [`.run.json.99999999.01234567.tmp`, `.run.json.bak.99999999.01234567.tmp`];
    const others = [`.run.json.${process.pid}.01234567.tmp`, '.other.json.99999999.01234567.tmp', '.run.json.mine.tmp'];
    for (const name of [...leftovers, ...others]) fs.writeFileSync(path.join(folder, name), '');
    expect(saved().ok).toBe(true);
    expect(fs.readdirSync(folder)).toEqual([...others, 'run.json'].sort());
  });

  test.skipIf(process.platform === 'win32')('a device takes the bytes as they come, and a full one is told', () => {
    expect(saveWholeNow({ file: '/dev/null', backup: true }, after)).toEqual({ ok: true });
    const full = saveWholeNow({ file: '/dev/full' }, after);
    expect(full).toEqual({ ok: false, failure: { code: 'file-unwritable', file: '/dev/full', reason: 'ENOSPC' } });
  });

  test('a folder is no file, and one that is gone is told; nothing is written', async () => {
    for (const [of, reason] of [
      [folder, 'EISDIR'],
      [path.join(folder, 'gone', 'run.json'), 'ENOENT'],
    ] as const) {
      expect(await saveWhole({ file: of }, after)).toEqual({ ok: false, failure: { code: 'file-unwritable', file: of, reason } });
    }
    expect(fs.readdirSync(folder)).toEqual(['run.json']);
  });

  test('a name as long as the system takes is saved', () => {
    const long = path.join(folder, 'ñ'.repeat(125));
    expect(saveWholeNow({ file: long }, after).ok).toBe(true);
    expectNew(long);
  });
});

const expectFault = (code: string): never => {
  throw Object.assign(new Error(code), { code });
};
