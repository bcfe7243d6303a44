import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FileToSave, OpenedFile } from '#core/protocol/host.ts';
import { seconds, step } from '#core/contract/units.ts';
import type { Slot } from '#renderer/link/slot.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { perform } from '#renderer/model/perform.ts';
import { put } from '#renderer/model/run/edits.ts';
import { readView } from '#renderer/model/view/view-state.ts';
import { readDocument } from '#core/view/document.ts';
import { viewVersion } from '#core/view/view-state.ts';
import { smallRun } from '../fake-trainer.ts';
import { nodeApp } from '../node-app.ts';

/** A slot that outlives windows; what goes in and out is a copy, as in a browser. */
const memory = () => {
  const parts = new Map<string, unknown>();
  const writes: string[][] = [];
  const slot: Slot = {
    read: async () => structuredClone(Object.fromEntries(parts)),
    write: async (some) => {
      writes.push(Object.keys(some).sort());
      for (const [name, part] of Object.entries(some))
        if (part === undefined) parts.delete(name);
        else parts.set(name, structuredClone(part));
    },
  };
  return { parts, writes, slot };
};
const refusing: Slot = { read: () => Promise.reject(new Error('private')), write: () => Promise.reject(new Error('private')) };

let kept: ReturnType<typeof memory>;
let clock = 0;
let saved: FileToSave;
let toOpen: OpenedFile;
const files = {
  saveFile: async (file: FileToSave) => ((saved = file), { name: file.suggestedName }),
  openFile: async () => toOpen,
};
const open = async (slot: Slot = kept.slot): Promise<App> => {
  const app = nodeApp(slot, files);
  await app.start();
  return app;
};
/** The person lets some time go by, in frames. */
const wait = async (app: App, frames = 25): Promise<void> => {
  for (let frame = 0; frame < frames; frame++) {
    app.tick((clock += 100), 0);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};
const weight = { layer: 1, kind: 'W', row: 1, col: 2 } as const;
const table = 'a,b,out\n0.5,1,1.5\n1.5,0,2.5\n2.5,2,3.25\n-1,1,0.5\n';
/** A branch, marks, a view with choices, a place: all that a person makes. */
const makeRich = async (app: App): Promise<void> => {
  await app.session.openSpec(smallRun, 60);
  app.playhead.seek(20);
  await app.session.fork({ parameters: [{ place: weight, value: 1.5 }] });
  app.marks.put({ step: 12, t: seconds(0) }, 'before the branch');
  app.marks.put({ step: 33, t: app.playhead.timeline!.restAt(7) }, 'here it turns');
  app.layout.open('bottom', 'matrices');
  app.layout.enlarge('bottom');
  app.choices.set({ matrices: { layer: 2, product: { kind: 'dW', during: 'dX' }, typed: false } });
  app.camera.hold({ zoom: 2.5, x: 0.4, y: 0.6 });
  app.selection.selected = { kind: 'unit', layer: 1, unit: 2 };
  app.selection.follow = 7;
  app.branches.lay([{ branch: 0, show: 'difference' }]);
  app.unitSurfaces = true;
  expect(
    await perform(app, { id: 'goTo', args: { step: 41, phase: 'backward', layer: 1, unit: 2, part: 0, through: 0.5 } }),
  ).toBeUndefined();
};
const seen = (app: App) => ({
  view: readView(app),
  spec: app.run.spec,
  steps: app.run.wished,
  name: app.session.name,
  example: app.session.example,
  marks: app.marks.list,
  branches: app.branches.list.map(({ id, left, step: at, change }) => [id, left, at, change]),
  trace: app.playhead.shown?.trace,
});
beforeEach(() => {
  kept = memory();
});

describe('a first visit', () => {
  test('that nobody touches keeps nothing and asks nothing', async () => {
    const app = await open();
    await wait(app, 60);
    app.keeper.keep();
    expect([kept.writes, app.notices.current, app.keeper.wouldLose, app.keeper.restored]).toEqual([[], undefined, false, false]);
    expect(seen(await open()).example).toBe(app.session.example);
  });

  test('that was touched is there again, with one line that says so', async () => {
    const app = await open();
    app.playhead.seek(2);
    await wait(app);
    const again = await open();
    expect([again.playhead.step, again.notices.current, again.keeper.restored]).toEqual([2, { kind: 'restored' }, true]);
    expect(seen(again)).toEqual(seen(app));
  });
});

test('a rich screen comes back, at once and with the same bits, and a second time from itself', async () => {
  const app = await open();
  await makeRich(app);
  await wait(app);
  const before = seen(app);
  for (let reload = 0; reload < 2; reload++) {
    const again = await open();
    expect(seen(again)).toEqual(before);
    expect(again.notices.current).toEqual({ kind: 'restored' });
    const writes = kept.writes.length;
    await wait(again, 3);
    // States are asked for anew; nothing else has changed.
    expect(
      kept.writes
        .slice(writes)
        .flat()
        .filter((part) => part !== 'states'),
    ).toEqual([]);
  }
});

test('the page may end right after a change: what is kept then is whole', async () => {
  const app = await open();
  await makeRich(app);
  app.keeper.keep();
  expect(seen(await open())).toEqual(seen(app));
});

test('a place far into training is there before training is, and training makes the same of it', async () => {
  const app = await open();
  await app.session.openSpec({ ...smallRun, network: { layers: [{ units: 3 }, { units: 1, activation: 'sigmoid' }] } }, 8_000);
  app.playhead.seek(5_000);
  await app.session.fork({ parameters: [{ place: weight, value: 1.5 }] });
  await perform(app, { id: 'goTo', args: { step: 6_000 } });
  await wait(app);
  const before = seen(app);
  expect(before.trace?.step).toBe(6_000);

  const again = await open();
  expect(seen(again)).toEqual(before);
  const { trainedTo } = await again.trainer.call('series', { from: step(0), to: step(1), buckets: 1, branch: 0 });
  expect(trainedTo).toBeLessThan(5_000);
  again.run.train(8_000);
  await expect.poll(() => again.run.trainedTo, { timeout: 20_000 }).toBe(8_000);
  await again.session.turnTo(0);
  again.run.train(8_000);
  await expect.poll(() => again.run.trainedTo, { timeout: 20_000 }).toBe(8_000);
  await again.session.turnTo(1);
  await wait(again, 5);
  expect(seen(again)).toEqual(before);
});

test('a state is of the branch that made it, whatever numbers branches have by now', async () => {
  const app = await open();
  await app.session.openSpec(smallRun, 60_000);
  for (const [step, value] of [
    [50_000, 1.5],
    [50_005, 0.5],
  ] as const) {
    // prettier-ignore
    app.playhead.seek(step);
    await app.playhead.arrive();
    await app.session.fork({ parameters: [{ place: weight, value }] });
  }
  await app.session.turnTo(0);
  app.playhead.seek(5);
  await wait(app);
  interface State {
    readonly branch: number;
    readonly step: number;
  }
  const states = () => kept.parts.get('states') as readonly State[];
  const numberOf = (at: number): number =>
    (JSON.parse(kept.parts.get('run') as string) as { branches: { number: number; step: number }[] }).branches.find(({ step }) => step === at)!.number; // prettier-ignore
  expect(states().find(({ step }) => step === 50_005)?.branch).toBe(1);
  // Where the first of them leaves has to be trained up to.
  kept.parts.set(
    'states',
    states().filter(({ step }) => step !== 50_000),
  );
  const back = await open();
  back.playhead.seek(13);
  await back.session.fork({ parameters: [{ place: weight, value: 0.7 }] });
  back.keeper.keep();
  expect([numberOf(13), numberOf(50_000)]).toEqual([1, 2]);
  expect(states().find(({ step }) => step === 50_005)?.branch).toBe(2);
});

test('a branch is the same one after two reloads between which only the place was changed', async () => {
  const app = await open();
  await app.session.openSpec(smallRun, 60);
  for (const [step, value] of [
    [40, 1.5],
    [13, 0.5],
  ] as const) {
    // prettier-ignore
    app.playhead.seek(step);
    await app.session.turnTo(0);
    await app.session.fork({ parameters: [{ place: weight, value }] });
  }
  const { change } = app.branches.get(app.branches.current)!;
  await wait(app);
  // They are made anew in the order of their steps.
  const again = await open();
  expect(again.branches.list.map(({ step }) => step)).toEqual([13, 40]);
  again.playhead.seek(15);
  await wait(again);
  const last = await open();
  expect(last.branches.get(last.branches.current)?.change).toEqual(change);
  expect(last.playhead.step).toBe(15);
});

test('a state that this program would not make gives way to the one that it makes', async () => {
  const app = await open();
  await app.session.openSpec(smallRun, 60);
  await perform(app, { id: 'goTo', args: { step: 41 } });
  await wait(app);
  const before = seen(app);
  const [state] = kept.parts.get('states') as { state: Float64Array }[];
  state!.state[0]! += 1e-3;
  const again = await open();
  expect(seen(again).trace).not.toEqual(before.trace);
  await wait(again);
  await expect.poll(() => seen(again)).toEqual(before);
});

test('the table of a run is there too', async () => {
  const app = await open();
  await app.files.take({ name: 'own.csv', bytes: new TextEncoder().encode(table) });
  await app.tableImport.take();
  expect(app.run.spec?.data).toMatchObject({ kind: 'csv', file: 'own.csv' });
  await wait(app);
  const again = await open();
  expect([seen(again), again.notices.current]).toEqual([seen(app), { kind: 'restored' }]);
  // Its bytes go in once.
  app.playhead.seek(3);
  await wait(app);
  expect(kept.writes.filter((parts) => parts.includes('tables')).length).toBe(1);
  expect(kept.writes.at(-1)).not.toContain('run');
});

test('to start afresh empties the slot, and what was there can be had back', async () => {
  await wait(await open());
  const app = await open();
  await makeRich(app);
  await wait(app);
  const again = await open();
  const before = seen(again);
  await again.keeper.startAfresh();
  expect([again.session.example, again.branches.list, kept.parts.size]).toEqual(['first', [], 0]);
  expect(readView(again)).toEqual(readView(await open(memory().slot)));
  expect(again.notices.current).toEqual({ kind: 'replaced', what: 'run' });
  await again.keeper.bringBack();
  expect(seen(again)).toEqual(before);
});

describe('another opening', () => {
  test('over what no file has offers it back; over what is saved, or an example, it says nothing', async () => {
    const app = await open();
    await app.session.openExample('xor');
    expect(app.notices.current).toBeUndefined();
    app.draft.change(put(['seed'], 7));
    await app.draft.flush();
    await app.playhead.arrive();
    const before = seen(app);
    await app.session.openExample('moons');
    expect(app.notices.current).toEqual({ kind: 'replaced', what: 'run' });
    await app.keeper.bringBack();
    expect([seen(app), app.keeper.replaced, app.notices.current]).toEqual([before, undefined, undefined]);
    await app.files.save();
    await app.session.openExample('moons');
    expect(app.notices.current).toBeUndefined();
  });

  test('and a reload after that offers it all the same, with its table; had back, it is no longer kept', async () => {
    const app = await open();
    await app.files.take({ name: 'own.csv', bytes: new TextEncoder().encode(table) });
    await app.tableImport.take();
    app.draft.change(put(['seed'], 7));
    await app.draft.flush();
    await wait(app);
    const before = seen(app);
    await app.session.openSpec(smallRun, 60);
    await wait(app);
    const again = await open();
    expect(again.run.spec?.data.kind).toBe('generator');
    await again.keeper.bringBack();
    await again.playhead.arrive();
    expect(seen(again)).toEqual(before);
    await wait(again);
    expect(kept.parts.has('replaced')).toBe(false);
  });

  test('that is refused replaces nothing', async () => {
    const app = await open();
    app.draft.change(put(['seed'], 7));
    await app.draft.flush();
    await app.session.openSpec({}, 10);
    expect([app.keeper.replaced, app.notices.current?.kind]).toEqual([undefined, 'failure']);
  });

  test('of the same run, once more from its beginning, loses the branches alone', async () => {
    const app = await open();
    await app.session.openSpec(smallRun, 60);
    app.marks.put({ step: 5, t: app.playhead.timeline!.restAt(3) }, 'kept');
    await app.session.restart();
    expect([app.notices.current, app.marks.list.length]).toEqual([undefined, 1]);
    await app.session.fork({ parameters: [{ place: weight, value: 1.5 }] });
    await app.session.restart();
    expect([app.notices.current, app.branches.list]).toEqual([{ kind: 'replaced', what: 'run' }, []]);
    await app.keeper.bringBack();
    expect(app.branches.list.length).toBe(1);
  });

  test('so does an edit that begins the run anew', async () => {
    const app = await open();
    await app.session.openSpec(smallRun, 60);
    await app.session.fork({ parameters: [{ place: weight, value: 1.5 }] });
    await app.session.turnTo(0);
    app.draft.change(put(['seed'], 7));
    await app.draft.flush();
    expect([app.branches.list, app.notices.current]).toEqual([[], { kind: 'replaced', what: 'branches' }]);
    await app.keeper.bringBack();
    expect([app.branches.list.length, app.run.spec!.seed]).toEqual([1, 3]);
  });
});

test('where nothing can be kept the app works, and asks before it closes over what no file has', async () => {
  const app = await open(refusing);
  await wait(app);
  expect([app.notices.current, app.keeper.wouldLose]).toEqual([undefined, false]);
  app.draft.change(put(['seed'], 7));
  await app.draft.flush();
  await wait(app);
  expect([app.notices.current, app.keeper.wouldLose]).toEqual([undefined, true]);
  await app.files.save();
  expect(app.keeper.wouldLose).toBe(false);
  const other = await open();
  other.draft.change(put(['seed'], 7));
  await other.draft.flush();
  await wait(other);
  expect(other.keeper.wouldLose).toBe(false);
});

test.each([
  ['nothing of ours', { colour: 1 }],
  ['a newer program’s', { about: '{"version":9}', run: '{}', beside: '{"steps":3}' }],
  ['no JSON', { about: '{', run: '{}', beside: '{}' }],
])('a slot with %s is as good as none', async (_name, parts) => {
  for (const [name, part] of Object.entries(parts)) kept.parts.set(name, part);
  const app = await open();
  expect([app.session.example, app.notices.current]).toEqual(['first', undefined]);
});

test('a run in the slot that this program refuses is told, and the first visit’s is there', async () => {
  kept.parts.set('about', '{"version":1}').set('run', '{"network":{"layers":[]}}').set('beside', '{"steps":3}');
  const app = await open();
  expect([app.session.example, app.notices.current]).toMatchObject(['first', { kind: 'failure' }]);
});

describe('a saved file', () => {
  test('opens exactly there in another window, is called as it is, and is saved as it was', async () => {
    const app = await open();
    await makeRich(app);
    await app.files.save();
    expect(saved.suggestedName).toBe('xor-2-3-1.json');
    expect(app.session.name).toBe('xor-2-3-1');
    const text = new TextDecoder().decode(saved.bytes);
    expect(readDocument(text)).toMatchObject({ ok: true, value: { name: 'xor-2-3-1', steps: 60, amiss: [] } });
    const before = seen(app);

    const other = await open(memory().slot);
    toOpen = { name: 'xor-2-3-1.json', bytes: saved.bytes };
    await other.files.open();
    expect([seen(other), other.notices.current]).toEqual([before, undefined]);
    await other.files.save();
    expect(new TextDecoder().decode(saved.bytes)).toBe(text);
    toOpen = { name: 'Tarea 3.json', bytes: saved.bytes };
    await other.files.open();
    await other.files.save();
    expect(saved.suggestedName).toBe('Tarea 3.json');
  });

  test('whose view is of another network opens all the same, and says what is amiss', async () => {
    const app = await open();
    await makeRich(app);
    await app.files.save();
    const file = JSON.parse(new TextDecoder().decode(saved.bytes)) as { view: object };
    const opened = async (view: object): Promise<unknown> => {
      await app.files.openRun(new TextEncoder().encode(JSON.stringify({ ...file, view })));
      await expect.poll(() => app.branches.list.length).toBe(1);
      expect(app.run.spec?.seed).toBe(3);
      return app.notices.current;
    };
    expect(await opened({ ...file.view, follow: 4000 })).toMatchObject({ kind: 'left-out', count: 0, wrong: [{ place: 'view.follow' }] });
    expect(await opened({ ...file.view, version: viewVersion + 1 })).toMatchObject({
      kind: 'left-out',
      count: 0,
      wrong: [{ code: 'newer-version' }],
    });
  });

  test('whose branch takes long shows the run first, and the branch once it is there unless the person went on', async () => {
    const fileOf = (step: number): Uint8Array => {
      const branch = { number: 4, from: 0, step, change: { parameters: [{ place: weight, value: 1.5 }] } };
      const view = { version: 1, place: { branch: 4, step: step + 100 } };
      return new TextEncoder().encode(JSON.stringify({ ...smallRun, branches: [branch], steps: step + 200, view }));
    };
    const app = await open();
    expect(await app.files.openRun(fileOf(15_000))).toBe(true);
    expect([app.branches.current, app.playhead.step, app.playhead.shown?.trace.step]).toEqual([1, 15_100, 15_100]);
    const other = await open();
    const opening = other.files.openRun(fileOf(1_200_000));
    // Before the branch is there.
    await expect.poll(() => other.playhead.step, { interval: 1 }).toBe(1_200_100);
    other.playhead.seek(7);
    await opening;
    await expect.poll(() => other.restorer.waiting).toEqual([]);
    expect([other.branches.current, other.playhead.step]).toEqual([0, 7]);
  });
});

test('where no run could be opened at the start, what is opened later is kept', async () => {
  const app = nodeApp(kept.slot, files);
  vi.spyOn(app.session, 'openExample').mockResolvedValueOnce(undefined);
  await app.start();
  expect(app.run.summary).toBeUndefined();
  await wait(app, 3);
  await app.session.openSpec(smallRun, 10);
  app.marks.put({ step: 3, t: seconds(0) }, 'late');
  await wait(app);
  expect((await open()).marks.list.map(({ note }) => note)).toEqual(['late']);
});
