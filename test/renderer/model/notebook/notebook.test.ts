import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { HostCalls } from '#core/protocol/host.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { put } from '#renderer/model/run/edits.ts';
import { csvOf } from '#renderer/model/notebook/notebook-csv.ts';
import { KeptNotebook, keptText, mostKept } from '#renderer/model/notebook/notebook-kept.ts';
import { bestOf, shownColumns, sorted, type Column } from '#renderer/model/notebook/notebook-table.ts';
import { endingOf, entryOf, noEdits, sameTry, saidOf, titleOf, type Entry, type Outcome } from '#renderer/model/notebook/notebook.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { start } from '#test/core/worker/start.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';

const port = { post: () => undefined, listen: () => undefined, close: () => undefined };
const writers = { number: String, count: String, setting: String };
const weight = { layer: 1, kind: 'W', row: 1, col: 2 } as const;

const storage = () => {
  const texts = new Map<string, string>();
  const store = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
  } as unknown as Storage;
  return { store, texts };
};
const kept = (of: Storage): readonly Entry[] => new KeptNotebook(of).read();
const keep = (of: Storage, entries: readonly Entry[]): void => new KeptNotebook(of).write(entries);
const appOn = (store: Storage): App =>
  appOver(start().trainer, { kind: 'browser' } as HostCalls, new Preferences(store, ['en-GB']), () => port);

let store: Storage;
let app: App;
beforeEach(async () => {
  ({ store } = storage());
  app = appOn(store);
  await app.session.openSpec(smallRun, 60);
});

const trained = async (goal: number): Promise<void> => {
  app.run.train(goal);
  await vi.waitFor(() => expect(entry().outcome?.step).toBe(goal));
};
const entry = (): Entry => app.notebook.get(app.notebook.current)!;
const edit = async (...changes: readonly (readonly [path: readonly (string | number)[], value: unknown])[]): Promise<void> => {
  for (const [path, value] of changes) app.draft.change(put(path, value as never));
  await app.draft.flush();
};
const rate = (value: number) => [['optimizer', 'learningRate'], value] as const;
const titles = (): string[] => app.notebook.entries.map((one) => `${one.id} ${titleOf(one, catalogue.en.words, writers)}`);

