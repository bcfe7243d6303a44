import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newestStores, PartStore } from '#core/disk/part-store.ts';
import { soaked } from '#test/soak.ts';
import { failing, faults } from './faults.ts';

let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(tmpdir(), 'retrograd-parts-'))));
afterEach(() => fs.rmSync(root, { recursive: true }));
const at = (name = 'one'): string => path.join(root, name);

const first = { run: '{"seed":1}', states: [{ branch: 0, step: 4, state: new Float64Array([-0, NaN, 1e-300]) }], file: undefined };
const second = { run: '{"seed":2}', tables: [{ table: 'a.csv', bytes: new Uint8Array([1, 2, 3]) }], states: undefined };

test('what was written is read, bit for bit, by another start of the program', async () => {
  expect(await new PartStore(at()).read()).toEqual({});
  expect(await new PartStore(at()).write(first)).toEqual({ ok: true });
  expect(await new PartStore(at()).read()).toStrictEqual({ run: first.run, states: first.states });
});

test('only what changed is written, what is undefined goes, and no older file stays', async () => {
  const store = new PartStore(at());
  await store.write(first);
  await store.write({ beside: 'x' });
  await store.write(second);
  expect(await store.read()).toStrictEqual({ run: second.run, tables: second.tables, beside: 'x' });
  expect(fs.readdirSync(at()).sort()).toEqual(['beside.2', 'index.json', 'run.3', 'tables.3']);
});

test('writes keep their order, whoever waits for them', async () => {
  const store = new PartStore(at());
  const writes = Array.from({ length: 20 }, (_, turn) => store.write({ run: turn }));
  await store.settled();
  expect(await store.read()).toEqual({ run: 19 });
  expect(await Promise.all(writes)).toEqual(Array(20).fill({ ok: true }));
});

test('whatever happens to whichever operation, all the old parts are there or all the new ones', async () => {
  const { does, count } = failing(0, 'EIO');
  await new PartStore(at('counted')).write(first);
  await new PartStore(at('counted'), does).write(second);
  const operations = count();
  expect(operations).toBeGreaterThan(20);
  const old = { run: first.run, states: first.states };
  const renewed = { run: second.run, tables: second.tables };
  for (let index = 0; index < soaked(500); index++) {
    const n = 1 + ((index * 7) % operations);
    const fault = faults[index % faults.length]!;
    const folder = at(`try-${index}`);
    await new PartStore(folder).write(first);
    const done = await new PartStore(folder, failing(n, fault).does).write(second);
    const there = await new PartStore(folder).read();
    if (fault === 'killed') expect([old, renewed], `operation ${n}: ${fault}`).toContainEqual(there);
    else expect(there, `operation ${n}: ${fault}`).toEqual(done.ok ? renewed : old);
    // Nothing of it is in the way of the next.
    expect(await new PartStore(folder).write(second)).toEqual({ ok: true });
    expect(await new PartStore(folder).read()).toEqual(renewed);
    fs.rmSync(folder, { recursive: true });
  }
});

test('a part that is broken is told, and does not hinder the next write', async () => {
  const store = new PartStore(at());
  await store.write(first);
  fs.writeFileSync(path.join(at(), 'run.1'), 'torn');
  await expect(store.read()).rejects.toThrow();
  fs.writeFileSync(path.join(at(), 'index.json'), '{"version":1,"parts":{"run":"../../x"},"writes":1}');
  await expect(store.read()).rejects.toThrow('index');
  expect(await store.write(second)).toEqual({ ok: true });
  expect(await store.read()).toEqual({ run: second.run, tables: second.tables });
});

test('the newest stores stay, older ones and what is none go', async () => {
  for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
    await new PartStore(at(name)).write(first);
    fs.utimesSync(path.join(at(name), 'index.json'), index, 1000 + index);
  }
  fs.mkdirSync(at('empty'));
  expect(await newestStores(root, 3)).toEqual(['d', 'c', 'b']);
  expect(fs.readdirSync(root).sort()).toEqual(['b', 'c', 'd']);
  expect(await newestStores(at('nowhere'), 3)).toEqual([]);
});
