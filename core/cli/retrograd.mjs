#!/usr/bin/env node
/** The `retrograd` command. In a clone it first bundles the sources where they are newer than the last bundle. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The core, and what draws as the window does: loaded when it is first asked for. */
const bundles = {
  core: { entry: 'core/cli/main.ts', output: 'out/cli/retrograd.js', sources: ['core'] },
  drawing: { entry: 'renderer/headless/entry-draw.ts', output: 'out/drawing/drawing.js', sources: ['core', 'renderer', 'assets/examples'] },
};

const modified = async (file) => (await stat(file)).mtimeMs;

const newestIn = async (folder) => {
  const files = await readdir(join(root, folder), { recursive: true });
  const times = await Promise.all(
    files.filter((file) => /\.(ts|svelte|json)$/.test(file)).map((file) => modified(join(root, folder, file))),
  );
  return Math.max(...times);
};

const isStale = async ({ entry, output, sources }) => {
  if (!existsSync(join(root, entry))) return false;
  const bundle = join(root, output);
  return !existsSync(bundle) || (await modified(bundle)) < Math.max(...(await Promise.all(sources.map(newestIn))));
};

/** The words of the program are in the bundle that is still to be made. */
const notInstalled = {
  es: (folder) => `Los paquetes de Retrograd no están instalados todavía; escribe npm ci en ${folder}.`,
  en: (folder) => `Retrograd’s packages are not installed yet; run npm ci in ${folder}.`,
};

const vite = async () => {
  try {
    return { ...(await import('vite')), ...(await import('@sveltejs/vite-plugin-svelte')) };
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    const language = /^en/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'en' : 'es';
    console.error(notInstalled[language](root));
    process.exit(2);
  }
};

/** Written beside its place and renamed, so that commands running at the same time never see half a file. */
const makeBundle = async ({ entry, output }) => {
  const { build, svelte } = await vite();
  const made = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    // Nothing is rendered on a server here: runes react as in the window.
    plugins: [svelte({ configFile: false, dynamicCompileOptions: () => ({ generate: 'client' }) })],
    ssr: { noExternal: true, resolve: { conditions: ['browser', 'module', 'import', 'default'] } },
    build: {
      ssr: join(root, entry),
      write: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const { output: chunks } = Array.isArray(made) ? made[0] : made;
  const bundle = join(root, output);
  await mkdir(dirname(bundle), { recursive: true });
  const draft = `${bundle}.${process.pid}`;
  await writeFile(draft, chunks[0].code);
  await rename(draft, bundle);
};

const load = async (bundle) => {
  if (await isStale(bundle)) await makeBundle(bundle);
  return import(pathToFileURL(join(root, bundle.output)).href);
};

const draw = async function* (ask, world) {
  return yield* (await load(bundles.drawing)).draw(ask, world);
};
/** The folder of the page that films. In a clone it is built where it is missing or older than the sources. */
const filmPage = async () => {
  const folder = join(root, 'out/film');
  if (existsSync(join(root, 'electron/launch/parts.mjs'))) {
    await vite();
    const { buildPart, isFresh } = await import('../../electron/launch/parts.mjs');
    if (!isFresh('film')) await buildPart('film');
  }
  return folder;
};
const { main, nodeIo } = await load(bundles.core);
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
process.exitCode = await main(process.argv.slice(2), nodeIo(version, join(root, 'assets'), draw, filmPage));
