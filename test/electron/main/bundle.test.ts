import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '#electron/main/bundle.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'retrograd-bundle-'));
const root = path.join(folder, 'renderer');
beforeAll(() => {
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  mkdirSync(path.join(folder, 'renderer-secret'));
  writeFileSync(path.join(root, 'index.html'), '<p>');
  writeFileSync(path.join(root, 'assets', 'ñ.js'), '1');
  writeFileSync(path.join(root, 'program.exe'), 'x');
  writeFileSync(path.join(folder, 'secret.json'), '{}');
  writeFileSync(path.join(folder, 'renderer-secret', 'x.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['/', '/index.html', '/assets/%C3%B1.js', '/assets/../index.html'])('%s is of the bundle', async (pathname) => {
  const { status, headers } = await answer(root, 'GET', pathname);
  expect(status).toBe(200);
  expect(headers['Content-Security-Policy']).toContain("default-src 'none'");
});

test.each([
  '/../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/..%5csecret.json',
  '/../renderer-secret/x.json',
  '//etc/passwd',
  '/index.html%00.js',
  '/%ff',
  '/assets',
  '/program.exe',
  '/nothing.js',
])('%s is not found, and still under the policy', async (pathname) => {
  const { status, headers } = await answer(root, 'GET', pathname);
  expect(status).toBe(404);
  expect(headers['Content-Security-Policy']).toContain("default-src 'none'");
});

test('only reading is answered', async () => {
  expect((await answer(root, 'POST', '/')).status).toBe(405);
  expect((await answer(root, 'HEAD', '/')).status).toBe(200);
});
