import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page, TestInfo } from '@playwright/test';
import { buildPart, inRoot, isFresh } from '#electron/launch/parts.mjs';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';
import { chance } from '#test/renderer/model/work/held.ts';
import { servePage } from '#test/scenes/serve.ts';
import { soaked } from '#test/soak.ts';
import { expect, test } from '../fixture.ts';
import { startInStandIn, type HostKind } from '../hosts.ts';

/**
 * Windows that are loaded again, whose page crashes, or whose program ends, at any moment while a person works: what comes back was on
 * screen at most five seconds before. The app is the page `commanded`, which has a door for the test.
 */
test.skip(({ hostKind }) => hostKind === 'electron', 'its page has no door');
test.use({ viewport: { width: 800, height: 500 } });

/** A window of one host, and the ways in which it ends and is there again. */
interface Host {
  readonly page: () => Page;
  readonly ends: Readonly<Record<'reload' | 'crash' | 'end', () => Promise<void>>>;
  close(): Promise<void>;
}

const crash = async (context: BrowserContext, page: Page): Promise<void> => {
  const gone = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  // No answer comes from a process that has ended.
  void session.send('Page.crash').catch(() => undefined);
  await gone;
};

const inBrowser = async (context: BrowserContext): Promise<Host> => {
  const server = await servePage('commanded');
  let page = await context.newPage();
  const open = async (): Promise<void> => {
    page = await context.newPage();
    await page.goto(server.url);
  };
  await page.goto(server.url);
  return {
    page: () => page,
    ends: {
      reload: async () => void (await page.reload()),
      crash: async () => {
        await crash(context, page);
        await page.close();
        await open();
      },
      end: async () => {
        await page.close();
        await open();
      },
    },
    close: () => server.close(),
  };
};

/** The program with the other page in the place of its own. */
const inStandIn = async (context: BrowserContext, info: TestInfo): Promise<Host> => {
  if (!isFresh('commanded')) await buildPart('commanded');
  const appPath = info.outputPath('app');
  await mkdir(path.join(appPath, 'out'), { recursive: true });
  for (const part of ['main', 'preload', 'worker']) await symlink(inRoot('out', part), path.join(appPath, 'out', part));
  await symlink(inRoot('out/commanded'), path.join(appPath, 'out/renderer'));
  const start = () => startInStandIn(context, info.outputPath('desk'), () => undefined, [], appPath);
  let app = await start();
  const window = () => app.standIn.windows[0]!;
  const page = (): Page => window().contents.page!;
  // A page that keeps crashing is asked about: it is tried again.
  const tryAgain = (): void => app.willPress(0);
  return {
    page,
    ends: {
      reload: async () => void (await page().reload()),
      crash: async () => {
        const gone = page();
        tryAgain();
        window().contents.forcefullyCrashRenderer();
        await expect.poll(() => page() !== gone).toBe(true);
      },
      end: async () => {
        await app.standIn.end();
        app = await start();
      },
    },
    close: () => app.close(),
  };
};

const openOn = (kind: HostKind, context: BrowserContext, info: TestInfo): Promise<Host> =>
  kind === 'browser' ? inBrowser(context) : inStandIn(context, info);

/** Something that a person does. */
const act = (page: Page, draw: (below: number) => number): Promise<unknown> => {
  const perform = (id: string, args?: unknown) => page.evaluate((command) => globalThis.door.perform(command), { id, args });
  switch (draw(10)) {
    case 0:
      return perform('goTo', { step: draw(60), phase: 'backward', layer: 1, unit: draw(3), part: 0, through: 0.5 });
    case 1:
      return page.evaluate((text) => globalThis.door.note(text), `nota ${draw(100)}`);
    case 2:
      return perform('openView', { view: draw(2) ? 'matrices' : 'loss', slot: draw(2) ? 'first' : 'bottom' });
    case 3:
      return perform('select', { target: { kind: 'unit', layer: 1 + draw(2), unit: 1 } });
    case 4:
      return perform('fork', { change: { parameters: [{ place: { layer: 1, kind: 'W', row: 0, col: draw(2) }, value: draw(100) / 50 }] } });
    case 5:
      return page.evaluate(
        (optimizer) => globalThis.door.edit({ optimizer } as never),
        { kind: 'adam', learningRate: (1 + draw(90)) / 1000 }, // prettier-ignore
      );
    case 6:
      return perform('trainTo', { step: 60 + 10 * draw(40) });
    case 7:
      return perform('play');
    case 8:
      return draw(4) ? perform('unitSurfaces') : perform('openRun', { spec: smallRun, steps: 60 });
    default:
      // Time goes by.
      return page.waitForTimeout(draw(500));
  }
};

