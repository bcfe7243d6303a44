import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultChoices, paneIds } from '#core/view/choices.ts';
import { readCommand } from '#core/view/commands.ts';
import { migrate, readViewState } from '#core/view/read.ts';
import type { ViewState, ViewStateInput } from '#core/view/view-state.ts';
import { viewIds } from '#core/view/views.ts';

const least = { version: 2, place: { step: 4 } } as const satisfies ViewStateInput;
const refusal = (input: unknown) => {
  const read = readViewState(input);
  return read.ok ? undefined : read.failure;
};
const written = (input: unknown): ViewState => {
  const read = readViewState(input);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};

describe('a view is a value', () => {
  test('what is left out is not on screen, or its default', () => {
    expect(written(least)).toEqual({
      version: 2,
      place: { branch: 0, step: 4, phase: 'start', layer: 0, unit: 0, part: 0, through: 1 },
      follow: 'batch',
      compared: [],
      unitSurfaces: false,
      choices: defaultChoices,
    });
    expect(paneIds).toEqual([...viewIds, 'formulas']);
  });

  test('it is plain JSON: what was read, written and read again is the same', () => {
    const state = written({
      ...least,
      place: { branch: 2, step: 9, phase: 'gradient', layer: 1, unit: 3, part: 1, through: 0.25 },
      follow: 17,
      selected: { kind: 'weight', layer: 1, from: 0, to: 2 },
      camera: { zoom: 3, x: 0.25, y: 0.5 },
      compared: [{ branch: 1, show: 'difference' }],
      loop: { start: { step: 1 }, end: { step: 2, phase: 'loss' } },
      pace: { granularity: 'layer', speed: 0.5, reading: true, phasePauses: false },
      timeline: { from: 2.5, span: 40 },
      whatIf: { place: { layer: 1, kind: 'W', col: 2 }, value: -0.5 },
      unitSurfaces: true,
      views: {
        first: 'matrices',
        second: 'hidden',
        bottom: 'landscape',
        open: { first: true, second: true, bottom: true },
        large: 'first',
      },
      choices: {
        matrices: { layer: 2, product: { kind: 'dW', during: 'Z' } },
        hidden: { across: 'pc1', up: 3 },
        landscape: { anchor: 7, log: false, race: { steps: 90, rivals: [{ kind: 'optimizer', optimizer: { kind: 'adam' } }] } },
        formulas: { cards: { z: false }, paths: true },
      },
      theme: 'dark',
      language: 'en',
    } satisfies ViewStateInput);
    expect(written(JSON.parse(JSON.stringify(state)))).toEqual(state);
    expect(state.choices.landscape.race?.rivals[0]).toMatchObject({ optimizer: { kind: 'adam', learningRate: expect.any(Number) } });
  });

  test.each([
    [undefined, { code: 'wrong-type', place: 'view' }],
    [[], { code: 'wrong-type', place: 'view', found: 'list' }],
    [{ place: { step: 0 } }, { code: 'missing', place: 'version' }],
    [{ version: 1 }, { code: 'missing', place: 'place' }],
    [
      { ...least, pace: { granularity: 'layr' } },
      { code: 'not-one-of', place: 'pace.granularity', nearest: 'layer' },
    ],
    [
      { ...least, pace: { speed: 0 } },
      { code: 'out-of-range', place: 'pace.speed' },
    ],
    [
      { ...least, timeline: { from: 0, span: 0 } },
      { code: 'out-of-range', place: 'timeline.span', min: 1 },
    ],
    [
      { ...least, version: 3 },
      { code: 'newer-version', what: 'view', found: 3, known: 2 },
    ],
    [
      { ...least, zoom: 2 },
      { code: 'unknown-key', place: 'zoom' },
    ],
    [
      { ...least, place: { step: -1 } },
      { code: 'out-of-range', place: 'place.step', min: 0 },
    ],
    [
      { ...least, place: { step: 1, phase: 'lost' } },
      { code: 'not-one-of', place: 'place.phase', nearest: 'loss' },
    ],
    [
      { ...least, camera: { zoom: 0.5, x: 0, y: 0 } },
      { code: 'out-of-range', place: 'camera.zoom' },
    ],
    [
      { ...least, selected: { kind: 'unit', layer: 1 } },
      { code: 'missing', place: 'selected.unit' },
    ],
    [
      { ...least, choices: { matrces: {} } },
      { code: 'unknown-key', place: 'choices.matrces', nearest: 'matrices' },
    ],
    [
      { ...least, choices: { graph: { form: 'lst' } } },
      { code: 'not-one-of', place: 'choices.graph.form', nearest: 'list' },
    ],
    [
      { ...least, choices: { plane: { axes: [0] } } },
      { code: 'missing', place: 'choices.plane.axes[1]', expected: 'integer' },
    ],
    [
      { ...least, choices: { formulas: { cards: { z: 1 } } } },
      { code: 'wrong-type', place: 'choices.formulas.cards.z', expected: 'boolean' },
    ],
    [
      { ...least, views: { first: 'loss', second: 'plane', bottom: 'loss', open: { first: true, second: true, bottom: true } } },
      { code: 'incompatible', place: 'views.bottom', reason: 'view-shown-twice' },
    ],
  ])('%j is refused by one reason and its place', (input, failure) => {
    expect(refusal(input)).toMatchObject(failure);
  });

  test('no input makes it throw', () => {
    fc.assert(fc.property(fc.anything(), (input) => void readViewState(input)));
    fc.assert(fc.property(fc.anything(), (part) => void readViewState({ ...least, place: part, choices: part, views: part })));
  });

  test('a view of version 1 is read as it was meant, by a command too', () => {
    const old = { ...least, version: 1, follow: 3 };
    expect(written(old)).toEqual({ ...written(least), follow: 3 });
    expect(readCommand({ id: 'applyView', args: old }, ['applyView'])).toEqual({
      ok: true,
      value: { id: 'applyView', args: written(old) },
    });
  });

  test('an older version is brought forward step by step, and not beyond', () => {
    const steps = [(old: object) => ({ ...old, two: true }), (old: object) => ({ ...old, three: true })];
    expect(migrate({ version: 1 }, steps)).toEqual({ version: 3, two: true, three: true });
    expect(migrate({ version: 2 }, steps)).toEqual({ version: 3, three: true });
    expect(migrate({ version: 3 }, steps)).toEqual({ version: 3 });
    expect(migrate('view', steps)).toBe('view');
  });
});

