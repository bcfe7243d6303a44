import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The parts that a build makes, and whether one is up to date. Plain JavaScript: it runs before anything is built. */

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const inRoot = (/** @type {string[]} */ ...names) => path.join(root, ...names);

/**
 * @typedef {object} Part
 * @property {string} entry first file
 * @property {string} output file that the build makes from it
 * @property {'es' | 'cjs'} [format] of a part that runs in Node; a part without is a page, built as `vite.config.ts` says
 * @property {string} [config] how a page is built that is built otherwise than the app's
 * @property {true} [apart] built when it is asked for, never with the app: what only tests drive, and the page that the command line makes by itself
 * @property {string[]} sources what its output depends on, besides the packages
 */

/** @type {Readonly<Record<'renderer' | 'small' | 'main' | 'preload' | 'worker' | 'cli' | 'drawing' | 'film' | 'scenes' | 'frames' | 'commanded', Part>>} */
export const parts = {
  renderer: {
    entry: 'renderer/index.html',
    output: 'out/renderer/index.html',
    config: 'vite.offline.config.ts',
    sources: ['renderer', 'core', 'assets', 'vite.config.ts', 'vite.offline.config.ts'],
  },
  // The page as one file, for what people send each other. It lies within the page's folder, and so is built after it.
  small: {
    entry: 'renderer/index.html',
    output: 'out/renderer/small/index.html',
    config: 'vite.small.config.ts',
    sources: ['renderer', 'core', 'assets', 'vite.config.ts', 'vite.small.config.ts'],
  },
  // A sandboxed preload can only be CommonJS.
  preload: { entry: 'electron/preload/preload.ts', output: 'out/preload/preload.cjs', format: 'cjs', sources: ['electron', 'core'] },
  worker: { entry: 'core/worker/entry-node.ts', output: 'out/worker/entry-node.js', format: 'es', sources: ['core'] },
  // After the worker, which it vouches for.
  main: { entry: 'electron/main/main.ts', output: 'out/main/main.js', format: 'es', sources: ['electron', 'core'] },
  cli: { entry: 'core/cli/main.ts', output: 'out/cli/retrograd.js', format: 'es', sources: ['core'] },
  drawing: {
    entry: 'renderer/headless/entry-draw.ts',
    output: 'out/drawing/drawing.js',
    format: 'es',
    sources: ['renderer', 'core', 'assets/examples'],
  },
  // The page of the command line, which films.
  film: {
    entry: 'renderer/film/index.html',
    output: 'out/film/index.html',
    sources: ['renderer', 'core', 'assets', 'vite.config.ts'],
    apart: true,
  },
  scenes: {
    entry: 'test/scenes/index.html',
    output: 'out/scenes/index.html',
    sources: ['test/scenes', 'renderer', 'core', 'assets', 'vite.config.ts'],
    apart: true,
  },
  frames: {
    entry: 'test/bench/frame-page.html',
    output: 'out/bench-frame/frame-page.html',
    sources: ['test/bench', 'test/scenes', 'renderer', 'core', 'assets', 'vite.config.ts'],
    apart: true,
  },
  commanded: {
    entry: 'test/e2e/commanded/index.html',
    output: 'out/commanded/index.html',
    sources: ['test/e2e/commanded', 'renderer', 'core', 'assets', 'vite.config.ts'],
    apart: true,
  },
};

/** @typedef {keyof typeof parts} PartName */

/** What the app is made of. */
export const product = /** @type {PartName[]} */ (Object.keys(parts)).filter((name) => !parts[name].apart);

/** @type {(file: string) => number} */
const newest = (file) => {
  const state = statSync(file, { throwIfNoEntry: false });
  if (!state) return 0;
  if (!state.isDirectory()) return state.mtimeMs;
  return readdirSync(file).reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), state.mtimeMs);
};

/** Whether the part's output is there and younger than all that it is made from. */
export const isFresh = (/** @type {PartName} */ name) => {
  const built = statSync(inRoot(parts[name].output), { throwIfNoEntry: false });
  if (!built) return false;
  const sources = [...parts[name].sources, 'package-lock.json', 'electron/launch'].map((source) => newest(inRoot(source)));
  return Math.max(...sources) <= built.mtimeMs;
};

/** What the main process knows the trainer's file by, which lies beside the archive: SHA-256, empty where it is not built. */
const trainerHash = () => {
  const file = inRoot(parts.worker.output);
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '';
};

/** Builds one part. Rejects with the bundler's own error. */
export const buildPart = async (/** @type {PartName} */ name) => {
  const { build } = await import('vite');
  const { svelte } = await import('@sveltejs/vite-plugin-svelte');
  const { entry, output, format, config = 'vite.config.ts' } = parts[name];
  const folder = path.dirname(inRoot(output));
  if (!format) {
    await build({
      configFile: inRoot(config),
      root: path.dirname(inRoot(entry)),
      logLevel: 'warn',
      build: { outDir: folder, rolldownOptions: { input: inRoot(entry) } },
    });
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    define: name === 'main' ? { trainerHash: JSON.stringify(trainerHash()) } : {},
    // Nothing is rendered on a server here: runes react as in the window.
    plugins: [svelte({ configFile: false, dynamicCompileOptions: () => ({ generate: 'client' }) })],
    ssr: { noExternal: true, target: 'node', resolve: { conditions: ['browser', 'module', 'import', 'default'] } },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      minify: false,
      rolldownOptions: {
        input: inRoot(entry),
        external: ['electron'],
        output: { format, entryFileNames: path.basename(output), codeSplitting: false },
      },
    },
  });
};