/** A run is open, and what was left, if anything, is there. */
const ready = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => globalThis.door?.seen() !== undefined, undefined, { timeout: 60_000 });
};

/** Waits for what a page shows to be one of several; gives what it shows last. */
const shows = async (page: Page, some: ReadonlySet<string>): Promise<string> => {
  let now = '';
  // Branches are made as training comes to where they leave.
  for (let tries = 0; tries < 60; tries++) {
    now = (await page.evaluate(() => globalThis.door.seen())) ?? '';
    if (some.has(now)) break;
    await page.waitForTimeout(50);
  }
  return now;
};

const ways = ['reload', 'crash', 'reload', 'crash', 'end'] as const;

test('what comes back was on screen within the last five seconds, place and view included', async ({ context, hostKind }, info) => {
  const kills = soaked(200, 20);
  test.setTimeout(60_000 + kills * 10_000);
  const host = await openOn(hostKind, context, info);
  await ready(host.page());
  await host.page().evaluate((spec) => globalThis.door.perform({ id: 'openRun', args: { spec, steps: 60 } }), smallRun);
  await host.page().evaluate(() => globalThis.door.record());
  await host.page().waitForTimeout(2500);
  for (let kill = 0; kill < kills; kill++) {
    const draw = chance(kill + 1);
    const way = ways[draw(ways.length)]!;
    const until = Date.now() + 100 + draw(1000);
    while (Date.now() < until) {
      await act(host.page(), draw);
      await host.page().waitForTimeout(draw(120));
    }
    const end = Date.now();
    await host.ends[way]();
    await ready(host.page());
    const moments = await host.page().evaluate(() => globalThis.door.moments());
    // Each was there until the next.
    const lately = moments.filter((_, index) => (moments[index + 1]?.at ?? Infinity) >= end - 5000).map(({ seen }) => seen);
    const back = await shows(host.page(), new Set(lately));
    if (!lately.includes(back)) expect(JSON.parse(back), `${way} ${kill}`).toEqual(JSON.parse(lately.at(-1)!));
    await host.page().evaluate(() => globalThis.door.record());
  }
  await host.close();
});

test('a page that crashes comes back at the same step, with the same numbers and the same view', async ({ context, hostKind }, info) => {
  const crashes = soaked(20, 20);
  test.setTimeout(60_000 + crashes * 20_000);
  const host = await openOn(hostKind, context, info);
  await ready(host.page());
  await host.page().evaluate((spec) => globalThis.door.perform({ id: 'openRun', args: { spec, steps: 400 } }), smallRun);
  for (let count = 0; count < crashes; count++) {
    const draw = chance(1000 + count);
    await host.page().evaluate((step) => globalThis.door.perform({ id: 'goTo', args: { step } }), 1 + draw(400));
    for (let acts = 0; acts < 3; acts++) await act(host.page(), (below) => Math.min(4, draw(below)));
    // Longer than what changed last waits to be kept.
    await host.page().waitForTimeout(2500);
    const [seen, weights] = await host.page().evaluate(async () => [globalThis.door.seen()!, await globalThis.door.weights()] as const);
    await host.ends.crash();
    await ready(host.page());
    expect(JSON.parse(await shows(host.page(), new Set([seen])))).toEqual(JSON.parse(seen));
    expect(await host.page().evaluate(() => globalThis.door.weights())).toEqual(weights);
  }
  await host.close();
});
