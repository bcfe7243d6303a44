import { expect, test } from 'vitest';
import { webOrigin } from '#test/electron-host/page-contents.ts';
import { desktop, event } from './start.ts';

/** What the pages' session grants, and what `app://` gives. */
const { start } = desktop();

const ready = async () => {
  const { standIn, page } = await start();
  const blank = await page();
  return { standIn, blank, contents: standIn.windows[0]!.contents.self as never };
};
const most = ['media', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'pointerLock', 'openExternal', 'fileSystem', 'unknown'];

test('a permission is granted for full screen and for writing to the clipboard, to our own page alone', async () => {
  const { standIn, contents } = await ready();
  const { request, check } = standIn.rights;
  const asked = (permission: string, who = contents): boolean => {
    let granted: boolean | undefined;
    request!(who, permission as never, (decision) => (granted = decision), {} as never);
    expect(check!(who, permission as never, '', {} as never), permission).toBe(granted);
    return granted!;
  };
  for (const permission of ['fullscreen', 'clipboard-sanitized-write']) expect(asked(permission), permission).toBe(true);
  for (const permission of most) expect(asked(permission), permission).toBe(false);
  expect(asked('fullscreen', { getURL: () => 'https://example.com/' } as never)).toBe(false);
  expect(check!(null, 'fullscreen' as never, '', {} as never)).toBe(false);
});

test('no device is granted', async () => {
  const { standIn } = await ready();
  expect(standIn.rights.device!({ deviceType: 'hid', origin: 'app://retrograd', device: {} } as never)).toBe(false);
});

test('no download of the page begins', async () => {
  const { standIn, contents } = await ready();
  const asked = event();
  standIn.tellSession('will-download', asked, {}, contents);
  expect(asked.prevented).toBe(true);
});

test('the scheme is an origin of its own with the rights of a secure page, and no more', async () => {
  const { standIn } = await ready();
  expect([...standIn.seen.schemes]).toEqual([['app', { standard: true, secure: true, supportFetchAPI: true }]]);
});

test('the page is given what lies in its bundle, under its policy, and nothing beside it', async () => {
  const { blank, standIn } = await ready();
  const page = await blank.ask(`${webOrigin}/index.html`);
  expect(page).toMatchObject({ status: 200, body: '<p>page' });
  expect((page as { headers: Record<string, string> }).headers['content-security-policy']).toContain("default-src 'none'");
  for (const name of ['/../secret.json', '/%2e%2e/secret.json', '/nothing.js']) {
    expect(await blank.ask(`${webOrigin}${name}`), name).toMatchObject({ status: 404 });
  }
  expect(await blank.ask(`${webOrigin}/index.html`, { method: 'DELETE' })).toMatchObject({ status: 405 });
  expect(await standIn.fetch(new Request('app://elsewhere/index.html'))).toMatchObject({ status: 404 });
});
