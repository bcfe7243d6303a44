import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import writeChecksums from '#electron/launch/checksums.mjs';

test('each package has its sum, as sha256sum reads it', () => {
  const outDir = mkdtempSync(path.join(tmpdir(), 'checksums-'));
  const put = (name: string, text: string): string => {
    writeFileSync(path.join(outDir, name), text);
    return path.join(outDir, name);
  };
  const artifactPaths = [put('b.deb', ''), put('a.AppImage', 'abc'), put('a.AppImage.blockmap', 'x')];
  const [file] = writeChecksums({ outDir, artifactPaths });
  // FIPS 180-2, appendix B.1, and the sum of nothing.
  expect(readFileSync(file!, 'utf8')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.AppImage\n' +
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.deb\n',
  );
  expect(writeChecksums({ outDir, artifactPaths: [] })).toEqual([]);
});
