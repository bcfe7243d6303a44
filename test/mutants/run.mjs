import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVitest } from 'vitest/node';
import { root } from '../../electron/launch/parts.mjs';
import { mutants } from './mutants.mjs';

/**
 * Takes out each guard of the desktop program, one after the other, in a copy of it, and runs the tests that hold it: they must fail.
 * `node test/mutants/run.mjs REPORT [part of a guard's name...]` writes how many are held.
 */

/** What the tests of the guards need. */
const needed = ['core', 'electron', 'test', 'package.json', 'tsconfig.json', 'electron-builder.yml'];

/** Two at a time. */
const copies = 2;
const all = realpathSync(mkdtempSync(path.join(tmpdir(), 'retrograd-guards-')));
process.on('exit', () => rmSync(all, { recursive: true, force: true }));

/** A copy of the program with tests that can be run in it again and again. */
const makeCopy = async (/** @type {number} */ index) => {
  const folder = path.join(all, String(index));
  for (const name of needed) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const vitest = await createVitest('test', {
    root: folder,
    config: false,
    watch: false,
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/put-back.ts'],
    testTimeout: 30_000,
    maxWorkers: 1,
    reporters: [{}],
  });
  /** What fails of these tests; undefined where they did not come to an end. */
  const run = async (/** @type {readonly string[]} */ tests) => {
    const files = tests.map((name) => path.join(folder, name).replaceAll(path.sep, '/'));
    const specifications = (await vitest.globTestSpecifications([...tests])).filter(({ moduleId }) => files.includes(moduleId));
    const { testModules } = await vitest.runTestSpecifications(specifications, true);
    // What ran before is among them.
    const modules = testModules.filter(({ moduleId }) => files.includes(moduleId));
    if (modules.length !== tests.length || modules.some(({ children }) => children.size === 0)) return undefined;
    return modules.flatMap(({ children }) => [...children.allTests()].filter((test) => !test.ok()).map(({ name }) => name));
  };
  return { folder, vitest, run };
};
/** @typedef {Awaited<ReturnType<typeof makeCopy>>} Copy */

/** Why the guard is not held; undefined where it is. @type {(copy: Copy, mutant: import('./mutants.mjs').Mutant) => Promise<string | undefined>} */
const whyNotHeld = async ({ folder, vitest, run }, { file, from, to, tests }) => {
  const place = path.join(folder, file);
  const text = readFileSync(place, 'utf8');
  const put = (/** @type {string} */ content) => {
    writeFileSync(place, content);
    vitest.invalidateFile(place.replaceAll(path.sep, '/'));
  };
  const times = text.split(from).length - 1;
  if (times !== 1) return `its text stands ${times} times in ${file}, and test/mutants/mutants.mjs says once`;
  put(text.replace(from, () => to));
  const failed = await run([tests]);
  put(text);
  // A program that cannot be started at all says nothing of the guard.
  if (failed === undefined) return `${tests} did not come to its tests`;
  return failed.length > 0 ? undefined : `${tests} passes without it`;
};

const [report = '', ...wanted] = process.argv.slice(2);
const chosen = wanted.length === 0 ? mutants : mutants.filter(({ guard }) => wanted.some((part) => guard.includes(part)));
const both = await Promise.all(Array.from({ length: copies }, (_, index) => makeCopy(index)));
const failed = await both[0]?.run([...new Set(chosen.map(({ tests }) => tests))]);
if (failed?.length !== 0) console.error(`Before any guard is taken out, these fail: ${failed?.join('; ') ?? 'tests that do not begin'}.`);
const waiting = failed?.length === 0 ? [...chosen] : [];
let held = 0;
await Promise.all(
  both.map(async (copy) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const reason = await whyNotHeld(copy, mutant);
      if (reason === undefined) held++;
      console.log(reason === undefined ? `held: ${mutant.guard}` : `NOT HELD: ${mutant.guard}: ${reason}`);
    }
    await copy.vitest.close();
  }),
);
writeFileSync(report, JSON.stringify({ passed: held, failed: chosen.length - held, skipped: 0 }));
process.exit(held > 0 && held === chosen.length ? 0 : 1);
