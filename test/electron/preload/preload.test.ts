import { afterEach, expect, test } from 'vitest';
import { channels } from '#core/protocol/bridge.ts';
import { createPreloadWorld } from '#test/electron-host/preload-world.ts';
import { runBuilt } from '#test/electron-host/run-built.ts';
import { createWire } from '#test/electron-host/wire.ts';

/** What the built preload puts on a page, in the stand-in's world of one. */

const put = ['retrogradTrainer', 'retrogradHost', 'receiver', 'electronHostSend', 'electronHostInvoke'];
afterEach(() => {
  for (const name of put) Reflect.deleteProperty(globalThis, name);
});

test('the page gets two objects of named functions, and none of them lets it name a channel', async () => {
  const sent: string[] = [];
  const bind = async (channel: string): Promise<string> => (sent.push(channel), createWire().encode(undefined));
  Object.assign(globalThis, { electronHostSend: bind, electronHostInvoke: bind });
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  const { require } = createPreloadWorld(createWire(), 'receiver');
  await runBuilt('electron/preload/preload.ts', require('electron'));
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name) && name !== 'receiver');
  expect(names).toEqual(['retrogradTrainer', 'retrogradHost']);
  const page = globalThis as unknown as Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>;
  const given = names.flatMap((name) => Object.values(page[name]!));
  expect([...new Set(given.map((value) => typeof value))]).toEqual(['function']);
  for (const say of given) await say('intruder', 'intruder');
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((channel) => !(Object.values(channels) as string[]).includes(channel))).toEqual([]);
});
