import { expect, test } from 'vitest';
import { channels } from '#core/protocol/bridge.ts';
import { createBlankWorld } from '#test/electron-host/blank-world.ts';
import { runBuilt } from '#test/electron-host/run-built.ts';

/** What the built preload puts on a page, in the stand-in's world of one. */

test('the page gets two objects of named functions, and none of them lets it name a channel', async () => {
  const sent: string[] = [];
  const bind = async (channel: string): Promise<string> => {
    sent.push(channel);
    return wire.encode(undefined);
  };
  const { electron, global, wire } = createBlankWorld({ electronHostSend: bind as never, electronHostInvoke: bind });
  const before = new Set(Object.keys(global));
  await runBuilt('electron/preload/preload.ts', electron);
  const names = Object.keys(global).filter((name) => !before.has(name));
  expect(names).toEqual(['retrogradTrainer', 'retrogradHost']);
  const given = names.flatMap((name) => Object.values(global[name]!));
  expect([...new Set(given.map((value) => typeof value))]).toEqual(['function']);
  for (const say of given) await say('intruder', 'intruder');
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((channel) => !(Object.values(channels) as string[]).includes(channel))).toEqual([]);
});
