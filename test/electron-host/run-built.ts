import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'vite';
import { root } from '#electron/launch/parts.mjs';

/** A program of the desktop host, built of the sources as they are and run within this process, where `electron` is what the test gives. */

const built = new Map<string, Promise<string>>();

const code = (entry: string): Promise<string> => {
  const known = built.get(entry);
  if (known) return known;
  const made = make(entry);
  built.set(entry, made);
  return made;
};

const make = async (entry: string): Promise<string> => {
  const made = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    publicDir: false,
    define: { trainerHash: '""' },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.join(root, entry),
      write: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', codeSplitting: false } },
    },
  });
  if (!('output' in made)) throw new Error('nothing was built');
  return made.output[0].code;
};

const fromHere = createRequire(import.meta.url);

/** Runs it from the beginning, with globals of the test's own where it is given some. */
export const runBuilt = async (entry: string, electron: unknown): Promise<void> => {
  const run = compileFunction(await code(entry), ['require', 'module', 'exports'], { filename: path.join(root, entry) }) as (
    ...scope: unknown[]
  ) => void;
  const module = { exports: {} };
  run((name: string) => (name === 'electron' ? electron : fromHere(name)), module, module.exports);
};
