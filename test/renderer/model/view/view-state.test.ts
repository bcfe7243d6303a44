import { beforeEach, describe, expect, test } from 'vitest';
import { defaultChoices, paneIds, type AllChoices } from '#core/view/choices.ts';
import { readViewState } from '#core/view/read.ts';
import type { ViewState } from '#core/view/view-state.ts';
import { viewIds } from '#core/view/views.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { perform } from '#renderer/model/perform.ts';
import { applyView, readView } from '#renderer/model/view/view-state.ts';
import { smallRun } from '../fake-trainer.ts';
import { nodeApp } from '../node-app.ts';

/** Every choice of every pane other than it is by itself. */
const others: AllChoices = {
  plane: { axes: [1, 0], output: 1, errors: true },
  scores: { table: 'roc', part: 'test' },
  activation: { layer: 2 },
  matrices: { layer: 1, product: { kind: 'dX', during: 'Z' }, typed: true },
  graph: { form: 'list' },
  surfaces: { layer: 1, show: 'folds', axes: [1, 0] },
  hidden: { layer: 1, across: 'pc1', up: 2 },
  normalisation: { layer: 1 },
  microscope: { only: 1, fallen: { share: 0.25, during: 'forward' } },
  program: { form: 'keras', from: 'here' },
  gradients: {},
  knobs: { output: 1, tries: { about: 7, count: 3, best: 0.5 } },
  slope: { h: 0.01, zoom: 4 },
  loss: { chart: 'norms', log: true },
  sketch: { drawn: Array.from({ length: 25 }, (_, i) => (i < 20 ? 1 - i / 25 : null)), shown: true },
  landscape: {
    kind: 'weights',
    anchor: 7,
    seed: 3,
    places: [
      { layer: 1, kind: 'W', row: 1, col: 2 },
      { layer: 2, kind: 'b', row: 0, col: 0 },
    ],
    zoom: 4,
    log: true,
    view: 'relief',
    turn: { around: 1, above: 0.25 },
    large: true,
    who: 'start',
    optimizers: ['adam'],
    steps: 50,
    race: { rivals: [{ kind: 'start', seed: 4 }], steps: 20 },
  },
  histogram: { layer: 2, tensor: 'dW' },
  optimiser: {},
  health: {},
  errors: {},
  notebook: { show: 'curves', column: 'loss', ascending: true, unfolded: 1 },
  formulas: { cards: { z: true }, paths: true, samples: true, curve: true, cost: true, path: 2, whatIf: true },
};

const own = { reading: true, layout: true, theme: true, language: true } as const;
/** What a file or a link would bring. */
const sent = (state: ViewState): ViewState => {
  const read = readViewState(JSON.parse(JSON.stringify(state)));
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};
const open = async (): Promise<App> => {
  const app = nodeApp();
  await app.session.openSpec(smallRun, 30);
  return app;
};
let app: App;
beforeEach(async () => {
  app = await open();
});

