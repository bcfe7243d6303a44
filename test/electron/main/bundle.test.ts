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
  if (path.sep === '/') writeFileSync(path.join(root, 'a\\b.json'), '{}');
  writeFileSync(path.join(folder, 'secret.json'), '{}');
  writeFileSync(path.join(folder, 'renderer-secret', 'x.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Each directive of the policy, and all that it lets in. */
const policy = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'worker-src': "'self' blob:",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
};

test('every answer has the whole policy, and the other headers that keep a page to itself', async () => {
  for (const [method, pathname] of [
    ['GET', '/'],
    ['GET', '/nothing.js'],
    ['POST', '/'],
  ] as const) {
    const { headers } = await answer(root, method, pathname);
    const directives = headers['Content-Security-Policy']!.split('; ').map((text) => /^(\S+) (.*)$/.exec(text)!.slice(1));
    expect(Object.fromEntries(directives)).toEqual(policy);
    expect(headers).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
    });
  }
});

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
  '/a%5cb.json',
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
