import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { installPeers } from './peers/install.mjs';

// Measures the app's figures: a table on standard output, or with --json one JSON object of named numbers and nothing else.
// Names of benches as further arguments (train, seek, landscape, csv, frame, drag, fork) measure these only.
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'out/bench');
const json = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter((argument) => argument !== '--json');

const input = {
  main: 'test/bench/main.ts',
  worker: 'core/worker/entry-node.ts',
  csv: 'test/bench/csv.ts',
  frame: 'test/bench/frame.ts',
  drag: 'test/bench/drag.ts',
  fork: 'test/bench/fork.ts',
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
const benches = { ...(await load('main')).benches };
// A process of its own: what is measured is its memory.
benches.csv = () => JSON.parse(execFileSync(process.execPath, [join(folder, 'csv.mjs')], { encoding: 'utf8' }));
benches.frame = async () => (await load('frame')).benchFrame();
benches.drag = async () => (await load('drag')).benchDrag();
benches.fork = async () => (await load('fork')).benchFork();

const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}

if (wanted.length === 0 || wanted.includes('train')) installPeers();

const figures = {};
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name}...\n`);
  Object.assign(figures, await bench(folder));
}

if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  for (const [name, value] of Object.entries(figures)) {
    const shown = value.toLocaleString('en', value < 1000 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 0 });
    process.stdout.write(`${name.padEnd(width)}  ${shown.padStart(12)}\n`);
  }
}
