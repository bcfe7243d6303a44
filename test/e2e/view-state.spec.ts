import { expect, test, type Page } from '@playwright/test';
import type { Command } from '#core/view/commands.ts';
import type { ViewState, ViewStateInput } from '#core/view/view-state.ts';
import { servePage } from '#test/scenes/serve.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';
import { screen } from './screen.ts';

/** What is on screen is a value: read, and applied to a window that shows something else, the same is on screen again. */
let server: Awaited<ReturnType<typeof servePage>>;
test.use({ viewport: { width: 1440, height: 1160 } });
test.beforeAll(async ({}, info) => {
  // The value knows no host: one is enough.
  if (info.project.name === 'browser') server = await servePage('commanded');
});
test.afterAll(() => server?.close());

const perform = async (page: Page, ...commands: Command[]): Promise<void> => {
  for (const command of commands) expect(await page.evaluate((one) => globalThis.door.perform(one), command), command.id).toBeUndefined();
};
/** All of it, the person's own included. */
const read = (page: Page): Promise<ViewState> => page.evaluate(() => globalThis.door.read());

/** All that can be seen: every pixel of every canvas, every text, every curve and what elements say of themselves. */
const seen = async (page: Page) => ({
  networks: await Promise.all(
    (await page.locator('#stage canvas, [data-compared] canvas').all()).map(async (canvas) =>
      (await canvas.screenshot()).toString('base64'),
    ),
  ),
  drawings: await page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map((canvas) => (canvas.getContext('2d') ? canvas.toDataURL() : undefined)),
  ),
  texts: await page.locator('body').innerText(),
  facts: await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap(({ attributes }) =>
      [...attributes]
        .filter(({ name }) => /^(data-|aria-|d$|style$|open$|transform$)/.test(name))

        // The order of declarations is that in which they were set, which nobody sees.
        .map(
          ({ name, value }) =>
            `${name}=${
              name === 'style'
                ? value
                    .split('; ')
                    .map((one) => one.replace(';', ''))
                    .sort()
                    .join('; ')
                : value
            }`,
        ),
    ),
  ),
});
type Seen = Awaited<ReturnType<typeof seen>>;

/** What is seen once nothing changes any more. */
const settled = async (page: Page): Promise<Seen> => {
  await page.mouse.move(1, 1);
  let last = await seen(page);
  await expect(async () => {
    const before = last;
    await page.waitForTimeout(700);
    last = await seen(page);
    expect(JSON.stringify(last) === JSON.stringify(before)).toBe(true);
  }).toPass({ timeout: 60_000 });
  return last;
};
const expectSame = (now: Seen, before: Seen): void => {
  expect(now.texts).toBe(before.texts);
  expect(now.facts).toEqual(before.facts);
  // The strings are too long for a report.
  const pixels = ({ networks, drawings }: Seen): string => JSON.stringify([networks, drawings]);
  expect(pixels(now) === pixels(before), 'every pixel of every canvas').toBe(true);
};

/** The run that is looked at: how far it and its branch are trained is no part of the view. */
const open = async (page: Page): Promise<void> => {
  await page.goto(server.url);
  await screen(page).ready();
  await perform(page, { id: 'openRun', args: { spec: smallRun, steps: 60 } });
  await screen(page).trained();
  const change = { parameters: [{ place: { layer: 1, kind: 'W', row: 0, col: 1 }, value: 1.5 }] };
  await perform(page, { id: 'fork', args: { step: 20, change } });
  await screen(page).trained();
};
const rich: Command[] = [
  { id: 'goTo', args: { step: 33, phase: 'backward', layer: 1, unit: 2, part: 0, through: 0.5 } },
  { id: 'follow', args: { sample: 7 } },
  { id: 'select', args: { target: { kind: 'weight', layer: 1, from: 1, to: 2 } } },
  { id: 'compare', args: { branches: [{ branch: 0, show: 'difference' }] } },
  { id: 'loop', args: { range: { start: { step: 25 }, end: { step: 40, phase: 'loss', layer: 2 } } } },
  { id: 'unitSurfaces' },
  { id: 'openView', args: { view: 'matrices', slot: 'first' } },
  { id: 'choose', args: { view: 'matrices', choices: { layer: 2, product: { kind: 'dW', during: 'dX' } } } },
  { id: 'openView', args: { view: 'histogram', slot: 'second' } },
  { id: 'choose', args: { view: 'histogram', choices: { layer: 1, tensor: 'dW' } } },
  { id: 'openView', args: { view: 'loss', slot: 'bottom' } },
  { id: 'choose', args: { view: 'loss', choices: { chart: 'norms' } } },
];

test('a rich screen comes back from its value, in this window and in a new one', async ({ page }, info) => {
  test.skip(info.project.name !== 'browser');
  await open(page);
  await perform(page, ...rich);
  await expect(page.locator('[data-slot]')).toHaveCount(3);
  const stage = (await page.locator('#stage').boundingBox())!;
  await page.mouse.move(stage.x + stage.width * 0.4, stage.y + stage.height * 0.4);
  await page.mouse.wheel(0, -600);
  const before = await settled(page);
  const view = await read(page);
  expect(view).toMatchObject({ place: { branch: 1, step: 33, phase: 'backward', through: 0.5 }, camera: { zoom: expect.any(Number) } });

  // Nothing changes where it is applied to what it was read from.
  await perform(page, { id: 'applyView', args: view });
  expectSame(await settled(page), before);

  const bare: ViewStateInput = { version: 2, place: { step: 0 }, theme: 'contrast', language: 'en' };
  await perform(page, { id: 'applyView', args: bare }, { id: 'resetLayout' });
  const other = await settled(page);
  expect(other.texts).not.toBe(before.texts);
  await perform(page, { id: 'applyView', args: view });
  expectSame(await settled(page), before);
  expect(await read(page)).toEqual(view);

  // Another window knows nothing of this one but the value and the run.
  const elsewhere = await page.context().browser()!.newContext({ viewport: page.viewportSize(), locale: 'es-ES' });
  const stranger = await elsewhere.newPage();
  await open(stranger);
  await perform(stranger, { id: 'applyView', args: view });
  const after = await settled(stranger);
  expect(await read(stranger)).toEqual(view);
  expectSame(after, before);
  await elsewhere.close();
});
