import type * as Electron from 'electron';
import type { HostBridge, TrainerBridge } from '#core/protocol/bridge.ts';
import { expect, test } from './fixture.ts';

/** What only Electron has: the project of the browser leaves this file out. */
type Bridges = { retrogradTrainer: TrainerBridge; retrogradHost: HostBridge };

test('the page leads nowhere else', async ({ page, context, errors }) => {
  const before = page.url();
  // All at once, and nothing is waited for in the page: Playwright waits for the end of a navigation that is prevented.
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    link.target = '_blank';
    document.body.append(link);
    setTimeout(() => {
      link.click();
      window.open('https://example.com/');
      location.href = 'https://example.com/';
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await expect.poll(() => context.pages().length).toBeLessThanOrEqual(1);
  expect(page.url()).toBe(before);
  errors.length = 0;
});

test('the page is sandboxed, and apart from the preload', async ({ page, app }) => {
  test.skip(!app.isSandboxed, 'the stand-in cannot misbehave in it: its options are held by test/electron/desktop');
  const found = await page.evaluate(() => {
    // What a page does to its own built-ins does not reach the preload.
    const seen: unknown[] = [];
    const { push } = Array.prototype;
    Array.prototype.push = function (this: unknown[], ...items: unknown[]) {
      seen.push(this);
      return push.apply(this, items);
    };
    (globalThis as unknown as Bridges).retrogradHost.setFullScreen(false);
    Array.prototype.push = push;
    return { seen: seen.length, node: ['require', 'process', 'Buffer', 'global', 'ipcRenderer'].filter((name) => name in globalThis) };
  });
  expect(found).toEqual({ seen: 0, node: [] });
  expect(await app.isSandboxed!()).toBe(true);
});

test('the page gets two objects, made of functions only', async ({ page }) => {
  const found = await page.evaluate(() => {
    const { retrogradTrainer, retrogradHost } = globalThis as unknown as Bridges;
    const kinds = (value: object) => Object.values(value).map((part) => typeof part);
    return {
      names: Object.keys(globalThis).filter((name) => name.startsWith('retrograd')),
      kinds: [...new Set([...kinds(retrogradTrainer), ...kinds(retrogradHost)])],
      node: ['require', 'process', 'module'].filter((name) => name in globalThis),
    };
  });
  expect(found).toEqual({ names: ['retrogradTrainer', 'retrogradHost'], kinds: ['function'], node: [] });
});

test('the trainer answers through the preload, and a new one is not confused with the one before', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const { retrogradTrainer: trainer } = globalThis as unknown as Bridges;
    const open = (units: number): Promise<unknown> => {
      trainer.start();
      const answer = new Promise((resolve) => trainer.listen(resolve));
      const network = { inputs: 2, layers: [{ units, activation: 'sigmoid' }] };
      const data = { kind: 'inline', x: [[0.1, -0], [0.3, 1e-300]], y: [Array(units).fill(1), Array(units).fill(0)] }; // prettier-ignore
      trainer.post({ call: 'open', id: 1, args: [{ format: 'retrograd-run', version: 1, data, network, loss: 'mse' }] });
      return answer;
    };
    void open(3);
    const reply = (await open(1)) as { ok: boolean; value: { parameters: number; data: { x: Float64Array } } };
    return {
      ok: reply.ok,
      parameters: reply.value.parameters,
      typed: reply.value.data.x instanceof Float64Array,
      x: [...reply.value.data.x],
    };
  });
  expect(answers).toEqual({ ok: true, parameters: 3, typed: true, x: [0.1, -0, 0.3, 1e-300] });
});

test('a file is opened and saved with every byte, under its name alone', async ({ page, app }) => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) & 255);
  await app.willOpen({ name: 'números.json', bytes });
  const saved = await app.willSave();
  const done = await page.evaluate(async () => {
    const { retrogradHost: host } = globalThis as unknown as Bridges;
    const filter = { name: 'JSON', extensions: ['json'] };
    const opened = await host.openFile(filter);
    if (!opened.ok || !opened.value) return opened;
    return { opened: opened.value.name, saved: await host.saveFile({ suggestedName: '../copia.json', filter, bytes: opened.value.bytes }) };
  });
  // What stands for a place is a token, which says nothing of it.
  const token = expect.stringMatching(/^[\da-f-]{36}$/) as unknown;
  expect(done).toEqual({ opened: 'números.json', saved: { ok: true, value: { name: 'copia.json', token } } });
  const copy = await saved();
  expect(copy.name).toBe('copia.json');
  expect(Buffer.compare(copy.bytes, bytes)).toBe(0);
});

test('the page gives the menu, in its language, and its entries are carried out', async ({ page, app }) => {
  test.skip(!app.standIn, 'only the stand-in shows its menu');
  const [window] = app.standIn!.windows;
  const entry = (command: string) =>
    window!.menu?.flatMap(({ submenu }) => submenu as Electron.MenuItemConstructorOptions[]).find(({ id }) => id === command);
  await expect.poll(() => entry('export')?.label).toMatch(/^Exportar/);
  await page.getByText('EN', { exact: true }).click();
  await expect.poll(() => entry('export')?.label).toMatch(/^Export /);
  (entry('export')!.click as () => void)();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a message that is not what it should be is refused', async ({ page, app }) => {
  const refused = await page.evaluate(async () => {
    const { retrogradHost: host, retrogradTrainer: trainer } = globalThis as unknown as Bridges;
    trainer.post({ call: 'open', id: 1.5, args: [] } as never);
    host.setMenu('everything' as never);
    host.openExternal('file:///etc/passwd');
    host.openExternal('https://example.com/');
    return host.openFile({ name: 'x', extensions: ['*/../..'] }).then(
      () => 'answered',
      (error: unknown) => String(error),
    );
  });
  expect(refused).toContain('refused');
  if (app.standIn) expect(app.standIn.seen.outside).toEqual([]);
});
