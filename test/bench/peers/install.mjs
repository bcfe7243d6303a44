import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./', import.meta.url));

/** Puts the peers into a folder of their own, once: the app's install stays free of them. Their install scripts are not needed. */
export const installPeers = () => {
  if (existsSync(`${folder}node_modules/.package-lock.json`)) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  process.stderr.write('installing the peers...\n');
  const output = ['ignore', 2, 2];
  execFileSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: output,
    shell: process.platform === 'win32',
  });
};
