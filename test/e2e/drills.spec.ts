import { expect, test } from './fixture.ts';

test.use({ visit: 'first' });

test('a number of the step is worked out: right, with the sign turned, another, and the same by the same seed', async ({ page }) => {
  const panel = page.locator('[data-practice]');
  const question = panel.locator('[data-question]');
  const ready = () => expect(page.locator('[data-practice][aria-busy="false"] [data-question]')).toBeVisible();
  const sow = async (seed: string): Promise<void> => {
    await panel.getByRole('textbox', { name: 'Semilla' }).fill(seed);
    await page.keyboard.press('Enter');
    await ready();
  };
  await page.getByRole('button', { name: 'Practicar', exact: true }).click();
  await ready();
  await panel.getByText('Qué se pregunta').click();
  for (const kind of ['z', 'a', 'loss', 'weight-gradient', 'bias-gradient', 'update']) await panel.locator(`[data-kind="${kind}"]`).click();
  await sow('7');
  await expect(panel).toHaveAttribute('data-practice', 'delta');
  const asked = await question.textContent();

  const answer = async (value: string): Promise<void> => {
    await panel.locator('[data-number]').fill(value);
    await panel.getByRole('button', { name: 'Comprobar' }).click();
  };
  await answer('mucho');
  await expect(panel.getByRole('alert')).toContainText('Escribe un número');
  await answer('123456');
  await expect(panel.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'wrong');
  await panel.getByRole('button', { name: 'Pista' }).click();
  await panel.getByRole('button', { name: 'Con números' }).click();
  await expect(panel.locator('.hint .katex').first()).toBeVisible();
  await panel.getByRole('button', { name: 'Enséñamelo' }).click();
  const said = (await panel.locator('[data-outcome]').textContent())!.replace(/[^\d,−]/g, '').replace(/,$/, '');
  await expect(page.locator('[data-chosen]')).toBeVisible();

  await panel.locator('[data-another]').click();
  await expect(question).not.toHaveText(asked!);
  await sow('8');
  await sow('7');
  await panel.locator('[data-another]').click();
  await expect(question).not.toHaveText(asked!);
  // The same seed typed again starts over.
  await sow('7');
  await expect(question).toHaveText(asked!);
  const turned = said.startsWith('−') ? said.slice(1) : `−${said}`;
  await answer(turned);
  await expect(panel.locator('[data-slip]')).toHaveAttribute('data-slip', 'sign-turned');
  await answer(said);
  await expect(panel.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'right');

  await panel.getByRole('button', { name: 'Dejar de practicar' }).click();
  await expect(panel).toHaveCount(0);
  await expect(page.locator('[data-welcome]')).toBeVisible();
});
