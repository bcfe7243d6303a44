import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fuses } from '#electron/launch/fuses.mjs';
import { findThreadFile, isVouchedFor } from '#electron/main/thread-file.ts';
import { makeProgram, statesOf } from './program.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'retrograd-packaging-'));
const resources = path.join(folder, 'dist/linux-unpacked/resources');

/** A stand-in for Electron's own files: a program that is nothing but its fuses, all as Electron ships them. */
const makeElectron = (): string => {
  const dist = path.join(folder, 'electron');
  mkdirSync(path.join(dist, 'resources'), { recursive: true });
  mkdirSync(path.join(dist, 'locales'));
  writeFileSync(path.join(dist, 'electron'), makeProgram('101100011'), { mode: 0o755 });
  for (const name of ['chrome-sandbox', 'LICENSE', 'version', 'locales/es.pak']) {
    writeFileSync(path.join(dist, name), name);
  }
  return dist;
};

const asar = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'))('@electron/asar') as {
  listPackage(file: string, options: { isPack: boolean }): string[];
  extractFile(file: string, name: string): Buffer;
};

describe('the packaged app', () => {
  beforeAll(async () => {
    await build({
      projectDir: root,
      targets: Platform.LINUX.createTarget('dir'),
      publish: 'never',
      config: {
        extends: path.join(root, 'electron-builder.yml'),
        electronDist: makeElectron(),
        directories: { output: path.join(folder, 'dist') },
      },
    });
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the archive holds the built app and nothing else', () => {
    const packed = asar.listPackage(path.join(resources, 'app.asar'), { isPack: false });
    const files = packed.map((name) => name.replaceAll('\\', '/'));
    for (const name of [
      '/package.json',
      '/out/main/main.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
      '/out/worker/entry-node.js',
    ]) {
      expect(files).toContain(name);
    }
    const unwanted = files.filter((name) => !/^\/(package\.json|LICENSE|out(\/(main|preload|renderer|worker)(\/.*)?)?)$/.test(name));
    expect(unwanted).toEqual([]);
  });

  test('the trainer lies beside the archive, as a module, where the main process looks for it', () => {
    const file = findThreadFile(path.join(resources, 'app.asar'));
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(path.join(root, 'out/worker/entry-node.js'), 'utf8'));
    const beside = JSON.parse(readFileSync(path.join(resources, 'app.asar.unpacked/package.json'), 'utf8')) as { type: string };
    expect(beside.type).toBe('module');
  });

  test('the packed main process loads the trainer beside it only as it was built', () => {
    const archive = path.join(resources, 'app.asar');
    const file = findThreadFile(archive);
    const hash = /"([\da-f]{64})"/.exec(asar.extractFile(archive, 'out/main/main.js').toString())?.[1];
    expect(hash).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
    expect(isVouchedFor(file, hash!)).toBe(true);
    appendFileSync(file, '\n// more');
    expect(isVouchedFor(file, hash!)).toBe(false);
  });

  test('the archive starts at the built main process', () => {
    const archive = path.join(resources, 'app.asar');
    const { main } = JSON.parse(asar.extractFile(archive, 'package.json').toString()) as { main: string };
    expect(asar.extractFile(archive, main).toString()).toBe(readFileSync(path.join(root, 'out/main/main.js'), 'utf8'));
  });

  test('the fuses are set in the program', async () => {
    const states = await statesOf(path.join(folder, 'dist/linux-unpacked/retrograd'));
    expect(Object.values(states)).toEqual(Object.values(fuses));
  });
});
