import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../electron/launch/parts.mjs';

/** The libraries that exported programs and weights are for, in a folder of their own that nothing else uses. */

const folder = path.join(root, '.python');
const windows = process.platform === 'win32';
const program = path.join(folder, windows ? 'Scripts/python.exe' : 'bin/python');

const tensorflow = process.platform === 'linux' && process.arch === 'x64' ? 'tensorflow-cpu' : 'tensorflow';
/** @type {{ packages: string[], index?: string }[]} */
const wanted = [
  { packages: ['numpy', 'onnx', 'onnxruntime', 'keras', 'jax', 'safetensors', tensorflow] },
  // Without the graphics card's libraries, which take gigabytes, where that index can be reached.
  { packages: ['torch'], index: 'https://download.pytorch.org/whl/cpu' },
];

const run = (/** @type {string} */ command, /** @type {string[]} */ args) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
const install = (/** @type {string[]} */ ...args) =>
  run(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args]);

/**
 * Installs the libraries where they are not there yet, which takes minutes and some gigabytes.
 * @returns {{ program: string } | { reason: string }}
 */
export const ensurePython = () => {
  const marker = path.join(folder, 'installed.json');
  const list = JSON.stringify(wanted);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === list) return { program };
  console.log(`Installing the Python libraries into ${folder} (once; this takes minutes)...`);
  const python = (windows ? ['py', 'python'] : ['python3']).find((name) => run(name, ['-m', 'venv', folder]));
  if (!python) return { reason: 'there is no Python 3 with the module venv; install one' };
  for (const { packages, index } of wanted)
    if (!(index && install('--index-url', index, ...packages)) && !install(...packages))
      return { reason: `pip could not install ${packages.join(', ')}; it says why above` };
  writeFileSync(marker, list);
  return { program };
};
