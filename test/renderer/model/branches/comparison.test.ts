import { beforeEach, describe, expect, test } from 'vitest';
import { catalogue, type Language } from '#core/words/catalogue.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { namesBeside } from '#renderer/model/branches/names-beside.ts';
import { readRates, suggestedRate } from '#renderer/model/branches/rates.ts';
import { perform } from '#renderer/model/perform.ts';
import { put } from '#renderer/model/run/edits.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';
import { nodeApp } from '#test/renderer/model/node-app.ts';

const weight = { layer: 1, kind: 'W', row: 1, col: 2 } as const;
let app: App;
beforeEach(async () => {
  app = nodeApp();
  await app.session.openSpec(smallRun, 30);
});
const compare = () => perform(app, { id: 'compareRuns' });
const names = (language: Language = 'en'): string[] => {
  app.preferences.language = language;
  return namesBeside(app.branches, [app.branches.current, ...app.branches.compared], catalogue[language].words, app.preferences.writers);
};

describe('the command', () => {
  test('asks for another rate where there is nothing to compare with', async () => {
    expect(await compare()).toBeUndefined();
    expect([app.dialog, app.branches.compared]).toEqual(['compare', []]);
  });

  test('lays the branches that are there beside the one that is turned to, with their losses', async () => {
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] }, 4);
    app.choices.of('loss').chart = 'norms';
    await compare();
    expect([app.branches.current, app.branches.compared, app.dialog]).toEqual([1, [0], undefined]);
    expect([app.layout.state.slots.first, app.choices.of('loss').chart]).toEqual(['loss', 'loss']);
    // They lie there already: what else would be compared is a rate.
    await compare();
    expect(app.dialog).toBe('compare');
    app.comparison.end();
    expect(app.branches.compared).toEqual([]);
  });

  test('before an audience shows the losses beside the networks', async () => {
    app.presentation.on = true;
    expect(await app.comparison.withRates([1])).toBeUndefined();
    expect([app.presentation.beside, app.presentation.view]).toEqual(['view', 'loss']);
  });
});

describe('other rates', () => {
  test('begin as the run does, which stays where it is, and are made once', async () => {
    app.playhead.seek(7);
    expect(await app.comparison.withRates([0.1, 1])).toBeUndefined();
    const { branches, playhead } = app;
    expect([branches.current, branches.compared, playhead.step]).toEqual([0, [1, 2], 7]);
    expect(branches.list.map(({ left, step, spec }) => [left, step, spec.optimizer.learningRate])).toEqual([
      [0, 0, 0.1],
      [0, 0, 1],
    ]);
    await app.comparison.withRates([1]);
    expect([branches.list.length, branches.compared]).toEqual([2, [2]]);
  });

  test('of a branch begin where it does, with what it changed', async () => {
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] }, 4);
    await app.comparison.withRates([1]);
    const [, other] = app.branches.list;
    expect([other!.left, other!.step]).toEqual([1, 4]);
    const trace = await app.trainer.call('trace', { branch: other!.id, step: 4, follow: 'batch' } as never);
    expect(trace.layers[0]!.W.data[5]).toBe(3);
  });

  test('are read in order, and what is wrong is told at its field', () => {
    expect(readRates(0.3, [0.1, ''], 'Rate')).toEqual({ ok: true, rates: [0.1] });
    expect(readRates(0.3, [0.1, 1], 'Rate')).toEqual({ ok: true, rates: [0.1, 1] });
    expect(readRates(0.3, ['fast', ''], 'Rate')).toMatchObject({ ok: false, at: 0, failure: { code: 'wrong-type', found: 'fast' } });
    expect(readRates(0.3, ['', 1], 'Rate')).toMatchObject({ ok: false, at: 0, failure: { code: 'wrong-type' } });
    expect(readRates(0.3, [1, -1], 'Rate')).toMatchObject({ ok: false, at: 1, failure: { code: 'out-of-range', min: 0 } });
    expect(readRates(0.3, [0.3, ''], 'Rate')).toEqual({ ok: false, at: 0, same: 0.3 });
    expect(readRates(0.3, [1, 1], 'Rate')).toEqual({ ok: false, at: 1, same: 1 });
  });

  test.each([
    [0.1, 1],
    [0.03, 0.3],
    [0.5, 0.05],
    [1, 0.1],
    [0, 0.1],
  ])('%s is worth comparing with %s', (own, other) => expect(suggestedRate(own)).toBe(other));
});

describe('names', () => {
  test('say what differs, in the language of the interface', async () => {
    await app.comparison.withRates([0.1, 1]);
    expect(names()).toEqual(['rate 0.3', 'rate 0.1', 'rate 1']);
    expect(names('es')).toEqual(['tasa 0,3', 'tasa 0,1', 'tasa 1']);
  });

  test('of several choices say each', async () => {
    await app.comparison.withRates([1]);
    await app.session.turnTo(1);
    app.session.editsApply = 'here';
    app.playhead.seek(5);
    app.draft.change(put(['batch'], 20));
    await app.draft.flush();
    app.comparison.lay();
    expect(names()).toEqual(['Batch size: 20, rate 1', 'Batch size: 10, rate 0.3', 'Batch size: 10, rate 1']);
  });

  test('are those of the lanes where weights differ or one must not tell', async () => {
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] }, 4);
    app.comparison.lay();
    expect(names()).toEqual(['Weight 2→3, layer 1 = 3', 'Original run']);
  });

  test('that would be the same say where their branches left', async () => {
    const spec = { ...app.run.spec!, optimizer: { ...app.run.spec!.optimizer, learningRate: 1 } };
    await app.session.fork({ spec }, 4);
    await app.session.turnTo(0);
    await app.comparison.withRates([1]);
    app.comparison.lay();
    expect(names()).toEqual(['rate 0.3', 'rate 1, from step 4', 'rate 1, from step 0']);
  });
});
