import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRunSpec, readRunText } from '#core/spec/read-run-spec.ts';
import { defaultChoices } from '#core/view/choices.ts';
import { besideOf, branchesOf, mostMarks, readDocument, renumbered, type Document } from '#core/view/document.ts';
import type { ViewState } from '#core/view/view-state.ts';
import { sayFailure } from '#core/words/say-failure.ts';

const text = readFileSync(new URL('../../golden/document.json', import.meta.url), 'utf8');
const file = JSON.parse(text) as Record<string, unknown>;
const read = (changes: object = {}): Document => {
  const document = readDocument(JSON.stringify({ ...file, ...changes }));
  if (!document.ok) throw new Error(JSON.stringify(document.failure));
  return document.value;
};

const without = (object: Record<string, unknown>, ...keys: string[]) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

describe('the golden file', () => {
  test('is read whole, with what its author left to the defaults', () => {
    const document = read();
    expect([document.name, document.steps, document.amiss, document.wrong]).toEqual(['homework-3', 120, [], []]);
    expect(document.branches.map(({ number, from, step }) => [number, from, step])).toEqual([
      [1, 0, 40],
      [2, 1, 60],
    ]);
    expect(document.marks).toEqual([
      { step: 41, phase: 'start', layer: 0, unit: 0, part: 0, through: 1, note: 'here the branch leaves' },
      { step: 60, phase: 'backward', layer: 1, unit: 2, part: 1, through: 0.25, note: '' },
    ]);
    expect(document.view).toMatchObject({
      place: { branch: 2, step: 75, phase: 'backward', layer: 1, unit: 2, part: 0, through: 0.5 },
      follow: 7,
      selected: { kind: 'weight', layer: 1, from: 1, to: 2 },
      camera: { zoom: 2.5, x: 0.4, y: 0.6 },
      compared: [{ branch: 1, show: 'difference' }],
      choices: { ...defaultChoices, matrices: { layer: 2, product: { kind: 'dW', during: 'dX' } } },
    });
  });

  test('is written as it was', () => {
    const { name, steps, marks, view } = read();
    const written = { ...file, ...besideOf({ name, steps: steps!, marks, view: view! }) };
    expect(readDocument(JSON.stringify(written))).toEqual({ ok: true, value: read() });
    // What is as by itself is not written.
    expect((written as unknown as { view: ViewState }).view.choices).toEqual({
      matrices: { layer: 2, product: { kind: 'dW', during: 'dX' }, typed: false },
    });
  });

  test('is a run for whoever wants no more of it', () => {
    const run = without(file, 'branches', 'name', 'steps', 'marks', 'view');
    expect(readRunText(text)).toEqual(readRunSpec(run));
    expect(readRunText(text).ok).toBe(true);
  });
});

test('a file of before, a run alone, has nothing beside it', () => {
  const document = readDocument(JSON.stringify({ network: { layers: [{ units: 1 }] } }));
  expect(document).toMatchObject({ ok: true, value: { branches: [], marks: [], amiss: [] } });
  if (document.ok) expect([document.value.name, document.value.steps, document.value.view]).toEqual([undefined, undefined, undefined]);
});

test('a run that is wrong is refused, whatever stands beside it', () => {
  expect(readDocument(JSON.stringify({ ...file, seed: -1 }))).toMatchObject({ ok: false, failure: { place: 'seed' } });
  expect(readDocument(JSON.stringify({ ...file, views: {} }))).toMatchObject({ ok: false, failure: { code: 'unknown-key', key: 'views' } });
  expect(readDocument('[]')).toMatchObject({ ok: false });
});

describe('a part that is wrong is left out and told by its place, and the run opens', () => {
  const view = file['view'] as object;
  test.each<[string, object, string, object]>([
    ['a view of a newer program', { view: { ...view, version: 9 } }, 'view', { code: 'newer-version', what: 'view', found: 9 }],
    ['a view of text', { view: 'x' }, 'view', { code: 'wrong-type', place: 'view' }],
    ['a key that no view has', { view: { ...view, zoom: 1 } }, 'view', { code: 'unknown-key', place: 'view.zoom' }],
    ['a place without a step', { view: { ...view, place: {} } }, 'view', { place: 'view.place.step' }],
    ['no list of marks', { marks: 3 }, 'marks', { code: 'wrong-type', place: 'marks' }],
    ['a name that is none', { name: 3 }, 'name', { code: 'wrong-type', place: 'name' }],
    ['no steps', { steps: 0 }, 'steps', { code: 'out-of-range', place: 'steps' }],
    ['nothing', { steps: null }, 'steps', { place: 'steps' }],
  ])('%s', (_name, changes, part, failure) => {
    const { amiss, ...document } = read(changes);
    const whole = without({ ...read() }, 'amiss');
    expect(amiss).toEqual([expect.objectContaining(failure)]);
    const bare = without(whole, part);
    expect(document).toEqual(part === 'marks' ? { ...bare, marks: [] } : bare);
    for (const language of ['es', 'en'] as const) expect(sayFailure(amiss[0]!, language).length).toBeGreaterThan(20);
  });

  test('one of several marks', () => {
    const marks = [{ step: 1 }, { step: -1 }, { step: 3, note: 5 }, null, { step: 4 }];
    const document = read({ marks });
    expect(document.marks.map(({ step }) => step)).toEqual([1, 4]);
    expect(document.amiss).toMatchObject([{ place: 'marks[1].step' }, { place: 'marks[2].note' }, { place: 'marks[3]' }]);
    const many = read({ marks: Array.from({ length: mostMarks + 1 }, (_, step) => ({ step })) });
    expect([many.marks.length, many.amiss]).toMatchObject([mostMarks, [{ place: 'marks', found: String(mostMarks + 1) }]]);
  });
});

test('branches of a view are called by other numbers, and what has none is not shown', () => {
  const view = read().view!;
  expect(branchesOf(view)).toEqual([2, 1]);
  const other = renumbered(view, (branch) => ({ 0: 0, 1: 8, 2: 9 })[branch]);
  expect([other.place.branch, other.compared]).toEqual([9, [{ branch: 8, show: 'difference' }]]);
  expect(renumbered(other, (branch) => (branch === 9 ? 2 : branch === 8 ? 1 : 0))).toEqual(view);
  const none = renumbered(view, () => undefined);
  expect([none.place.branch, none.compared]).toEqual([0, []]);
});
