import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { inRoot, root } from './parts.mjs';

/** Packages, and Electron's binary. Only Node's own modules here: this runs before anything is installed. */

const modified = (/** @type {string} */ file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** npm writes this file last: it tells when the packages were installed. */
const marker = inRoot('node_modules/.package-lock.json');

export const areInstalled = () => modified(marker) > 0 && modified(marker) >= modified(inRoot('package-lock.json'));

/** npm as it is on every system; on Windows it is a script that only a shell can start. */
export const npm = (/** @type {string[]} */ args) =>
  spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

/** Installs the packages when they are missing or older than the lock file. Tells whether they are there. */
export const ensureInstalled = () => {
  if (areInstalled()) return true;
  console.log('Installing the packages (once; this takes a minute)...');
  const quiet = ['--no-audit', '--no-fund'];
  return npm(['ci', ...quiet]) || npm(['install', ...quiet]);
};

const electronFolder = inRoot('node_modules/electron');

/** Path of Electron's program when it is on this machine. The package itself is never imported: that would fetch it. */
export const findElectron = () => {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const name = names[/** @type {keyof typeof names} */ (process.platform)] ?? 'electron';
  const file = `${process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? `${electronFolder}/dist`}/${name}`;
  return existsSync(file) ? file : undefined;
};

/**
 * Electron's program, fetched by its package's own script when it is missing.
 * @param {number} limit milliseconds that fetching may take
 * @returns {{ file: string } | { reason: string }}
 */
export const ensureElectron = (limit) => {
  const found = findElectron();
  if (found) return { file: found };
  const script = `${electronFolder}/install.js`;
  if (!existsSync(script)) return { reason: 'its package is not installed' };
  console.log('Fetching Electron (once)...');
  const { status, error, stderr } = spawnSync(process.execPath, [script], {
    cwd: root,
    encoding: 'utf8',
    timeout: limit,
    maxBuffer: 1 << 24,
  });
  const file = status === 0 ? findElectron() : undefined;
  if (file) return { file };
  const late = error !== undefined && 'code' in error && error.code === 'ETIMEDOUT';
  if (late) return { reason: `fetching it took longer than ${Math.round(limit / 1000)} s` };
  const line = stderr.split('\n').find((text) => /error/i.test(text)) ?? error?.message ?? 'its program is missing after fetching it';
  return { reason: line.replace(/^\w*Error:\s*/, '').trim() };
};
