import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { afterPack } from '#electron/launch/fuses.mjs';
import { root } from '#electron/launch/parts.mjs';
import { makeProgram, statesOf } from '#test/packaging/program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'retrograd-fuses-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The name that each platform gives the program within its folder. */
const names: readonly (readonly [platform: string, name: string])[] = [
  ['linux', 'retrograd'],
  ['win32', 'Retrograd.exe'],
];
const pack = (platform: string): Promise<void> =>
  afterPack({
    appOutDir: folder,
    electronPlatformName: platform,
    packager: { ...(platform === 'linux' && { executableName: 'retrograd' }), appInfo: { productFilename: 'Retrograd' } },
  });

/** Every fuse and the state that it must have, in the words of Electron's own list. */
const wanted = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

test.each(names)('on %s each of the nine fuses is set, whatever it was before', async (platform, name) => {
  const file = path.join(folder, name);
  for (const before of ['000000000', '111111111']) {
    writeFileSync(file, makeProgram(before));
    await pack(platform);
    expect(await statesOf(file)).toEqual(wanted);
  }
});

test('a fuse that a newer Electron has stops the packing, and the program is left as it was', async () => {
  const file = path.join(folder, 'retrograd');
  writeFileSync(file, makeProgram('1011001101'));
  const before = readFileSync(file);
  await expect(pack('linux')).rejects.toThrow(/10 fuses/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('the packer is told so', () => {
  const config = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
  const hook = /^afterPack: (.+)$/m.exec(config)?.[1];
  expect(path.join(root, hook ?? '')).toBe(path.join(root, 'electron/launch/fuses.mjs'));
});
