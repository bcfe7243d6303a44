import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import type { FileToSave, HostCalls } from '#core/protocol/host.ts';
import type { FileBranch } from '#core/spec/run-file.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { RunSummary } from '#core/protocol/trainer.ts';
import { step } from '#core/contract/units.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { nameOf, sayDifference } from '#renderer/model/branches/branch-name.ts';
import { put, setOptimizer } from '#renderer/model/run/edits.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { changesBetween, sayChange } from '#renderer/model/run/spec-changes.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { numberWriter } from '#core/words/number.ts';
import { start } from '#test/core/worker/start.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';

const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
const port = { post: () => undefined, listen: () => undefined, close: () => undefined };
const weight = { layer: 1, kind: 'W', row: 1, col: 2 } as const;
const writers = { number: String, count: String, setting: String };
let app: App;
let saved: Uint8Array;
const host = {
  kind: 'browser',
  saveFile: async ({ bytes, suggestedName }: FileToSave) => ((saved = bytes), { name: suggestedName }),
} as unknown as HostCalls;

/** The real trainer behind a real port: what the app says of its branches is what the core has. */
beforeEach(async () => {
  app = appOver(start().trainer, host, new Preferences(store, ['en-GB']), () => port);
  await app.session.openSpec(smallRun, 60);
});
const trace = (at: number) => app.trainer.call('trace', { step: step(at), follow: 'batch' });
const weightAt = async (at: number): Promise<number> => (await trace(at)).layers[0]!.W.data[5]!;
const names = (): string[] => app.branches.ids.map((id) => nameOf(app.branches.get(id), catalogue.en.words, writers));
const edit = async (value: number): Promise<void> => {
  app.draft.change(put(['optimizer', 'learningRate'], value));
  await app.draft.flush();
};

describe('a branch', () => {
  test('of a weight is turned to at once, at the same place, and undo goes back to what it left', async () => {
    app.playhead.seek(20);
    const before = await weightAt(20);
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] });
    expect([app.branches.current, app.playhead.step, app.run.trainedTo, app.run.goal]).toEqual([1, 20, 20, 60]);
    expect(await weightAt(20)).toBe(3);
    expect(names()).toEqual(['Original run', 'Weight 2→3, layer 1 = 3']);
    await app.draft.undo();
    expect([app.branches.current, await weightAt(20)]).toEqual([0, before]);
    await app.draft.redo();
    expect([app.branches.current, await weightAt(20)]).toEqual([1, 3]);
    expect(app.branches.list).toHaveLength(1);
  });

  test('that is gone with its run leaves no complaint of what was still asked of it', async () => {
    app.playhead.seek(20);
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] });
    const asked = async (): Promise<void> => {
      const query = { step: step(20), follow: 'batch', branch: 1 } as const;
      await app.trainer.call('trace', query).catch((reason: unknown) => app.reportOf(1, reason));
    };
    await Promise.all([app.session.openSpec(smallRun, 60), asked()]);
    expect([app.branches.ids, app.notices.current]).toEqual([[0], { kind: 'replaced', what: 'run' }]);
  });

  test('of an edit begins at the playhead where the person said so, else the run begins anew', async () => {
    app.playhead.seek(20);
    app.session.editsApply = 'here';
    await edit(0.9);
    expect([app.branches.current, app.run.spec!.optimizer.learningRate, app.run.summary!.from]).toEqual([1, 0.9, 20]);
    expect((await trace(19)).lr).toBe(0.3);
    expect((await trace(20)).lr).toBe(0.9);
    app.playhead.seek(30);
    await edit(0.1);
    expect(app.branches.list.map(({ id, left, step }) => [id, left, step])).toEqual([
      [1, 0, 20],
      [2, 1, 30],
    ]);
    await app.draft.undo();
    await app.draft.undo();
    expect([app.branches.current, app.draft.spec!.optimizer.learningRate, app.draft.canUndo]).toEqual([0, 0.3, false]);
    app.session.editsApply = 'start';
    await edit(0.2);
    expect([app.branches.list, app.run.summary!.branch, (await trace(0)).lr]).toEqual([[], 0, 0.2]);
  });

  test('that cannot be is told in one sentence, and nothing is lost', async () => {
    app.playhead.seek(20);
    await app.session.fork({ parameters: [{ place: { ...weight, col: 7 }, value: 1 }] });
    expect(app.notices.current).toMatchObject({ kind: 'failure', failure: { code: 'out-of-range' } });
    expect([app.branches.list, app.branches.current, app.playhead.step]).toEqual([[], 0, 20]);
    app.session.editsApply = 'here';
    app.draft.change(put(['network', 'layers', 0, 'units'], 5));
    await app.draft.flush();
    expect(app.draft.failure).toMatchObject({ code: 'incompatible', reason: 'branch-keeps-layers' });
    expect([app.branches.list, app.run.spec!.network.layers[0]!.units]).toEqual([[], 3]);
  });

  test('before another parting leaves what is there', async () => {
    app.playhead.seek(40);
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] });
    await app.session.fork({ parameters: [{ place: weight, value: 9 }] }, 10);
    expect(app.branches.list.map(({ left, step }) => [left, step])).toEqual([
      [0, 40],
      [0, 10],
    ]);
  });

  test('goes with those that left it, and the person with them', async () => {
    app.playhead.seek(10);
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] });
    app.playhead.seek(20);
    await app.session.fork({ parameters: [{ place: weight, value: 4 }] });
    app.branches.compare(1, true);
    await app.session.prune(1);
    expect([app.branches.current, app.branches.list, app.branches.beside]).toEqual([0, [], []]);
    expect(await weightAt(30)).not.toBe(3);
  });
});

