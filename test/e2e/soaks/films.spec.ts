import { readdir } from 'node:fs/promises';
import { ExportDialog } from '#test/e2e/export-dialog.ts';
import { expect, test } from '#test/e2e/fixture.ts';
import { soaked } from '#test/soak.ts';

/** Files that a browser's page is writing, or left. */
const growing = (): Promise<string[]> =>
  (async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('growing', { create: true });
    const names: string[] = [];
    for await (const [name] of folder.entries()) names.push(name);
    return names;
  })();

test('cancelled at any point an export is over at once and leaves no part of a file', async ({ app, page }, testInfo) => {
  test.slow();
  const dialog = new ExportDialog(app);
  const folder = testInfo.outputPath('host', 'files');
  const left = async (): Promise<readonly string[]> =>
    app.host === 'browser' ? page.evaluate(growing) : (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name); // prettier-ignore
  await dialog.open();
  const points = soaked(10, 2);
  const taken: number[] = [];
  for (let point = 0; point < points; point++) {
    await dialog.format(['Imágenes PNG', 'GIF', 'Vídeo WebM', 'Vídeo MP4'][point % 4]!);
    await dialog.steps(0, 400, 'Una imagen al acabar', 25);
    if (app.host !== 'browser') await app.willSave();
    await dialog.start.click();
    const progress = dialog.dialog.getByRole('progressbar');
    await expect(progress).toBeVisible();
    // From the question where it goes to the middle of the film.
    await page.waitForTimeout(point * 137);
    taken.push(
      await dialog.dialog.getByRole('button', { name: 'Cancelar' }).evaluate(async (button: HTMLButtonElement) => {
        const start = performance.now();
        button.click();
        while (document.querySelector('progress')) await new Promise((resolve) => setTimeout(resolve, 1));
        return performance.now() - start;
      }),
    );
    await expect.poll(left).toEqual([]);
  }
  const p95 = taken.toSorted((a, b) => a - b)[Math.ceil(taken.length * 0.95) - 1]!;
  console.info(`cancelled within ${p95.toFixed(0)} ms (p95 of ${points})`);
  expect(p95).toBeLessThanOrEqual(200);
});

test('size and time are told before it starts, and are true within a fifth', async ({ app, page }) => {
  test.slow();
  const dialog = new ExportDialog(app);
  const films = [
    () => dialog.steps(0, 60, 'Una imagen al acabar', 10),
    async () => {
      await dialog.steps(0, 1, 'La animación', 15);
      await dialog.fill({ seconds: 6 });
    },
    async () => {
      await dialog.choose('Un paso');
      await dialog.dialog.locator('#export-pace').selectOption({ label: 'Al ritmo de lectura' });
      await dialog.fill({ fps: 10 });
      await dialog.size(320, 180);
    },
  ];
  const formats = ['Imágenes PNG', 'GIF', 'Vídeo WebM', 'Vídeo MP4'];
  const all = formats.flatMap((format, index) => films.map((film, which) => ({ format, film, which, order: (which + index) % 3 })));
  const tried = soaked(all.length, 3);
  for (const { format, film, which } of all.toSorted((a, b) => a.order - b.order).slice(0, tried)) {
    await dialog.open();
    await dialog.format(format);
    await film();
    await expect(dialog.summary).toHaveAttribute('data-bytes', /\d/, { timeout: 60_000 });
    const [said, time] = await Promise.all(
      ['data-bytes', 'data-seconds'].map(async (name) => Number(await dialog.summary.getAttribute(name))),
    );
    const start = performance.now();
    const { bytes } = await dialog.export();
    console.info(
      `${format}, film ${which}: said ${said} B and ${time} s, real ${bytes.length} B and ${(performance.now() - start) / 1000} s`,
    );
    expect(Math.abs(said! / bytes.length - 1), `${format}, film ${which}: ${said} of ${bytes.length}`).toBeLessThan(0.2);
    await page.waitForTimeout(100);
  }
});
