import type { Frame } from '@playwright/test';
import { expect, test } from 'vitest';
import { channels } from '#core/protocol/bridge.ts';
import type { BlankPage } from '#test/electron-host/blank-context.ts';
import { desktop, until } from './start.ts';

/** Who may speak to the main process, and what it takes from them. */
const { start } = desktop();

const strangers: readonly (readonly [who: string, frame: (page: BlankPage) => Frame])[] = [
  ['a frame within the page', (page) => page.child('app://retrograd/index.html')],
  ['a page of elsewhere', (page) => page.elsewhere('https://example.com/')],
  ['another host of the scheme', (page) => page.elsewhere('app://elsewhere/index.html')],
];
const site = 'https://github.com/';

test.each(strangers)('%s is not heard', async (_who, frame) => {
  const { standIn, page } = await start();
  const blank = await page();
  blank.send(channels.trainerStart, ['own']);
  await until(() => blank.heard.length === 1);
  blank.send(channels.openExternal, [site], frame(blank));
  await expect(blank.invoke(channels.recent, [true], frame(blank))).rejects.toThrow('was refused');
  // A trainer that another started would take the place of the page's own, which answers still.
  blank.send(channels.trainerStart, ['another'], frame(blank));
  blank.send(channels.trainerPost, ['own', { call: 'open', id: 1, args: [] }]);
  await until(() => blank.heard.length === 2);
  expect(blank.heard[1]).toEqual([channels.trainerMessage, 'own', { call: 'open', id: 1, args: [] }]);
  expect(standIn.seen.outside).toEqual([]);
});

test('the page itself is heard', async () => {
  const { standIn, page } = await start();
  const blank = await page();
  blank.send(channels.openExternal, [site]);
  blank.send(channels.trainerStart, ['session']);
  expect(await blank.invoke(channels.recent, [true])).toEqual([]);
  await until(() => blank.heard.length > 0);
  expect(blank.heard).toEqual([[channels.trainerMessage, 'session', 'there']]);
  expect(standIn.seen.outside).toEqual([site]);
});

test('what is not what a channel takes is dropped, or refused where an answer is waited for', async () => {
  const { standIn, page } = await start();
  const blank = await page();
  blank.send(channels.openExternal, [{ url: site }]);
  blank.send(channels.setFullScreen, ['yes']);
  blank.send(channels.setMenu, ['everything']);
  await expect(blank.invoke(channels.openRecent, [{ file: '/etc/passwd' }])).rejects.toThrow('was refused');
  expect(standIn.seen.outside).toEqual([]);
  expect([standIn.windows[0]!.fullScreen, standIn.windows[0]!.menu]).toEqual([false, null]);
});

test('a request that is none does not reach the trainer, and is answered', async () => {
  const { page } = await start();
  const blank = await page();
  blank.send(channels.trainerStart, ['session']);
  blank.send(channels.trainerPost, ['session', { call: 'open', id: 3, args: [], more: true }]);
  blank.send(channels.trainerPost, ['another', { call: 'open', id: 4, args: [] }]);
  blank.send(channels.trainerPost, ['session', { call: 'open', id: 5, args: [] }]);
  await until(() => blank.heard.length === 3);
  const said = blank.heard.map(([, , message]) => message);
  expect(said).toContainEqual({ call: 'open', id: 5, args: [] });
  expect(said).toContainEqual(expect.objectContaining({ id: 3, ok: false }));
  expect(JSON.stringify(said)).not.toContain('"more"');
});

test('a site of the list opens in the browser as it was read, and nothing else does', async () => {
  const { standIn, page } = await start();
  const blank = await page();
  const said = [
    'https://github.com\\@example.com/',
    ' https://ARXIV.org/abs/1 ',
    'http://github.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://example.com/',
    'https://github.com.example.com/',
    'https://github.com@example.com/',
    'https://user:word@github.com/',
    'https://github.com:8443/',
    'no address',
  ];
  for (const url of said) blank.send(channels.openExternal, [url]);
  expect(standIn.seen.outside).toEqual(['https://github.com/@example.com/', 'https://arxiv.org/abs/1']);
});

test('the page gets a token for a file that the person chose, and never its place', async () => {
  const { page } = await start({ openDialog: async () => ({ canceled: false, filePaths: [import.meta.filename] }) });
  const blank = await page();
  const opened = await blank.invoke(channels.openFile, [{ name: 'x', extensions: ['ts'] }]);
  expect(opened).toMatchObject({ ok: true, value: { name: 'messages.test.ts', token: expect.stringMatching(/^[\da-f-]{36}$/) } });
  expect(JSON.stringify({ ...(opened as { value: object }).value, bytes: undefined })).not.toContain(import.meta.dirname);
  expect(await blank.invoke(channels.openRecent, [import.meta.filename])).toEqual({ ok: true, value: undefined });
});
