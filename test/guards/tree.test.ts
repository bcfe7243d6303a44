import { expect, test } from 'vitest';
import { breaches, type Layer } from './tree.mjs';

const layers: readonly Layer[] = [
  { folder: 'core/net', imports: [], packages: [] },
  {
    folder: 'core/worker',
    imports: ['core/net'],
    packages: ['valibot'],
    except: { 'entry-node.ts': { packages: ['node:*'] } },
  },
  { folder: 'renderer/ui/kit', imports: ['core/net', 'core/worker'], packages: ['svelte'] },
];

const sound = {
  'core/net/net.ts': 'export const net = 1;\n',
  'core/worker/deep/work.ts': "import { net } from '#core/net/net.ts';\nimport * as v from 'valibot';\n",
  'core/worker/entry-node.ts': "import { parentPort } from 'node:worker_threads';\n",
  'renderer/main.ts': '',
  'renderer/ui/kit/Kit.svelte':
    "<script lang=\"ts\">\n  import type { Net } from '#core/net/net.ts';\n  import { tick } from 'svelte/motion';\n  const late = import('#core/worker/deep/work.ts');\n</script>\n",
};
const found = (change: Readonly<Record<string, string>>): string[] => breaches(new Map(Object.entries({ ...sound, ...change })), layers);

test('a tree that uses what its table allows has no breach', () => {
  expect(found({})).toEqual([]);
});

test('a folder that may be imported, and is not', () => {
  const text = sound['renderer/ui/kit/Kit.svelte'].replace('#core/worker/', '#core/net/');
  expect(found({ 'renderer/ui/kit/Kit.svelte': text })).toEqual(['renderer/ui/kit may import core/worker, and nothing in it does']);
});

test('a package that may be imported, and is not: another with the same beginning does not count', () => {
  const text = sound['core/worker/deep/work.ts'].replace("'valibot'", "'valibot-other'");
  expect(found({ 'core/worker/deep/work.ts': text })).toEqual(['core/worker may import the package valibot, and nothing in it does']);
});

test('what one file alone may import has to be imported by it', () => {
  expect(
    found({ 'core/worker/entry-node.ts': '', 'core/worker/deep/work.ts': `${sound['core/worker/deep/work.ts']}import 'node:fs';` }),
  ).toEqual(['core/worker/entry-node.ts may import the package node:*, and nothing in it does']);
});

test('a folder without a row, a row without a folder', () => {
  expect(found({ 'renderer/ui/other/Other.svelte': '', 'core/net/net.ts': '' })).toEqual(['renderer/ui/other has no row']);
  expect(breaches(new Map(), layers.slice(0, 1))).toEqual(['core/net has a row, and no module']);
});

test('a file of 300 lines passes, one of 301 does not', () => {
  expect(found({ 'core/net/long.ts': '\n'.repeat(300) })).toEqual([]);
  expect(found({ 'core/net/long.ts': `${'\n'.repeat(300)};` })).toEqual(['core/net/long.ts has 301 lines: 300 at most']);
});

test('30 files in a folder pass, 31 do not, and what lies deeper does not count', () => {
  const files = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`core/net/${i}.ts`, '']));
  expect(found({ ...files(29), 'core/net/deep/one.ts': '' })).toEqual([]);
  expect(found(files(30))).toEqual(['core/net has 31 files at its root: 30 at most']);
});
