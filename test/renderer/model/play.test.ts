import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { Command } from '#core/view/commands.ts';
import { forkRun } from '#core/net/fork.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { commandIds } from '#renderer/model/commands.ts';
import { allCommandIds, perform, play } from '#renderer/model/perform.ts';
import { readView } from '#renderer/model/view/view-state.ts';
import { smallRun } from './fake-trainer.ts';
import { nodeApp } from './node-app.ts';

const [forkedAt, last] = [5, 12];
const held = { place: { layer: 1, kind: 'W', row: 0, col: 2 }, value: 0.75 } as const;

/** What a person could have done, as the text that was kept of it. */
const recorded = JSON.stringify([
  { id: 'openRun', args: { spec: smallRun, steps: 40 } },
  { id: 'goTo', args: { step: forkedAt, phase: 'backward', layer: 1, unit: 2, part: 0, through: 0.5 } },
  { id: 'fork', args: { change: { parameters: [held] } } },
  { id: 'goTo', args: { step: last, phase: 'gradient', layer: 1, unit: 1 } },
  { id: 'follow', args: { sample: 7 } },
  { id: 'select', args: { target: { kind: 'weight', layer: 1, from: 0, to: 2 } } },
  { id: 'compare', args: { branches: [{ branch: 0, show: 'difference' }] } },
  { id: 'loop', args: { range: { start: { step: 3 }, end: { step: 9, phase: 'loss', layer: 2 } } } },
  { id: 'whatIf', args: { held: { ...held, value: 2, ripple: true } } },
  { id: 'openView', args: { view: 'matrices', slot: 'bottom' } },
  { id: 'choose', args: { view: 'matrices', choices: { layer: 2 } } },
  { id: 'lookAt', args: { camera: { zoom: 2, x: 0.5, y: 0.25 } } },
  { id: 'unitSurfaces' },
] satisfies Command[]);
const commands = JSON.parse(recorded) as Command[];

/** The weights of a step of the branch, by the core alone. */
const weightsAt = (k: number): number[] => {
  const read = readRunSpec(smallRun);
  if (!read.ok) throw new Error(read.failure.code);
  let run = prepareRun(read.value);
  let state = initialState(run);
  for (let at = 0; at < k; at++) {
    if (at === forkedAt) ({ run, state } = forkRun(run, at, state, { parameters: [held], samples: [] }));
    state = step(run, at, state, [0]).next;
  }
  return [...step(run, k, state, [0]).trace.layers[0]!.W.data];
};
/** A command keeps of a description what is other in it, as files do. */
test('a fork names the settings that it changes, and no others', async () => {
  const app = nodeApp();
  const optimizer = { kind: 'sgd', learningRate: 7 };
  const failed = await play(app, [
    { id: 'openRun', args: { spec: smallRun, steps: 40 } },
    { id: 'fork', args: { change: { spec: { optimizer } }, step: 3 } },
    { id: 'fork', args: { change: { spec: { loss: 'mse' } }, step: 5 } },
  ]);
  expect(failed).toBeUndefined();
  const [first, second] = app.branches.list;
  expect(first!.spec).toEqual({ ...app.branches.root!, optimizer: expect.objectContaining(optimizer) as unknown });
  expect(second!.spec).toEqual({ ...first!.spec, loss: 'mse' });
});

const shownWeights = (app: App): number[] => [...app.playhead.shown!.trace.layers[0]!.W.data];

