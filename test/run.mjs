import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureElectron, ensureInstalled } from '../electron/launch/dependencies.mjs';
import { root } from '../electron/launch/parts.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensurePython } from './python.mjs';

/**
 * `npm test`, and parts of it: `node test/run.mjs [check | unit | quick | soak | guards | e2e | electron | python] [what to run]`. Steps that need
 * nothing of each other run side by side in lanes; in a lane they run in order and the first that fails ends it. The last line counts the tests; a step that is no test counts as one when it fails.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, command: string[], env?: Record<string, string>, counts?: () => Counts }} Step */

const reports = path.join(root, 'test-results');
const report = (/** @type {string} */ name) => path.join(reports, `${name}.report.json`);
const read = (/** @type {string} */ name) => JSON.parse(readFileSync(report(name), 'utf8'));

/** A package's own command, started by this Node: nothing is looked up on the machine. */
const tool = (/** @type {string} */ file, /** @type {string[]} */ ...args) => [path.join(root, 'node_modules', file), ...args];

/** @type {(project: string) => Step} */
const types = (project) => ({ name: `types of ${project}`, command: tool('typescript/bin/tsc', '-p', project) });

/** @type {() => Step[]} */
const check = () => [
  {
    name: 'format',
    command: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content', '.'),
  },
  { name: 'lint', command: tool('eslint/bin/eslint.js', '--max-warnings', '0', '.') },
  { name: 'layers', command: tool('dependency-cruiser/bin/dependency-cruise.mjs', 'core', 'electron', 'renderer') },
  { name: 'guards', command: [path.join(root, 'test/guards/check.mjs')] },
  ...[
    'core/tsconfig.json',
    'core/tsconfig.node.json',
    'core/tsconfig.web.json',
    'renderer/picture/tsconfig.json',
    'electron/tsconfig.json',
    'test/tsconfig.json',
  ].map(types),
  {
    name: 'types of renderer/tsconfig.json',
    command: tool('svelte-check/bin/svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human'),
  },
];

/** @type {(project: string, chosen?: string[], env?: Record<string, string>) => Step} */
const vitest = (project, chosen = [], env = {}) => ({
  name: `tests: ${project}`,
  command: tool(
    'vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report(project)}`,
    ...chosen,
  ),
  env,
  counts: () => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = read(project);
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  },
});

/** @type {(projects: string[], chosen?: string[], env?: Record<string, string>) => Step} */
const playwright = (projects, chosen = [], env = {}) => ({
  name: `tests: ${projects.join(', ')}`,
  command: tool('@playwright/test/cli.js', 'test', '--reporter=list,json', ...projects.map((project) => `--project=${project}`), ...chosen),
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('e2e'), ...env },
  counts: () => {
    const { expected, unexpected, flaky, skipped } = read('e2e').stats;
    // Flaky: passed at its second try. The list above names it.
    return { passed: expected + flaky, failed: unexpected, skipped };
  },
});

/** Each guard of the desktop program taken out: those that are held are counted. @type {(chosen: string[]) => Step} */
const mutants = (chosen) => ({
  name: 'guards that are taken out',
  command: [path.join(root, 'test/mutants/run.mjs'), report('guards'), ...chosen],
  counts: () => read('guards'),
});

/** @type {Step} */
const build = { name: 'build', command: [path.join(root, 'electron/launch/build.mjs')] };

const hosts = ['browser', 'electron-host'];

/** Lanes of steps. @type {Record<string, (chosen: string[]) => Step[][]>} */
const modes = {
  all: () => [[...check(), vitest('unit'), build, vitest('packaging'), playwright(hosts)]],
  check: () => [check()],
  unit: (chosen) => [[vitest('unit', chosen)]],
  // The static part is one thread at a time, and so is told the second core: one worker for the tests.
  quick: (chosen) => [check(), [vitest('unit', ['--maxWorkers=1', ...chosen])]],
  soak: (chosen) => [
    [vitest('unit', chosen, { RETROGRAD_SOAK: '1' }), build, playwright(hosts, ['test/e2e/soaks', ...chosen], { RETROGRAD_SOAK: '1' })],
  ],
  e2e: (chosen) => [[build, playwright(hosts, chosen)]],
  guards: (chosen) => [[mutants(chosen)]],
  // What is exported, run by the real libraries.
  python: (chosen) => [
    [
      vitest('unit', ['test/core/code', 'test/assets/article-program', 'test/assets/lesson-programs', ...chosen], {
        RETROGRAD_PYTHON: process.env['RETROGRAD_PYTHON'] ?? '',
      }),
    ],
  ],
  electron: (chosen) => [[build, playwright(['electron'], chosen, { RETROGRAD_ELECTRON: '1' })]],
};

const end = (/** @type {Counts} */ { passed, failed, skipped }) => {
  const sum = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  console.log(mode === 'guards' ? `${passed} of ${passed + failed} guards` : sum);
  process.exit(failed > 0 ? 1 : 0);
};

const refuse = (/** @type {string} */ sentence) => {
  console.error(sentence);
  process.exit(1);
};

/** @type {(command: string[], env?: Record<string, string>) => Promise<number | null>} */
const statusOf = (command, env) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('close', (code) => resolve(code));
  });

const seconds = (/** @type {number} */ since) => ((performance.now() - since) / 1000).toFixed(0);

/** @type {(step: Step) => Promise<{ ok: boolean, counts: Counts }>} */
const run = async ({ name, command, env, counts }) => {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const status = await statusOf(command, env);
  console.log(`== ${name}: ${status === 0 ? 'good' : 'FAILED'} (${seconds(start)} s)`);
  const counted = { passed: 0, failed: 0, skipped: 0 };
  try {
    Object.assign(counted, counts?.());
  } catch {
    // It ended before it could count.
  }
  if (status !== 0) counted.failed = Math.max(1, counted.failed);
  return { ok: counted.failed === 0, counts: counted };
};

const [mode = 'all', ...chosen] = process.argv.slice(2);
const lanes = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
if (!lanes) refuse(`There is no mode ${mode}; the modes are ${Object.keys(modes).join(', ')}.`);
if (!ensureInstalled()) refuse('The packages could not be installed: npm says why above.');
if (mode === 'all' || mode === 'e2e' || mode === 'soak') {
  const chromium = ensureChromium();
  if (!chromium)
    refuse('The tests need a Chromium: run `npx playwright install chromium`, or set RETROGRAD_CHROMIUM to the program of one.');
  process.env['RETROGRAD_CHROMIUM'] = chromium;
}
if (mode === 'electron') {
  const electron = ensureElectron(10 * 60_000);
  if ('reason' in electron) refuse(`Electron is not available: ${electron.reason}.`);
}

if (mode === 'python') {
  const python = ensurePython();
  if ('reason' in python) refuse(`The Python libraries are not there: ${python.reason}.`);
  process.env['RETROGRAD_PYTHON'] = python.program;
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const began = performance.now();
await Promise.all(
  lanes(chosen).map(async (lane) => {
    for (const step of lane) {
      const { ok, counts } = await run(step);
      for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key];
      if (!ok) break;
    }
  }),
);
console.log(`\n${mode}: ${seconds(began)} s`);
end(total);
