import { expect, test } from 'vitest';
import { seconds } from '#core/contract/units.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Slot } from '#renderer/link/slot.ts';
import { soaked } from '#test/soak.ts';
import { smallRun } from '../fake-trainer.ts';
import { nodeApp } from '../node-app.ts';
import { chance, seenIn } from './held.ts';

/** Windows that end at any moment, without a last word, while a person works: what comes back was on screen at most five seconds before. */

/** A slot that outlives windows; a window that was killed writes nothing more. */
const memory = () => {
  const parts = new Map<string, unknown>();
  const window = (): { readonly slot: Slot; kill(): void } => {
    let alive = true;
    return {
      slot: {
        read: async () => structuredClone(Object.fromEntries(parts)),
        write: async (some) => {
          if (!alive) return;
          for (const [name, part] of Object.entries(some))
            if (part === undefined) parts.delete(name);
            else parts.set(name, structuredClone(part));
        },
      },
      kill: () => void (alive = false),
    };
  };
  return { window };
};

const seen = (app: App): string => seenIn(app.keeper.fileOf('x'));

/** Branches are made aside, as training comes to where they leave. */
const settled = async (app: App, clock: number): Promise<void> => {
  for (let count = 1; app.restorer.waiting.length > 0 && count < 500; count++) {
    app.tick(clock + count * frame, frame);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

/** Something that a person does. */
const act = async (app: App, draw: (below: number) => number): Promise<void> => {
  const { playhead, marks, layout, selection, session, branches } = app;
  switch (draw(7)) {
    case 0:
      return playhead.seek(draw(50));
    case 1:
      return marks.put({ step: draw(50), t: seconds(0) }, `note ${draw(100)}`);
    case 2:
      return layout.open(draw(2) ? 'first' : 'bottom', draw(2) ? 'matrices' : 'loss');
    case 3:
      selection.selected = { kind: 'unit', layer: 1 + draw(2), unit: 0 };
      return;
    case 4:
      if (branches.list.length < 3) {
        await session.fork({ parameters: [{ place: { layer: 1, kind: 'W', row: 0, col: draw(2) }, value: draw(100) / 50 }] });
      }
      return;
    case 5:
      app.unitSurfaces = !app.unitSurfaces;
      return;
    default:
      // Time goes by.
      return;
  }
};

const frame = 100;

test('what comes back was on screen at some moment of the last five seconds, place and view included', async () => {
  const kills = soaked(200);
  let clock = 0;
  let same = 0;
  for (let kill = 0; kill < kills; kill++) {
    const draw = chance(kill + 1);
    const kept = memory();
    const window = kept.window();
    const app = nodeApp(window.slot);
    await app.start();
    await app.session.openSpec(smallRun, 60);
    const moments: { readonly at: number; readonly seen: string }[] = [];
    const frames = 60 + draw(120);
    for (let count = 0; count < frames; count++) {
      if (draw(3) === 0) await act(app, draw);
      app.tick((clock += frame), frame);
      moments.push({ at: clock, seen: seen(app) });
      await new Promise((resolve) => setImmediate(resolve));
    }
    window.kill();
    const other = nodeApp(kept.window().slot);
    await other.start();
    await settled(other, clock);
    const back = seen(other);
    const lately = moments.filter(({ at }) => clock - at <= 5000);
    if (lately.some((moment) => moment.seen === back)) same++;
    else expect(JSON.parse(back), `kill ${kill}`).toEqual(JSON.parse(lately.at(-1)!.seen));
  }
  expect(same).toBe(kills);
}, 600_000);
