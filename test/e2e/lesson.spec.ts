import { expect, test } from './fixture.ts';

test.use({ visit: 'first' });

test('a lesson is opened by a link, asks, lets do, and gives back what stood there before', async ({ page, hostKind }) => {
  await expect(page.locator('[data-welcome]')).toBeVisible();
  await page.evaluate(() => (location.hash = 'lesson=5.1.2&lang=es'));
  const lesson = page.locator('[data-lesson="5.1.2"]');
  const beat = (id: string) => expect(page.locator(`[data-beat="${id}"][aria-busy="false"]`)).toBeVisible();
  const lead = page.locator('[data-lead]');

  await beat('arrives');
  await expect(lesson.getByRole('heading', { name: 'Repartir la culpa' })).toBeVisible();
  // The numbers of the text are those of the run: worked in NumPy.
  await expect(lesson.locator('.number').nth(0)).toHaveText('0,510');
  // Space leads, and never past a question.
  await expect(lead).toBeDisabled();
  await page.keyboard.press('Space');
  await lesson.locator('[data-answer="up"]').click();
  await expect(lesson.locator('[data-verdict]')).toHaveCount(0);
  await page.keyboard.press('Space');
  await expect(lesson.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'wrong');
  await expect(lesson.locator('[data-answer="up"] input')).toBeChecked();
  await expect(lesson.locator('[data-answer="down"]')).toHaveAttribute('data-right', 'true');
  // What is usually believed is in the bank, fetched with the first wrong answer.
  await expect(lesson.locator('[data-belief="thickest-line-most-blame"]')).toBeVisible();
  await expect(lead).toHaveAttribute('data-lead', 'beat');
  await page.keyboard.press('Space');

  await beat('share');
  await lesson.locator('[data-number]').fill('mucho');
  await page.keyboard.press('Enter');
  await expect(lesson.getByRole('alert')).toContainText('Escribe un número');
  await lesson.locator('[data-number]').fill('−0,4407');
  await page.keyboard.press('Enter');
  await expect(lesson.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'right');

  // The page is loaded again in the middle, and is where it was.
  if (hostKind === 'browser') {
    await page.reload();
    await beat('share');
  }

  const task = lesson.locator('[data-task]');
  for (let beats = 0; beats < 6 && (await task.count()) === 0; beats++) {
    const before = await lesson.getAttribute('data-beat');
    await lesson.locator('[data-go-on]').or(page.locator('[data-lead="beat"]')).click();
    await expect(lesson).not.toHaveAttribute('data-beat', before!);
    await expect(lesson).toHaveAttribute('aria-busy', 'false');
  }
  await expect(task).toHaveAttribute('data-task', 'open');
  await lesson.getByRole('button', { name: 'Pista' }).click();
  await expect(lesson.locator('.hint')).toHaveCount(1);
  await lesson.getByRole('button', { name: 'Enséñamelo' }).click();
  await expect(task).toHaveAttribute('data-task', 'done');

  await lesson.getByRole('button', { name: 'Salir de la lección' }).click();
  await expect(lesson).toHaveCount(0);
  await expect(page.getByLabel('Elegir un ejemplo')).toHaveValue('first');
});

test('a room votes, sees the answer by the clicker, and the network keeps its width beside lesson and formula', async ({ page }) => {
  await page.evaluate(() => (location.hash = 'lesson=8.1.1&lang=es'));
  const lesson = page.locator('[data-lesson="8.1.1"][aria-busy="false"]');
  await expect(lesson).toBeVisible();
  await page.keyboard.press('F5');
  const counts = lesson.locator('[data-count]');
  await counts.nth(0).fill('12');
  await counts.nth(1).fill('5');
  await counts.nth(1).press('Tab');
  await expect(lesson.locator('[data-people]')).toHaveText('17 respuestas');
  await page.keyboard.press('f');
  // Five layers beside a formula beside a lesson would be one line.
  await expect.poll(async () => (await page.locator('main .picture').boundingBox())!.width).toBeGreaterThan(800);
  await page.keyboard.press('PageDown');
  await expect(lesson.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'shown');
  await expect(lesson.locator('[data-right]')).toHaveCount(1);
  const voted = (await lesson.getAttribute('data-beat'))!;
  await page.keyboard.press('PageDown');
  await expect(page.locator('[data-lesson="8.1.1"]')).not.toHaveAttribute('data-beat', voted);
});

test('the code of a lesson’s views is on its way before its run is opened', async ({ page, hostKind }) => {
  test.skip(hostKind !== 'browser', 'The trainer of the desktop is no worker of the page.');
  // No run is opened before the code was asked for.
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    const isAsked = (): boolean => performance.getEntriesByType('resource').some(({ name }) => name.includes('LandscapePanel'));
    Worker.prototype.postMessage = function (this: Worker, message: { readonly call?: string }) {
      const send = (): void => {
        if (message.call === 'open' && !isAsked()) setTimeout(send, 20);
        else postMessage.call(this, message);
      };
      send();
    };
  });
  await page.evaluate(() => (location.hash = 'lesson=3.2.1&lang=es'));
  await expect(page.locator('[data-lesson="3.2.1"][aria-busy="false"]')).toBeVisible();
});