describe('what is on screen, read and applied', () => {
  test.each(paneIds)('%s: its choices come back in another window, all of them other than by themselves', async (id) => {
    for (const [name, value] of Object.entries(others[id])) {
      expect(value, name).not.toEqual(defaultChoices[id][name as never]);
      (app.choices.of(id) as Record<string, unknown>)[name] = value;
    }
    expect(app.choices.all[id]).toEqual(others[id]);
    const second = await open();
    expect(await applyView(second, sent(readView(app)))).toBeUndefined();
    expect(second.choices.all).toEqual({ ...defaultChoices, [id]: others[id] });
  });

  test.each(viewIds)('%s: applying what was read changes nothing', async (id) => {
    app.layout.open('bottom', id);
    app.layout.enlarge('bottom');
    app.choices.set({ [id]: others[id] });
    await perform(app, { id: 'goTo', args: { step: 4, phase: 'forward', layer: 1, unit: 1, part: 1, through: 1 / 3 } });
    const before = readView(app, own);
    const there = { ...app.playhead.here };
    const { shown } = app.playhead;
    const { state } = app.layout;
    expect(await applyView(app, sent(before))).toBeUndefined();
    expect(readView(app, own)).toEqual(before);
    expect(app.playhead.here).toEqual(there);
    expect(app.playhead.shown).toEqual(shown);
    expect(app.layout.state).toEqual(state);
  });

  test('everything else comes back too', async () => {
    await app.session.fork({ parameters: [{ place: { layer: 1, kind: 'W', row: 0, col: 0 }, value: 1 }] }, 2);
    app.playhead.seek(3, app.playhead.timeline!.restAt(9));
    app.selection.follow = 5;
    app.selection.selected = { kind: 'bias', layer: 1, unit: 2 };
    app.branches.lay([{ branch: 0, show: 'difference' }]);
    app.whatIf.hold({ layer: 1, kind: 'b', row: 0, col: 2 }, 0.5);
    app.whatIf.ripple = true;
    app.unitSurfaces = true;
    app.playhead.loopTo();
    app.playhead.granularity = 'layer';
    app.playhead.speed = 2.5;
    app.preferences.readingPace = false;
    app.preferences.phasePauses = false;
    app.timeWindow.zoom(0.5, 20);
    expect(app.timeWindow.part).toEqual({ from: 10, span: 15 });
    app.camera.look({ zoom: 3, x: 0.25, y: 0.75 });
    app.layout.toggle('editor');
    app.layout.pin('hidden');
    app.preferences.theme = 'contrast';
    app.preferences.language = 'es';
    const view = readView(app, own);
    const before = app.playhead.here;
    await perform(app, { id: 'applyView', args: { version: 1, place: { step: 0 } } });
    const { views, pace, ...rest } = readView(app);
    expect(views).toEqual(view.views);
    expect(pace, 'left alone').toEqual({ granularity: 'layer', speed: 2.5 });
    expect(rest).toEqual({
      version: 2,
      place: { branch: 0, step: 0, phase: 'start', layer: 0, unit: 0, part: 0, through: 1 },
      follow: 'batch',
      compared: [],
      unitSurfaces: false,
      choices: defaultChoices,
    });
    app.layout.reset();
    Object.assign(app.playhead, { granularity: 'part', speed: 1 });
    Object.assign(app.preferences, { readingPace: true, phasePauses: true });
    expect(await applyView(app, sent(view))).toBeUndefined();
    expect(readView(app, own)).toEqual(view);
    expect(app.playhead.here).toEqual(before);
    expect(app.playhead.shown?.trace.step).toBe(3);
  });

  test('the pace of a view is that of the desk: while presenting, a clicker moves by what the presenter chose', async () => {
    app.playhead.granularity = 'unit';
    app.screen.full = true;
    app.presentation.start();
    expect([app.playhead.granularity, readView(app).pace?.granularity]).toEqual(['phase', 'unit']);
    await perform(app, { id: 'applyView', args: { version: 2, place: { step: 2 }, pace: { granularity: 'layer' } } });
    expect(app.playhead.granularity).toBe('phase');
    app.presentation.leave();
    expect(app.playhead.granularity).toBe('layer');
  });

  test('layout, theme and language are the person’s own unless they are asked for', async () => {
    app.layout.toggle('editor');
    app.preferences.theme = 'dark';
    const view = readView(app);
    expect([view.layout, view.theme, view.language]).toEqual([undefined, undefined, undefined]);
    app.layout.toggle('editor');
    const { open: panels } = app.layout.state;
    await applyView(app, view);
    expect([app.layout.state.open, app.preferences.theme]).toEqual([panels, 'dark']);
  });

  test('the camera of a view holds whatever the size of the window; one chosen here as long as the stage keeps its size', () => {
    app.camera.size = { width: 900, height: 600 };
    app.camera.hold({ zoom: 2, x: 0.5, y: 0.5 });
    app.camera.size = { width: 500, height: 400 };
    expect(app.camera.current).toEqual({ zoom: 2, x: 0.5, y: 0.5 });
    app.camera.zoomBy(2);
    expect(app.camera.current).toEqual({ zoom: 4, x: 0.5, y: 0.5 });
    app.camera.size = { width: 900, height: 600 };
    expect(app.camera.current).toBeUndefined();
  });

  test('the camera stays within the stage and within its range', () => {
    app.camera.look({ zoom: 4, x: 0.125, y: 0.875 });
    app.camera.zoomBy(0.5);
    expect(app.camera.current).toEqual({ zoom: 2, x: 0.25, y: 0.75 });
    app.camera.zoomBy(1000);
    expect(app.camera.current?.zoom).toBe(12);
    app.camera.zoomBy(1e-6);
    expect(app.camera.current).toBeUndefined();
  });
});
