import { saveRun } from './documents.ts';
import { expect, test } from './fixture.ts';

test('the app opens, without an error', async ({ page }) => {
  await expect(page).toHaveTitle(/Retrograd/);
  await expect(page.locator('#app')).not.toBeEmpty();
});

test('the page is sent with its content security policy, and keeps to it', async ({ page, errors }) => {
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.intruder = true';
    document.head.append(script);
    return 'intruder' in globalThis;
  });
  expect(ran).toBe(false);
  await expect.poll(() => errors.splice(0).join()).toContain('Content Security Policy');
});

test('a file that is not of the bundle is not found', async ({ page, errors }) => {
  const statuses = await page.evaluate(() =>
    Promise.all(['./nothing.js', './%2e%2e/%2e%2e/package.json', './assets'].map(async (name) => (await fetch(name)).status)),
  );
  expect(statuses).toEqual([404, 404, 404]);
  await expect.poll(() => errors.splice(0).length).toBeGreaterThan(0);
});

test('a run is saved and opened again, byte for byte', async ({ page, app }) => {
  const save = async () => {
    const { name, bytes } = await saveRun(page, app);
    return { name, text: Buffer.from(bytes).toString() };
  };
  const first = await save();
  expect(first.name).toMatch(/\.json$/);
  const spec = JSON.parse(first.text) as { seed: number };
  const other = Buffer.from(JSON.stringify({ ...spec, seed: spec.seed + 1 }, null, 2));
  await app.willOpen({ name: first.name, bytes: other });
  await page.keyboard.press('Control+o');
  await expect.poll(async () => (await save()).text).toBe(other.toString());
});

test('a dialog that is cancelled changes nothing', async ({ page, app, errors }) => {
  const cancelled = await app.willOpen('cancel');
  await page.keyboard.press('Control+o');
  await cancelled();
  expect((await saveRun(page, app)).bytes.length).toBeGreaterThan(10);
  expect(errors).toEqual([]);
});
