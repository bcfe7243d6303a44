#!/usr/bin/env node
/** The `retrograd` command. In a clone it first bundles the sources where they are newer than the last bundle. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = join(root, 'core/cli/main.ts');
const bundle = join(root, 'out/cli/retrograd.js');

const modified = async (file) => (await stat(file)).mtimeMs;

const newestSource = async () => {
  const files = await readdir(join(root, 'core'), { recursive: true });
  const times = await Promise.all(files.filter((file) => file.endsWith('.ts')).map((file) => modified(join(root, 'core', file))));
  return Math.max(...times);
};

const isStale = async () => existsSync(entry) && (!existsSync(bundle) || (await modified(bundle)) < (await newestSource()));

/** The words of the program are in the bundle that is still to be made. */
const notInstalled = {
  es: (folder) => `Los paquetes de Retrograd no están instalados todavía; escribe npm ci en ${folder}.`,
  en: (folder) => `Retrograd’s packages are not installed yet; run npm ci in ${folder}.`,
};

const vite = async () => {
  try {
    return await import('vite');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    const language = /^en/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'en' : 'es';
    console.error(notInstalled[language](root));
    process.exit(2);
  }
};

/** Written beside its place and renamed, so that commands running at the same time never see half a file. */
const makeBundle = async () => {
  const { build } = await vite();
  const made = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: entry, write: false, target: 'node20', minify: false },
  });
  const { output } = Array.isArray(made) ? made[0] : made;
  await mkdir(join(root, 'out/cli'), { recursive: true });
  const draft = `${bundle}.${process.pid}`;
  await writeFile(draft, output[0].code);
  await rename(draft, bundle);
};

if (await isStale()) await makeBundle();
const { main, nodeIo } = await import(pathToFileURL(bundle).href);
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
process.exitCode = await main(process.argv.slice(2), nodeIo(version, join(root, 'assets')));