describe('commands are data', () => {
  const ids = ['goTo', 'choose', 'play'] as const;
  test('arguments are read with their defaults, and none are needed where none are taken', () => {
    expect(readCommand({ id: 'goTo', args: { step: 3, phase: 'loss' } }, ids)).toEqual({
      ok: true,
      value: { id: 'goTo', args: { step: 3, phase: 'loss', layer: 0, unit: 0, part: 0, through: 1 } },
    });
    expect(readCommand({ id: 'play' }, ids)).toEqual({ ok: true, value: { id: 'play' } });
    expect(readCommand({ id: 'choose', args: { view: 'loss', choices: { log: true } } }, ids)).toMatchObject({
      value: { args: { view: 'loss', choices: { chart: 'loss', log: true } } },
    });
  });

  test.each([
    ['play', { code: 'wrong-type', place: 'command' }],
    [{}, { code: 'missing', place: 'id' }],
    [{ id: 'plai' }, { code: 'not-one-of', place: 'id', nearest: 'play' }],
    [
      { id: 'applyView', args: least },
      { code: 'not-one-of', place: 'id' },
    ],
    [
      { id: 'play', args: { at: 1 } },
      { code: 'unknown-key', place: 'args.at' },
    ],
    [
      { id: 'play', now: true },
      { code: 'unknown-key', place: 'now' },
    ],
    [{ id: 'goTo' }, { code: 'missing', place: 'args' }],
    [
      { id: 'goTo', args: { step: 1.5 } },
      { code: 'out-of-range', place: 'args.step', integer: true },
    ],
    [
      { id: 'choose', args: { view: 'los', choices: {} } },
      { code: 'not-one-of', place: 'args.view', nearest: 'loss' },
    ],
    [
      { id: 'choose', args: { view: 'loss', choices: { form: 'list' } } },
      { code: 'unknown-key', place: 'args.choices.form' },
    ],
  ])('%j is refused by one reason and its place', (input, failure) => {
    expect(readCommand(input, ids)).toMatchObject({ ok: false, failure });
  });
});
