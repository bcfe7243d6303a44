import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { servePage } from '#test/scenes/serve.ts';
import type { RenderRequest, SceneApi } from '#test/scenes/page.ts';

/** The picture by itself, without the app: the same scene and moment give the same pixels, whatever was drawn before. */
let server: Awaited<ReturnType<typeof servePage>>;

test.describe.configure({ mode: 'serial' });
// Scenes know no host: one is enough.
const wanted = ({ project }: TestInfo): boolean => project.name === 'browser';

test.beforeAll(async ({}, info) => {
  if (wanted(info)) server = await servePage('scenes');
});
test.afterAll(() => server?.close());
test.beforeEach(async ({ page }, info) => {
  test.skip(!wanted(info));
  await page.goto(server.url);
  await page.waitForFunction(() => 'scenes' in globalThis);
});

const size = { width: 760, height: 480, theme: 'light' } as const;
const call = <K extends keyof SceneApi>(page: Page, name: K, argument?: object | string) =>
  page.evaluate(
    ([key, value]) => {
      const member = (globalThis.scenes as unknown as Record<string, unknown>)[key];
      return typeof member === 'function' ? (member as (v: unknown) => unknown)(value) : member;
    },
    [name, argument] as const,
  ) as Promise<unknown>;
const measure = (page: Page, request: RenderRequest) =>
  call(page, 'measure', request) as Promise<{ colours: number; hash: string; live: boolean }>;

test('every scene is drawn on a live context, in both themes, with a frame of its own for every phase', async ({ page }) => {
  const names = (await call(page, 'names')) as string[];
  expect(names).toContain('article');
  for (const name of names) {
    const duration = (await call(page, 'duration', name)) as number;
    const seen = new Set<string>();
    for (const share of [0, 0.2, 0.45, 0.6, 0.75, 0.9, 1]) {
      const { colours, hash, live } = await measure(page, { ...size, name, t: share * duration });
      expect(live, `${name} at ${share}`).toBe(true);
      expect(colours, `${name} at ${share}`).toBeGreaterThan(60);
      seen.add(hash);
    }
    expect(seen.size, `frames of ${name} that differ`).toBe(7);
    const light = await measure(page, { ...size, name, t: 5 });
    const dark = await measure(page, { ...size, theme: 'dark', name, t: 5 });
    expect(dark.hash).not.toBe(light.hash);
  }
});

test('the same moment gives the same pixels, in any order and on a new page', async ({ page }) => {
  const at = (t: number): RenderRequest => ({ ...size, name: 'article', t });
  const first = await measure(page, at(6.5));
  await measure(page, at(14));
  await measure(page, { ...at(3), theme: 'dark', view: { x: -200, y: -100, zoom: 2.7 } });
  expect((await measure(page, at(6.5))).hash).toBe(first.hash);
  await page.reload();
  await page.waitForFunction(() => 'scenes' in globalThis);
  expect((await measure(page, at(6.5))).hash).toBe(first.hash);
});

test('a frame that only renews what changed has the pixels of one that is drawn from nothing', async ({ page }) => {
  for (const name of ['wide', 'digits', 'clipping']) {
    const duration = (await call(page, 'duration', name)) as number;
    const times = [0.1, 0.3, 0.305, 0.5, 0.52, 0.7, 0.9, 0.31, 1].map((share) => share * duration);
    const swept = (await call(page, 'sweep', { ...size, name, times })) as string[];
    const fresh: string[] = [];
    for (const t of times) fresh.push((await measure(page, { ...size, name, t })).hash);
    expect(swept, name).toEqual(fresh);
    expect(new Set(swept).size, name).toBe(times.length);
  }
});

test('the picture comes back with a lost graphics context, ten times over', async ({ page }) => {
  for (const name of ['article', 'digits']) {
    const request = { ...size, name, t: 9, times: 10 };
    const { before, after } = (await call(page, 'surviveLoss', request)) as { before: string; after: string[] };
    expect(after, name).toEqual(Array.from({ length: 10 }, () => before));
  }
});

test('a stage of no size is drawn too, and the next one of a size as ever', async ({ page }) => {
  const request = { ...size, name: 'digits', t: 9 };
  const before = await measure(page, request);
  expect((await measure(page, { ...request, width: 0, height: 0 })).live).toBe(true);
  expect(await measure(page, request)).toEqual(before);
});

test('reduced motion shows what has begun as done', async ({ page }) => {
  const place = { phase: 'forward', layer: 2, unit: 1, part: 3 };
  const at = (progress: number, still: boolean): RenderRequest => ({
    ...size,
    name: 'article',
    t: { ...place, progress },
    look: { still },
  });
  const [early, late, done] = [await measure(page, at(0.3, true)), await measure(page, at(0.8, true)), await measure(page, at(1, false))];
  expect(early.hash).toBe(late.hash);
  expect(late.hash).toBe(done.hash);
  expect((await measure(page, at(0.3, false))).hash).not.toBe(done.hash);
});

test('the SVG of a frame looks as the stage draws it, within what rims are smoothed by', async ({ page }) => {
  for (const [name, t, theme] of [
    ['article', 6.5, 'light'],
    ['states', 14, 'dark'],
    ['digits', 9, 'light'],
    ['unit-surfaces', 9, 'light'],
  ] as const) {
    // At twice the size letters, whose sizes the stage rounds to pixels, lie within the reach of the comparison.
    const apart = (await call(page, 'unlike', { width: 380, height: 240, resolution: 2, name, t, theme })) as number;
    expect(apart, name).toBeLessThan(0.006);
  }
});