describe('a run that is tried', () => {
  test('is an entry with its figures, its curve and its end', async () => {
    await trained(60);
    const evaluation = await app.trainer.call('evaluate', 60 as never);
    expect(entry()).toMatchObject({ id: 1, trainedTo: 60, goal: 60, outcome: { loss: evaluation.loss, accuracy: evaluation.accuracy } });
    expect([entry().curve.steps.length, endingOf(entry())]).toEqual([60, 'goal']);
  });

  test('by an edit comes from the one before, and says its one change in the language of the moment', async () => {
    await trained(60);
    await edit(rate(0.5));
    await trained(60);
    expect(app.notebook.entries.map(({ id, origin }) => [id, origin?.entry])).toEqual([
      [1, undefined],
      [2, 1],
    ]);
    expect(saidOf(entry(), catalogue.en.words, writers)).toEqual(['Learning rate: 0.3 → 0.5']);
    expect(saidOf(entry(), catalogue.es.words, writers)).toEqual(['Tasa de aprendizaje: 0.3 → 0.5']);
  });

  test('with two changes at once names both', async () => {
    await trained(60);
    await edit(rate(0.5), [['batch'], 8]);
    expect(saidOf(entry(), catalogue.en.words, writers)).toHaveLength(2);
    expect(titleOf(entry(), catalogue.en.words, writers)).toContain('and 1 more');
  });

  test('once more is the same entry: started over, or opened, or undone to', async () => {
    await trained(60);
    await app.session.restart();
    expect([titles(), entry().outcome?.step]).toEqual([['1 XOR · Gradient descent'], 60]);
    await edit(rate(0.5));
    await trained(60);
    await app.draft.undo();
    expect([app.notebook.current, app.notebook.entries.length]).toEqual([1, 2]);
    await app.session.reopen(app.notebook.get(2)!);
    expect([app.notebook.current, app.notebook.entries.length, app.run.spec!.optimizer.learningRate]).toEqual([2, 2, 0.5]);
  });

  test('keeps the furthest that it came to when it is begun again', async () => {
    await trained(60);
    await app.session.restart();
    app.run.train(20);
    await vi.waitFor(() => expect(app.run.training).toBe(false));
    await edit(rate(0.5));
    expect(app.notebook.get(1)).toMatchObject({ trainedTo: 60, outcome: { step: 60 } });
  });

  test('is measured when it is left half-way', async () => {
    app.run.train(30);
    await vi.waitFor(() => expect(app.run.trainedTo).toBe(30));
    await edit(rate(0.5));
    await vi.waitFor(() => expect(app.notebook.get(1)?.outcome?.step).toBe(30));
    expect(endingOf({ ...app.notebook.get(1)!, goal: 60 })).toBe('left');
  });

  test('and changed again before it trained is no try: the next comes from what it came from', async () => {
    await trained(60);
    await edit(rate(0.5));
    await edit([['batch'], 8]);
    expect(app.notebook.entries.map(({ id, origin }) => [id, origin?.entry])).toEqual([
      [1, undefined],
      [2, 1],
    ]);
    expect(saidOf(entry(), catalogue.en.words, writers)).toHaveLength(2);
  });

  test('and refused is no entry', async () => {
    await edit([['optimizer', 'learningRate'], -1]);
    expect(app.draft.failure).toBeDefined();
    expect(await app.session.openSpec({ network: { layers: [] } }, 60)).toBe(false);
    expect(titles()).toEqual(['1 XOR · Gradient descent']);
  });

  test('is called after its example', async () => {
    await app.session.openExample('xor');
    expect(titles()).toEqual(['1 XOR · Gradient descent', '2 XOR']);
    await app.session.restart();
    expect([titles().length, app.session.example]).toEqual([2, 'xor']);
  });

  test('that turns out not finite says so', async () => {
    const line = { kind: 'generator', name: 'line' };
    const spec = { data: line, network: { layers: [{ units: 1 }] }, optimizer: { kind: 'sgd', learningRate: 1000 } };
    await app.session.openSpec(spec, 1000);
    app.run.train(1000);
    await vi.waitFor(() => expect(entry().stop).toBe('non-finite'));
    expect(endingOf(entry())).toBe('non-finite');
  });
});