test('two are laid beside at most, and what is turned to is not compared with itself', () => {
  for (const id of [0, 1, 2]) app.branches.compare(id, true);
  expect(app.branches.beside).toEqual([1, 2]);
  expect(app.branches.compared).toEqual([1, 2]);
  app.branches.compare(0, true);
  expect(app.branches.compared).toEqual([2]);
  app.branches.compare(2, false);
  expect(app.branches.compared).toEqual([]);
});

test('after the trainer was lost every branch is made again', async () => {
  app.playhead.seek(10);
  await app.session.fork({ parameters: [{ place: weight, value: 3 }] });
  await app.session.prune(1);
  await app.session.fork({ parameters: [{ place: weight, value: 4 }] });
  app.playhead.seek(20);
  await app.session.fork({ samples: [{ sample: 3, y: [1] }] });
  await app.session.turnTo(2);
  const after = await weightAt(30);
  const { current, root } = app.branches;
  await app.run.open(root, 60);
  expect(await app.branches.regrow(current)).toBeUndefined();
  expect(app.branches.list.map(({ id, left, step }) => [id, left, step])).toEqual([
    [1, 0, 10],
    [2, 1, 20],
  ]);
  expect([app.branches.current, await weightAt(30)]).toEqual([1, after]);
});

test('branches of a lost run are not made of another one that is opened meanwhile', async () => {
  app.playhead.seek(10);
  await app.session.fork({ parameters: [{ place: weight, value: 3 }] });
  await app.session.fork({ parameters: [{ place: weight, value: 4 }] });
  await app.run.open(app.branches.root, 60);
  const [failure] = await Promise.all([app.branches.regrow(1), app.session.openSpec({ ...smallRun, seed: 9 }, 60)]);
  expect([failure, app.branches.list, app.run.spec!.seed]).toEqual([{ code: 'cancelled' }, [], 9]);
});

test('one that is trained already has its curve as soon as it is turned to', async () => {
  await trace(60);
  await app.session.fork({ parameters: [{ place: weight, value: 3 }] }, 20);
  await app.session.turnTo(0);
  expect([app.run.trainedTo, app.run.goal]).toEqual([60, 60]);
  await expect.poll(() => app.run.series?.trainedTo).toBe(60);
});