describe('commands play in plain Node', () => {
  test('a list of them trains the real core, to the bit', async () => {
    const app = nodeApp();
    expect(await play(app, commands)).toBeUndefined();
    expect(app.playhead.shown?.trace.step).toBe(last);
    expect(shownWeights(app)).toEqual(weightsAt(last));
    expect(app.playhead.shown?.trace.batch.samples[0]).toBe(7);
    expect(readView(app)).toMatchObject({
      place: { branch: 1, step: last, phase: 'gradient', layer: 1, unit: 1, part: 0, through: 1 },
      follow: 7,
      selected: { kind: 'weight', layer: 1, from: 0, to: 2 },
      camera: { zoom: 2, x: 0.5, y: 0.25 },
      compared: [{ branch: 0, show: 'difference' }],
      loop: { start: { step: 3, phase: 'start' }, end: { step: 9, phase: 'loss', layer: 2 } },
      whatIf: { ...held, value: 2, ripple: true },
      unitSurfaces: true,
      views: { bottom: 'matrices', open: { bottom: true } },
      choices: { matrices: { layer: 2 } },
    });
  });

  test('played twice it gives the same, and so does the view that it leaves', async () => {
    const [one, other] = [nodeApp(), nodeApp()];
    for (const app of [one, other]) expect(await play(app, commands)).toBeUndefined();
    expect(readView(other)).toEqual(readView(one));
    expect(shownWeights(other)).toEqual(shownWeights(one));
    const view = JSON.parse(JSON.stringify(readView(one, { layout: true, theme: true, language: true }))) as unknown;
    const third = nodeApp();
    expect(
      await play(third, [...commands.slice(0, 3), { id: 'turnTo', args: { branch: 0 } }, { id: 'applyView', args: view }]),
    ).toBeUndefined();
    expect(readView(third)).toEqual(readView(one));
    expect(shownWeights(third)).toEqual(weightsAt(last));
  });

  test('branches are turned to and pruned', async () => {
    const app = nodeApp();
    await play(app, commands);
    expect(await perform(app, { id: 'goTo', args: { branch: 0, step: last } })).toBeUndefined();
    expect(shownWeights(app)).not.toEqual(weightsAt(last));
    expect(await perform(app, { id: 'prune', args: { branch: 1 } })).toBeUndefined();
    expect(app.branches.ids).toEqual([0]);
  });

  test.each([
    [
      { id: 'goTo', args: { step: 41 } },
      { code: 'step-out-of-range', step: 41, max: 40 },
    ],
    [
      { id: 'goTo', args: { branch: 7, step: 1 } },
      { code: 'not-one-of', place: 'args.branch', found: '7' },
    ],
    [
      { id: 'turnTo', args: { branch: 2 } },
      { code: 'not-one-of', place: 'args.branch' },
    ],
    [
      { id: 'prune', args: { branch: 2 } },
      { code: 'not-one-of', place: 'args.branch' },
    ],
    [
      { id: 'compare', args: { branches: [{ branch: 0 }, { branch: 3 }] } },
      { code: 'not-one-of', place: 'args.branches[1].branch' },
    ],
    [
      { id: 'follow', args: { sample: 40 } },
      { code: 'out-of-range', place: 'args.sample', max: 39 },
    ],
    [
      { id: 'select', args: { target: { kind: 'unit', layer: 1, unit: 3 } } },
      { code: 'incompatible', place: 'args.target' },
    ],
    [
      { id: 'whatIf', args: { held: { ...held, place: { layer: 3, kind: 'b', col: 0 } } } },
      { code: 'incompatible', place: 'args.held.place' },
    ],
    [{ id: 'fork', args: { change: { spec: { network: {} } } } }, { code: 'missing' }],
    [
      { id: 'openRun', args: { spec: { seed: -1, network: { layers: [{ units: 1 }] } }, steps: 3 } },
      { code: 'out-of-range', place: 'seed' },
    ],
    [{ id: 'undo' }, { code: 'not-now', command: 'undo' }],
    [
      { id: 'applyView', args: { version: 1, place: { branch: 4, step: 0 } } },
      { code: 'not-one-of', place: 'place.branch' },
    ],
    [
      { id: 'applyView', args: { version: 1, place: { step: 0 }, selected: { kind: 'bias', layer: 3, unit: 0 } } },
      { code: 'incompatible', place: 'selected' },
    ],
    [{ id: 'nothing' }, { code: 'not-one-of', place: 'id' }],
  ])('%j is refused by one reason, and nothing changes', async (command, failure) => {
    const app = nodeApp();
    await perform(app, commands[0]);
    await perform(app, { id: 'goTo', args: { step: 3 } });
    const before = readView(app);
    expect(await perform(app, command)).toMatchObject(failure);
    expect(readView(app)).toEqual(before);
  });

  test('without a run, what needs one says so', async () => {
    const app = nodeApp();
    for (const id of ['goTo', 'restart'] as const) {
      expect(await perform(app, id === 'goTo' ? { id, args: { step: 0 } } : { id })).toEqual({ code: 'no-run' });
    }
    expect(await perform(app, { id: 'openView', args: { view: 'loss' } })).toBeUndefined();
  });

  test('a list ends with the command that was not done', async () => {
    expect(await play(nodeApp(), [commands[0], { id: 'goTo', args: { step: 99 } }, commands[1]])).toMatchObject({
      at: 1,
      failure: { code: 'step-out-of-range' },
    });
  });

  test('every command has a name of its own', () => {
    expect(new Set(allCommandIds).size).toBe(allCommandIds.length);
    expect(allCommandIds.length).toBeGreaterThan(commandIds.length);
  });
});