describe('a branch', () => {
  test('comes from the entry that it left, at its step, and is turned to where it is still there', async () => {
    await trained(60);
    app.playhead.seek(20);
    await app.session.fork({ parameters: [{ place: weight, value: 3 }] });
    expect(entry()).toMatchObject({ id: 2, origin: { entry: 1, step: 20 } });
    expect(titles()[1]).toBe('2 Weight 2→3, layer 1 = 3');
    await app.session.reopen(app.notebook.get(1)!);
    expect([app.branches.current, app.notebook.current]).toEqual([0, 1]);
    await app.session.reopen(app.notebook.get(2)!);
    expect([app.branches.current, app.notebook.current, app.notebook.entries.length]).toEqual([1, 2, 2]);
    await app.session.openExample('xor');
    expect(app.notebook.branchOf(app.notebook.get(2)!)).toBeUndefined();
  });

  test('made twice is one entry; another value is another', async () => {
    await trained(60);
    for (const value of [3, 3, 4]) {
      await app.session.turnTo(0);
      await app.session.fork({ parameters: [{ place: weight, value }] }, 20);
    }
    expect(app.notebook.entries.map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

describe('the person', () => {
  test('writes a note, removes an entry, empties all but the open run; the next number is a new one', async () => {
    await trained(60);
    await edit(rate(0.5));
    await trained(60);
    await edit(rate(0.6));
    await trained(60);
    app.notebook.write(2, 'better');
    app.notebook.compare(1, true);
    app.notebook.remove(1);
    app.notebook.remove(3);
    expect([app.notebook.entries.map(({ id, note }) => [id, note]), app.notebook.compared]).toEqual([
      [
        [2, 'better'],
        [3, ''],
      ],
      [],
    ]);
    app.notebook.empty();
    await edit(rate(0.7));
    expect(app.notebook.entries.map(({ id, origin }) => [id, origin?.entry])).toEqual([
      [3, 2],
      [4, 3],
    ]);
  });
});

const read = readRunSpec(smallRun);
const spec = (read.ok ? read.value : undefined)!;
const made = (id: number, outcome?: Omit<Outcome, 'step'>, of: RunSpec = spec): Entry => ({
  ...entryOf(id, 100, { spec: of, edits: noEdits, adapted: false }),
  trainedTo: 10 * id,
  ...(outcome && { outcome: { step: 10, ...outcome } }),
});

describe('the table', () => {
  const entries = [made(1, { loss: 0.2 }), made(2), made(3, { loss: 0.1 }), made(4, { loss: 0.2 })];
  const by = (column: Column, ascending: boolean): number[] =>
    sorted(entries, { column, ascending }, ({ id }) => `name ${id}`, 'en').map(({ id }) => id);

  test('is sorted either way; what is missing comes last and equals keep their order', () => {
    expect(by('loss', true)).toEqual([3, 1, 4, 2]);
    expect(by('loss', false)).toEqual([1, 4, 3, 2]);
    expect(by('steps', false)).toEqual([4, 3, 2, 1]);
    expect(by('title', false)).toEqual([4, 3, 2, 1]);
  });

  test('has the columns that say something', () => {
    expect(shownColumns(entries, 'much')).toEqual(['id', 'title', 'steps', 'loss', 'ending']);
    expect(shownColumns(entries, 'some')).toEqual(['id', 'title', 'steps', 'loss']);
    expect(shownColumns([made(1, { loss: 1, r2: 0.5 })], 'little')).toEqual(['id', 'title', 'loss', 'r2']);
  });

  test('marks the best of those that can be compared, where there are two', () => {
    const other = made(5, { loss: 0.01, accuracy: 1 }, { ...spec, loss: 'mse' });
    const elsewhere = made(6, { loss: 0.01, accuracy: 1 }, { ...spec, seed: 99 });
    expect(bestOf([...entries, other, elsewhere], entries[0], 'loss')).toEqual([3]);
    expect(bestOf([made(1, { accuracy: 0.5 }), other, elsewhere], entries[0], 'accuracy')).toEqual([5]);
    expect(bestOf([entries[0]!], entries[0], 'loss')).toEqual([]);
  });

  test('is written as CSV with a point in its numbers, and what separates is quoted', () => {
    const noted = { ...made(1, { loss: 0.25 }), note: 'so "good", so far' };
    const [header, row] = csvOf([noted], catalogue.es.words, {
      number: (n) => String(n).replace('.', ','),
      count: String,
      setting: String,
    }).split('\r\n');
    expect(header).toMatch(/^N\.º,Ejecución,/);
    expect(row).toBe('1,XOR · Descenso de gradiente,,,,10,100,10,0.25,,,,Quedó a medias,"so ""good"", so far"');
  });
});

describe('the end of a run', () => {
  test('is divergence where the loss grew far above that of the start', () => {
    expect(endingOf({ ...made(1, { loss: 9 }), startLoss: 2 })).toBe('diverged');
    expect(endingOf({ ...made(1, { loss: 7 }), startLoss: 2 })).toBe('left');
    expect(endingOf({ ...made(1), trainedTo: 0 })).toBe('untrained');
  });
});

test('the same description in another order of keys is the same run', () => {
  const turned = Object.fromEntries(Object.entries(spec).toReversed()) as RunSpec;
  expect(sameTry(made(1), made(2, undefined, turned))).toBe(true);
  expect(sameTry(made(1), made(2, undefined, { ...spec, seed: 7 }))).toBe(false);
});

describe('what is kept for tomorrow', () => {
  test('is there again, and the same run goes on in its entry', async () => {
    await trained(60);
    app.notebook.write(1, 'first');
    const before = entry();
    app = appOn(store);
    expect(app.notebook.entries).toHaveLength(1);
    await app.session.openSpec(smallRun, 60);
    expect(entry()).toMatchObject({ id: 1, note: 'first', outcome: before.outcome, curve: before.curve });
  });

  test('is bounded by entries and by characters, the latest first', () => {
    const many = Array.from({ length: mostKept + 20 }, (_, i) => made(i + 1));
    keep(store, many);
    expect(kept(store).map(({ id }) => id)).toEqual(Array.from({ length: mostKept }, (_, i) => i + 21));
    const size = JSON.stringify(made(1)).length;
    const text = keptText(many, 3.5 * size);
    expect(text.length).toBeLessThan(4 * size);
    expect((JSON.parse(text) as { entries: Entry[] }).entries.map(({ id }) => id)).toEqual([68, 69, 70]);
    // One that is too large by itself is left out alone.
    const huge = { ...made(9), note: 'x'.repeat(4 * size) };
    expect((JSON.parse(keptText([made(8), huge], 3.5 * size)) as { entries: Entry[] }).entries.map(({ id }) => id)).toEqual([8]);
  });

  test.each([
    'not JSON',
    'null',
    '[]',
    '{"version":9,"entries":[]}',
    '{"version":1,"entries":{}}',
    '{"version":1,"entries":[1,{"id":1},{"id":2,"goal":1,"trainedTo":0,"spec":{"network":{}}}]}',
  ])('and broken is an empty notebook: %s', (text) => {
    store.setItem('retrograd.notebook', text);
    expect(kept(store)).toEqual([]);
  });

  test('and refused or forbidden storage does no harm', () => {
    const forbidden = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    } as unknown as Storage;
    expect(kept(forbidden)).toEqual([]);
    expect(() => keep(forbidden, [made(1)])).not.toThrow();
  });

  test('loses only the entry that is broken', () => {
    const text = keptText([made(1), made(2)]).replace('"goal":100', '"goal":"x"');
    store.setItem('retrograd.notebook', text);
    expect(kept(store).map(({ id }) => id)).toEqual([2]);
  });
});

describe('two windows', () => {
  const open = async (rate: number): Promise<App> => {
    const one = appOn(store);
    await one.session.openSpec({ ...smallRun, optimizer: { kind: 'sgd', learningRate: rate } }, 20);
    return one;
  };
  const rates = (one: App): readonly number[] =>
    one.notebook.entries.map(({ spec: { optimizer } }) => ('learningRate' in optimizer ? (optimizer.learningRate as number) : NaN));

  test('keep what both tried, each entry once', async () => {
    const [first, second] = [await open(0.31), appOn(store)];
    await second.session.openSpec({ ...smallRun, optimizer: { kind: 'sgd', learningRate: 0.32 } }, 20);
    await first.session.openSpec({ ...smallRun, optimizer: { kind: 'sgd', learningRate: 0.33 } }, 20);
    second.notebook.reread();
    for (const one of [first, second, appOn(store)])
      expect([...new Set(rates(one))].toSorted((a, b) => a - b)).toEqual([0.3, 0.31, 0.32, 0.33]);
    expect(new Set(first.notebook.entries.map(({ id }) => id)).size).toBe(first.notebook.entries.length);
  });

  test('what one took away is not brought back by the other, and notes of both stay', async () => {
    const first = await open(0.41);
    await first.session.openSpec({ ...smallRun, optimizer: { kind: 'sgd', learningRate: 0.42 } }, 20);
    const second = appOn(store);
    const [gone, both] = first.notebook.entries.slice(-2).map(({ id }) => id);
    first.notebook.remove(gone!);
    first.notebook.write(both!, 'one');
    second.notebook.write(both!, 'other');
    expect(second.notebook.get(gone)).toBeUndefined();
    first.notebook.reread();
    for (const one of [first, second]) expect(one.notebook.get(both)?.note.split('\n').toSorted()).toEqual(['one', 'other']);
  });
});

test('a hidden branch is no entry, and what it comes to is nobody’s', async () => {
  const entries = app.notebook.entries.length;
  await app.session.fork({ spec: { ...app.run.spec!, fault: 'sum-for-mean' } }, 0, true);
  expect([app.notebook.entries.length, app.notebook.current]).toEqual([entries, undefined]);
  await app.session.turnTo(0);
  expect(app.notebook.current).toBeDefined();
});
