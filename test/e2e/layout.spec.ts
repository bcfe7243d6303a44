import { expect, test } from './fixture.ts';
import { screen } from './screen.ts';

test.beforeEach(async ({ page }) => screen(page).ready());

test('splitters are dragged with the pointer and moved with keys, and stay where they were put', async ({ page }) => {
  const { ready } = screen(page);
  const divider = (name: string) => page.getByRole('separator', { name, exact: true });
  const widthOf = async (selector: string): Promise<number> => (await page.locator(selector).boundingBox())!.width;
  const heightOf = async (selector: string): Promise<number> => (await page.locator(selector).boundingBox())!.height;

  const detail = await widthOf('.formulas');
  const box = (await divider('Ancho del panel de detalles').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + 210, { steps: 5 });
  await page.mouse.up();
  expect(Math.abs((await widthOf('.formulas')) - detail - 60)).toBeLessThan(3);

  const step = await screen(page).step();
  const editor = await widthOf('aside.editor');
  await divider('Ancho del panel de la red').focus();
  await page.keyboard.press('ArrowRight');
  expect(Math.abs((await widthOf('aside.editor')) - editor - 16)).toBeLessThan(2);
  const formulas = await heightOf('.formulas');
  await divider('Altura de las fórmulas').focus();
  await page.keyboard.press('Shift+ArrowUp');
  expect(Math.abs((await heightOf('.formulas')) - formulas + 80)).toBeLessThan(3);
  await page.keyboard.press('Home');
  await expect(divider('Altura de las fórmulas')).toHaveAttribute('aria-valuenow', '0');
  expect(await screen(page).step()).toBe(step);

  const [width, height] = [await widthOf('.formulas'), await heightOf('.formulas')];
  await page.reload();
  await ready();
  expect(Math.abs((await widthOf('.formulas')) - width)).toBeLessThan(2);
  expect(Math.abs((await heightOf('.formulas')) - height)).toBeLessThan(2);

  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('restablecer');
  await page.keyboard.press('Enter');
  expect(Math.abs((await widthOf('.formulas')) - detail)).toBeLessThan(2);
});

test('panels close and open by button and by key, and sections fold', async ({ page }) => {
  const { button } = screen(page);
  for (const [name, keys, part] of [
    ['Panel de la red', 'Control+b', 'aside.editor'],
    ['Panel de detalles', 'Control+Shift+b', '.formulas'],
    ['Vista debajo de la red', 'Control+j', '[data-slot="bottom"]'],
  ] as const) {
    const shown = await page.locator(part).isVisible();
    await button(name).click();
    await expect(page.locator(part)).toBeVisible({ visible: !shown });
    await page.keyboard.press(keys);
    await expect(page.locator(part)).toBeVisible({ visible: shown });
  }
  await button('Plegar las fórmulas').click();
  await expect(page.locator('[data-card]').first()).toBeHidden();
  await page.keyboard.press('Control+Shift+f');
  await expect(page.locator('[data-card]').first()).toBeVisible();
});

test('a view goes under the network, over it and back, and keeps what was chosen in it', async ({ page }) => {
  const first = page.locator('[data-slot="first"]');
  await first.locator('[data-value="loss"]').click();
  const log = page.getByRole('button', { name: 'Escala logarítmica' });
  await log.click();
  await expect(log).toHaveAttribute('aria-pressed', 'true');

  await page.locator('[data-views="first"]').click();
  await page.getByRole('button', { name: 'Llevar debajo de la red' }).click();
  await expect(page.locator('[data-slot="bottom"] [data-panel="loss"]')).toBeVisible();
  await expect(log).toHaveAttribute('aria-pressed', 'true');

  await page.locator('[data-slot="bottom"]').getByRole('button', { name: 'Ver en grande' }).click();
  await expect(page.locator('#stage')).toBeHidden();
  await expect(page.getByTestId('sentence')).toBeVisible();
  await expect(log).toHaveAttribute('aria-pressed', 'true');
  await page.locator('.caption').click();
  await page.keyboard.press('Escape');
  await expect(page.locator('#stage')).toBeVisible();
  await expect(log).toHaveAttribute('aria-pressed', 'true');
});

test('any view is chosen from the list of all, and pins decide on the tabs', async ({ page }) => {
  const first = page.locator('[data-slot="first"]');
  const menu = page.locator('[data-views="first"]');
  await menu.click();
  await page.getByRole('button', { name: 'Quitar «Salud» de la barra' }).click();
  await page.keyboard.press('Escape');
  await expect(first.locator('[data-value="health"]')).toHaveCount(0);
  await menu.click();
  await page.locator('[data-view="health"]').click();
  await expect(first.locator('[data-panel="health"]')).toBeVisible();
  await expect(first.locator('[data-value="health"]')).toHaveAttribute('aria-checked', 'true');
});
