import { expect, test } from './fixture.ts';
import { layoutFaults } from './layout-faults.ts';
import { kept, screen } from './screen.ts';

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

test('what was folded, closed and shown stays so over a reload', async ({ page }) => {
  const { ready, button } = screen(page);
  await button('Plegar las fórmulas').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+j');
  await screen(page).view('health');
  await kept(page);
  await page.reload();
  await ready();
  await expect(page.locator('aside.editor')).toHaveCount(0);
  await expect(page.locator('[data-slot="bottom"]')).toBeVisible();
  await expect(page.locator('[data-slot="first"] [data-panel="health"]')).toBeVisible();
  await expect(button('Desplegar las fórmulas')).toBeVisible();
  await expect(page.locator('[data-card]').first()).toBeHidden();
});

test('the keyboard alone reaches every control in one round, and the focus is seen at each', async ({ page }) => {
  const reached = new Set<string>();
  const unseen: string[] = [];
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement!;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { width } = element.getBoundingClientRect();
      const name = `${element.getAttribute('role') ?? element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`;
      return { name, leaves: element === document.body, seen: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && width > 3 };
    });
    if (at.leaves) break;
    reached.add(at.name);
    if (!at.seen) unseen.push(at.name);
  }
  expect(unseen).toEqual([]);
  for (const name of ['Ancho del panel de la red', 'Ancho del panel de detalles', 'Altura de las fórmulas'])
    expect([...reached]).toContain(`separator ${name}`);
  for (const name of ['Plegar', 'Plegar las fórmulas', 'Todas las vistas', 'Ver en grande', 'Panel de la red', 'Panel de detalles'])
    expect([...reached]).toContain(`BUTTON ${name}`);
  expect([...reached].some((name) => name.startsWith('radio Datos'))).toBe(true);
});

test('the picture says that the graphics card is gone, and comes back with it', async ({ page }) => {
  const { stage } = screen(page);
  const context = (back: boolean) =>
    page.evaluate((restore) => {
      const gl = document.querySelector<HTMLCanvasElement>('#stage canvas')!.getContext('webgl2')!;
      const held = globalThis as { loss?: WEBGL_lose_context | null };
      held.loss ??= gl.getExtension('WEBGL_lose_context');
      if (restore) held.loss!.restoreContext();
      else held.loss!.loseContext();
    }, back);
  const before = await stage.screenshot();
  await context(false);
  await expect(page.getByText('La tarjeta gráfica ha dejado de dibujar')).toBeVisible();
  // A window dragged to nothing meanwhile, and back.
  await page.setViewportSize({ width: 120, height: 60 });
  await page.setViewportSize({ width: 1280, height: 720 });
  await context(true);
  await expect(page.getByText('La tarjeta gráfica ha dejado de dibujar')).toHaveCount(0);
  await expect.poll(async () => (await stage.screenshot()).equals(before)).toBe(true);
});

test('nothing overlaps, is cut off or leaves the window, in the longer language, whatever is open', async ({ page }) => {
  const faultless = (state: string) => expect.poll(() => page.evaluate(layoutFaults), { message: state }).toEqual([]);
  // The last two are what is left of 1280 x 800 and 1280 x 720 at 200 %.
  for (const [width, height] of [
    [3840, 2160],
    [1920, 1080],
    [1280, 720],
    [1024, 640],
    [640, 400],
    [640, 360],
  ] as const) {
    const at = `${width} x ${height}`;
    await page.setViewportSize({ width, height });
    await faultless(at);
    // As large as that the rest costs most and tells least.
    for (const keys of width > 2000 ? [] : ['Control+j', 'Control+b']) {
      await page.keyboard.press(keys);
      await faultless(`${at}, ${keys}`);
      await page.keyboard.press(keys);
    }
    if (!(await page.locator('[data-views="first"]').isVisible())) await page.keyboard.press('Control+Shift+b');
    for (const view of width > 2000 ? ['errors'] : ['landscape', 'graph', 'errors']) {
      await screen(page).view(view);
      await faultless(`${at}, ${view}`);
    }
    await page.keyboard.press('Control+e');
    await expect(page.getByRole('dialog')).toBeVisible();
    await faultless(`${at}, export`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