describe('a run file keeps the branches', () => {
  const lanes = () => app.branches.list.map(({ id, left, step }) => [id, left, step]);
  const grown = () => expect.poll(() => app.restorer.waiting).toEqual([]);
  const bytesOf = (branches: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify({ ...smallRun, branches }));
  const fileBranch = (number: number): FileBranch => {
    const { root } = app.branches;
    return { ...branch(number, number), before: root!, spec: root!, place: '' };
  };
  const branch = (number: number, step: number, from = 0) => ({
    number,
    from,
    step,
    change: { parameters: [{ place: weight, value: number }] },
  });

  test('and opening it makes them again in the background, with the same bits, while the run itself is looked at', async () => {
    app.playhead.seek(40);
    await app.session.fork({ parameters: [{ place: weight, value: 0.1 + 0.2 }] });
    app.session.editsApply = 'here';
    app.playhead.seek(50);
    await edit(0.9);
    await app.session.turnTo(0);
    await app.session.fork({ samples: [{ sample: 3, y: [1] }] }, 10);
    const before = [await app.trainer.call('trace', { step: step(58), follow: 'batch', branch: 2 }), await trace(30)];
    const said = names();
    await app.files.save();
    const { root: spec } = app.branches;
    await app.session.openSpec({ ...smallRun, seed: 9 }, 30);
    // A file without what was on screen shows the run from its beginning.
    const { view, steps, ...bare } = JSON.parse(new TextDecoder().decode(saved)) as Record<string, unknown>;
    expect([view, steps]).toEqual([expect.objectContaining({ place: expect.objectContaining({ branch: 3 }) }), 60]);
    expect(await app.files.openRun(new TextEncoder().encode(JSON.stringify(bare)))).toBe(true);
    expect([app.run.spec, app.branches.current, app.branches.list, app.run.goal]).toEqual([spec, 0, [], 100]);
    expect(app.restorer.waiting.map((one) => nameOf(one, catalogue.en.words, writers))).toEqual([said[3], said[1], said[2]]);
    await grown();
    expect(lanes()).toEqual([
      [1, 0, 10],
      [2, 0, 40],
      [3, 2, 50],
    ]);
    expect([app.branches.current, app.notices.current]).toEqual([0, undefined]);
    expect(await app.trainer.call('trace', { step: step(58), follow: 'batch', branch: 3 })).toEqual(before[0]);
    expect(await app.trainer.call('trace', { step: step(30), follow: 'batch', branch: 1 })).toEqual(before[1]);
    // Each has a line of its own in the notebook, the one that it left too, although nobody turned to that one.
    await app.session.turnTo(3);
    expect(app.notebook.get(app.notebook.current)?.origin?.step).toBe(50);
    await app.files.save();
    expect(JSON.parse(new TextDecoder().decode(saved))).toMatchObject({ seed: 3, branches: [{ step: 10 }, { step: 40 }, { step: 50 }] });
  });

  test('one that is still to be made is kept by the next file too, and can be taken away', async () => {
    await app.files.openRun(bytesOf([branch(1, 20), branch(2, 30, 1), branch(3, 45)]));
    expect([app.restorer.waiting.map(({ id }) => id), app.restorer.share(-2)]).toEqual([[-1, -2, -3], undefined]);
    await app.files.save();
    expect((JSON.parse(new TextDecoder().decode(saved)) as { branches: unknown }).branches).toEqual([
      branch(1, 20),
      branch(2, 30, 1),
      branch(3, 45),
    ]);
    expect(app.restorer.forget([-1])).toBe(2);
    await grown();
    expect(lanes().map(([, ...rest]) => rest)).toEqual([[0, 45]]);
    expect(app.notices.current).toMatchObject({ kind: 'saved' });
  });

  test('what leaves one that was removed meanwhile goes with it', async () => {
    await app.files.openRun(bytesOf([branch(1, 5), branch(2, 60_000, 1), branch(3, 61_000)]));
    await expect.poll(() => app.branches.list.length).toBe(1);
    await app.session.prune(1);
    expect(app.restorer.waiting.map(({ id }) => id)).toEqual([-3]);
    await grown();
    expect(lanes().map(([, ...rest]) => rest)).toEqual([[0, 61_000]]);
  });

  test('after the trainer was lost the others are made too', async () => {
    const plant = app.run.plant.bind(app.run);
    // The third is under way when the trainer is lost: it never answers.
    const lost = vi.spyOn(app.run, 'plant').mockImplementation((fork) => (fork.step < 4000 ? plant(fork) : new Promise(() => {})));
    await app.files.openRun(bytesOf([branch(1, 5), branch(2, 5, 1), branch(3, 4000, 1)]));
    await expect.poll(() => app.branches.list.length).toBe(2);
    await app.session.prune(2);
    const before = app.branches.ids;
    lost.mockRestore();
    await app.run.open(app.branches.root, 60);
    expect(await app.branches.regrow(0)).toBeUndefined();
    app.restorer.resume((left) => app.branches.ids[before.indexOf(left)]!);
    await grown();
    expect(lanes()).toEqual([
      [1, 0, 5],
      [2, 1, 4000],
    ]);
  });

  test('where it is lost while one that was taken away is pruned, nothing is asked of the new one before its time', async () => {
    let answer = (): void => undefined;
    const made = { branch: 1, spec: app.run.spec! } as RunSummary;
    const plant = vi
      .spyOn(app.run, 'plant')
      .mockImplementation(() => new Promise((resolve) => (answer = (): void => (app.restorer.forget([-1]), resolve(made)))));
    vi.spyOn(app.trainer, 'call').mockRejectedValue(new FailureError({ code: 'trainer-lost', reason: 'it fell over' }));
    app.restorer.plant({ branches: [fileBranch(1), fileBranch(2)], wrong: [], leftOut: 0 });
    answer();
    await new Promise((resolve) => setTimeout(resolve));
    expect([plant.mock.calls.length, app.restorer.waiting.map(({ id }) => id)]).toEqual([1, [-2]]);
  });

  test('one that a defect of the trainer keeps from being made is left out, and the rest is there', async () => {
    const plant = app.run.plant.bind(app.run);
    const failure = { code: 'internal-error', part: 'trainer', reason: 'RangeError: it broke' } as const;
    vi.spyOn(app.run, 'plant').mockImplementation((fork) => (fork.step === 20 ? Promise.reject(new FailureError(failure)) : plant(fork)));
    await app.files.openRun(bytesOf([branch(1, 20), branch(2, 30)]));
    await grown();
    expect(lanes().map(([, ...rest]) => rest)).toEqual([[0, 30]]);
    expect(app.notices.current).toMatchObject({ kind: 'left-out', count: 1, wrong: [failure] });
  });

  test('those that are wrong are told together, with their places, and the rest is there', async () => {
    const outside = { number: 2, step: 20, change: { samples: [{ sample: 90, y: [1] }] } };
    const wider = { number: 3, step: 20, change: { spec: { network: { layers: [{ units: 4 }, { units: 1, activation: 'sigmoid' }] } } } };
    await app.files.openRun(bytesOf([branch(1, 20, 7), outside, wider, branch(4, 30, 3), branch(5, 40)]));
    await grown();
    expect(lanes().map(([, ...rest]) => rest)).toEqual([[0, 40]]);
    expect(app.notices.current).toMatchObject({
      kind: 'left-out',
      count: 4,
      wrong: [
        { place: 'branches[0].from' },
        { place: 'branches[1].change.samples[0].sample', max: 39 },
        { place: 'branches[2].change.spec.network', reason: 'branch-keeps-layers' },
      ],
    });
  });

  test('a step that training does not reach is told by its last one', async () => {
    const stopping = {
      ...smallRun,
      split: { train: 0.5, validation: 0.5 },
      stopping: { patience: 1 },
      optimizer: { kind: 'sgd', learningRate: 1e-9 },
    };
    await app.files.openRun(new TextEncoder().encode(JSON.stringify({ ...stopping, branches: [branch(1, 4), branch(2, 9000)] })));
    await grown();
    expect(lanes()).toEqual([[1, 0, 4]]);
    expect(app.notices.current).toMatchObject({ wrong: [{ code: 'out-of-range', place: 'branches[1].step', found: '9000', min: 0 }] });
  });

  test('another run lets go of those that are still to be made', async () => {
    await app.files.openRun(bytesOf([branch(1, 50)]));
    await app.session.openSpec(smallRun, 60);
    expect(app.restorer.waiting).toEqual([]);
    await trace(55);
    expect([app.branches.list, app.notices.current]).toEqual([[], undefined]);
  });

  test('one that is asked for while another run is on its way is not made of that one', async () => {
    const opening = app.session.openSpec(smallRun, 60);
    app.restorer.plant({ branches: [{ ...fileBranch(1), step: 1_000_000 }], wrong: [], leftOut: 0 });
    await opening;
    const reached = async () => (await app.trainer.call('turnTo', 0)).trainedTo;
    const before = await reached();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await reached()).toBe(before);
  });

  test('a question of the quiz is no part of it', async () => {
    await app.quiz.next();
    await app.session.fork({ parameters: [{ place: weight, value: 1 }] }, 5);
    await app.files.save();
    expect(JSON.parse(new TextDecoder().decode(saved))).not.toHaveProperty('branches');
  });
});

