import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A line for each file, as `sha256sum --check` reads them. @type {(files: readonly string[]) => string} */
export const checksumsOf = (files) =>
  files
    .toSorted()
    .map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${path.basename(file)}\n`)
    .join('');

/**
 * Run by electron-builder once all packages of a system are built: writes their sums beside them, since nobody signs them.
 * @param {{ outDir: string, artifactPaths: string[] }} built
 */
export default ({ outDir, artifactPaths }) => {
  const packages = artifactPaths.filter((file) => !file.endsWith('.blockmap'));
  if (packages.length === 0) return [];
  const file = path.join(outDir, `SHA256SUMS-${process.platform}.txt`);
  writeFileSync(file, checksumsOf(packages));
  return [file];
};
