import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { build } from 'vite';
import { installPeers } from './peers/install.mjs';

// Measures the app's figures: a table on standard output, or with --json one JSON object of named numbers and nothing else.
// --quick measures less of each, in under three minutes all told; --readme puts the figures into the readme's table. Names of benches as
// further arguments (train, seek, landscape, csv, frame, drag, fork, export) measure these only.
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'out/bench');
const options = ['--json', '--quick', '--readme'];
const [json, quick, readme] = options.map((option) => process.argv.includes(option));
const wanted = process.argv.slice(2).filter((argument) => !options.includes(argument));

const input = {
  main: 'test/bench/main.ts',
  worker: 'core/worker/entry-node.ts',
  csv: 'test/bench/csv.ts',
  frame: 'test/bench/frame.ts',
  drag: 'test/bench/drag.ts',
  fork: 'test/bench/fork.ts',
  export: 'test/bench/export.ts',
};
await build({
  configFile: false,
  logLevel: 'error',
  root,
  build: {
    ssr: true,
    target: 'node20',
    outDir: folder,
    emptyOutDir: true,
    rolldownOptions: { input, output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
  },
});

const load = (name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href);
const { benches: ofCore, efforts, withFigures } = await load('main');
const effort = quick ? efforts.quick : efforts.full;
const benches = { ...ofCore };
// A process of its own: what is measured is its memory.
benches.csv = () =>
  JSON.parse(execFileSync(process.execPath, [join(folder, 'csv.mjs'), String(effort.csvMegabytes)], { encoding: 'utf8' }));
benches.frame = async () => (await load('frame')).benchFrame(effort);
benches.drag = async () => (await load('drag')).benchDrag();
benches.export = async () => (await load('export')).benchExport(effort);
benches.fork = async () => (await load('fork')).benchFork(effort);

const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}

if (quick && readme) {
  process.stderr.write('The readme tells the figures of a full run: leave out --quick or --readme.\n');
  process.exit(2);
}

if (wanted.length === 0 || wanted.includes('train')) installPeers();

const figures = {};
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name}...\n`);
  try {
    Object.assign(figures, await bench(folder, effort));
  } catch (error) {
    // What was measured before is worth minutes: it is told all the same.
    process.stderr.write(`${name} failed: ${error.stack ?? error}\n`);
    process.exitCode = 1;
  }
}

if (readme && process.exitCode === undefined) {
  const file = join(root, 'README.md');
  const text = withFigures(readFileSync(file, 'utf8'), figures);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  for (const [name, value] of Object.entries(figures)) {
    const shown = value.toLocaleString('en', value < 1000 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 0 });
    process.stdout.write(`${name.padEnd(width)}  ${shown.padStart(12)}\n`);
  }
}