test('a weight held at another value changes nothing of the run, and its loss tends to the gradient', async () => {
  app.playhead.seek(5);
  const own = await trace(5);
  const w = own.layers[0]!.W.data[5]!;
  app.whatIf.hold(weight, w + 1e-6);
  app.whatIf.seek(5);
  await expect.poll(() => app.whatIf.traceAt(5)).toBeDefined();
  const there = app.whatIf.traceAt(5)!;
  expect((there.loss.total - own.loss.total) / 1e-6).toBeCloseTo(own.layers[0]!.dW.data[5]!, 5);
  expect(await trace(5)).toEqual(own);
  expect(app.whatIf.traceAt(6)).toBeUndefined();
  app.whatIf.release();
  expect(app.whatIf.traceAt(5)).toBeUndefined();
});

describe('what was changed, in words', () => {
  const spec = (): RunSpec => app.run.spec!;
  const said = (after: RunSpec, language: 'es' | 'en' = 'en'): string[] =>
    changesBetween(spec(), after).map((change) => sayChange(change, catalogue[language].words, String));

  test('one entry per choice', () => {
    expect(said(spec())).toEqual([]);
    expect(said(put(['optimizer', 'learningRate'], 0.5)(spec()))).toEqual(['Learning rate: 0.3 → 0.5']);
    expect(said(setOptimizer('adam')(spec()))).toEqual(['Optimiser: Gradient descent → Adam']);
    expect(said(put(['network', 'layers', 0, 'activation'], 'relu')(spec()), 'es')).toEqual(['Activación, capa 1: Tanh → ReLU']);
    expect(said(put(['clipNorm'], 1)(spec()))).toEqual(['Clip the gradient’s norm: none → 1']);
    expect(said(put(['batch'], 'full')(put(['shuffle'], false)(spec())))).toEqual([
      'Shuffle every epoch: yes → no',
      'Batch size: 10 → All samples',
    ]);
    expect(said(put(['data'], { kind: 'generator', name: 'moons', samples: 40, noise: 0.1 })(spec()))).toHaveLength(1);
  });

  test('where two first differ', async () => {
    app.playhead.seek(20);
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] });
    const difference = await app.trainer.call('firstDifference', { a: 1, b: 0, to: step(60) });
    expect(sayDifference(difference!, catalogue.en.words, { number: numberWriter('en', 3), count: String })).toMatch(
      /^They differ from step 20 on: Weight 2→3, layer 1, 3 against −?\d\.\d+\. 1 of 6 numbers differs\.$/,
    );
  });
});
