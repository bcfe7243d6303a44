import { beforeEach, describe, expect, test } from 'vitest';
import type { HostCalls } from '#core/protocol/host.ts';
import type { RunSpecInput } from '#core/spec/run-spec.ts';
import { step } from '#core/contract/units.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { appOver } from '#test/renderer/model/app-over.ts';
import { nameOf, sayDifference } from '#renderer/model/branches/branch-name.ts';
import { failingGroups } from '#renderer/model/queries/check-groups.ts';
import { mistakes, type Mistake } from '#renderer/model/mistakes/mistake.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { questionAt } from '#renderer/model/mistakes/quiz-question.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { numberWriter } from '#core/words/number.ts';
import { start } from '#test/core/worker/start.ts';

const store = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
const port = { post: () => undefined, listen: () => undefined, close: () => undefined };
const writers = { number: String, count: String, setting: String };
const run: RunSpecInput = {
  data: { kind: 'generator', name: 'moons', samples: 20 },
  network: {
    layers: [
      { units: 4, activation: 'tanh' },
      { units: 4, activation: 'relu' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  optimizer: { kind: 'sgd', learningRate: 0.2 },
};
let app: App;
beforeEach(async () => {
  app = appOver(start().trainer, { kind: 'browser' } as HostCalls, new Preferences(store, ['en-GB']), () => port);
  await app.session.openSpec(run, 20);
});
const names = (): string[] => app.branches.ids.map((id) => nameOf(app.branches.get(id), catalogue.en.words, writers));

/** Where each mistake first makes a number other than the right program does: the step, the quantity, and the layers that it may be in. */
const first: Readonly<Record<Mistake, readonly [number, string, number]>> = {
  'derivative-at-activation': [0, 'dZ', 3],
  'sum-for-mean': [0, 'dA', 3],
  'bias-per-sample': [0, 'db', 3],
  'update-before-backward': [0, 'dA', 2],
  'gradients-not-zeroed': [1, 'dW', 3],
  'mask-on-activations': [0, 'dW', 3],
  'softmax-diagonal': [0, 'dZ', 2],
  'output-slope-missing': [0, 'dZ', 3],
  'error-reversed': [0, 'dA', 3],
  'gradient-of-half': [0, 'dA', 3],
};
/** The same run, with a softmax layer where the mistake needs one. */
const runFor = (mistake: Mistake): RunSpecInput => {
  const [first, , last] = run.network.layers;
  return mistake === 'softmax-diagonal' ? { ...run, network: { layers: [first!, { units: 4, activation: 'softmax' }, last!] } } : run;
};

describe('a program with a mistake', () => {
  test.each(mistakes)('%s: beside the right one, with the first number that differs marked', async (mistake) => {
    await app.session.openSpec(runFor(mistake), 20);
    const branch = await app.mistakes.show(mistake);
    expect([branch?.id, app.branches.current, app.branches.compared, app.mistakes.on]).toEqual([1, 1, [0], mistake]);
    expect(names()).toEqual(['Original run', `Mistake: ${catalogue.en.words.errors.kinds[mistake].name}`]);
    const difference = await app.trainer.call('firstDifference', { a: 1, b: 0, to: step(20) });
    expect([difference?.step, difference?.quantity, difference?.layer]).toEqual(first[mistake]);
    expect(app.playhead.step).toBe(first[mistake][0]);
    expect(app.selection.selected).toMatchObject({ layer: first[mistake][2] });
    await app.mistakes.off();
    expect([app.branches.current, app.branches.list, app.mistakes.on]).toEqual([0, [], 'none']);
  });

  test.each(mistakes)('%s: from a later step on, the same before it', async (mistake) => {
    await app.session.openSpec(runFor(mistake), 20);
    app.playhead.seek(7);
    const branch = await app.mistakes.show(mistake, false, 7);
    expect([branch?.left, branch?.step, app.mistakes.on, app.mistakes.since, app.branches.compared]).toEqual([0, 7, mistake, 7, [0]]);
    const difference = await app.trainer.call('firstDifference', { a: branch!.id, b: 0, to: step(20) });
    const [late, quantity, layer] = first[mistake];
    expect([difference?.step, difference?.quantity, difference?.layer]).toEqual([7 + late, quantity, layer]);
    expect([app.playhead.step, app.selection.selected]).toMatchObject([7 + late, { layer }]);
    const trace = (id: number) => app.trainer.call('trace', { step: step(6), follow: 'batch', branch: id });
    expect(await trace(branch!.id)).toEqual(await trace(0));
    // The same from the start is another program, and from that step again the one that is there.
    await app.mistakes.show(mistake);
    expect(app.branches.list.map((one) => [one.left, one.step])).toEqual([
      [0, 7],
      [0, 0],
    ]);
    await app.mistakes.show(mistake, false, 7);
    expect([app.branches.current, app.branches.list.length]).toEqual([branch!.id, 2]);
    await app.mistakes.off();
    expect([app.branches.current, app.mistakes.on, app.branches.list.length]).toEqual([0, 'none', 1]);
  });

  test('another one leaves the right program too; the same one again is turned to', async () => {
    await app.mistakes.show('sum-for-mean');
    await app.mistakes.show('bias-per-sample');
    expect(app.branches.list.map(({ left, spec }) => [left, spec.fault])).toEqual([
      [0, 'sum-for-mean'],
      [0, 'bias-per-sample'],
    ]);
    await app.mistakes.show('sum-for-mean');
    expect([app.branches.current, app.branches.list.length, app.branches.compared]).toEqual([1, 2, [0]]);
  });

  test('a run that was saved with its mistake gets the right one beside it', async () => {
    await app.session.openSpec({ ...run, fault: 'sum-for-mean' }, 20);
    await app.mistakes.off();
    expect(names()).toEqual(['Original run', 'Without the mistake']);
    await app.mistakes.show('bias-per-sample');
    expect(app.branches.compared).toEqual([1]);
  });

  test('one that the run cannot make is known before, and refused', async () => {
    await app.session.openSpec({ ...run, train: { biases: false } }, 20);
    expect(app.mistakes.obstacle('bias-per-sample')).toBe('fault-needs-trained-biases');
    expect(await app.mistakes.show('bias-per-sample')).toBeUndefined();
    expect([app.branches.current, app.branches.list.length]).toEqual([0, 0]);
  });

  test('where the check fails is told by layer and kind', async () => {
    await app.mistakes.show('bias-per-sample');
    const check = await app.trainer.call('check', { step: step(0) });
    expect(failingGroups(check).map(({ layer, kind, of }) => [layer, kind, of])).toEqual([
      [1, 'b', 4],
      [2, 'b', 4],
      [3, 'b', 1],
    ]);
    await app.session.turnTo(0);
    expect(failingGroups(await app.trainer.call('check', { step: step(0) }))).toEqual([]);
  });
});

test('a difference whose numbers are written alike says how far they lie apart', () => {
  const difference = { step: step(0), quantity: 'dA', layer: 2, row: 0, col: 0, differ: 1, of: 1 } as const;
  const say = (a: number, b: number): string =>
    sayDifference({ ...difference, a, b }, catalogue.en.words, { number: numberWriter('en', 2), count: String });
  expect(say(0.3, 0.1 + 0.2)).toContain('0.3 against 0.3 (5.6·10⁻¹⁷ apart).');
  expect(say(1.00001, 1.00002)).toContain('1.00001 against 1.00002.');
  expect(say(1, 2)).toContain('1 against 2.');
});

describe('the quiz', () => {
  test('asks each possible mistake once in a round, in an order and with answers that the seed decides', () => {
    const possible = mistakes.slice(0, 5);
    const asked = Array.from({ length: 10 }, (_, index) => questionAt(index, 7, possible));
    for (const round of [asked.slice(0, 5), asked.slice(5)]) expect(new Set(round.map(({ fault }) => fault))).toEqual(new Set(possible));
    for (const { fault, choices } of asked) {
      expect(new Set(choices).size).toBe(4);
      expect(choices).toContain(fault);
    }
    expect(new Set(asked.map(({ fault, choices }) => choices.indexOf(fault))).size).toBeGreaterThan(2);
    expect(asked).toEqual(Array.from({ length: 10 }, (_, index) => questionAt(index, 7, possible)));
    expect(asked.map(({ fault }) => fault)).not.toEqual(Array.from({ length: 10 }, (_, index) => questionAt(index, 8, possible).fault));
    expect(questionAt(0, 1, mistakes.slice(0, 1)).choices).toHaveLength(4);
  });

  test('hides the name until it is answered, counts, and goes on', async () => {
    const { quiz } = app;
    await quiz.next();
    expect([quiz.on, names()]).toEqual([true, ['Original run', 'Mystery program']]);
    const { fault, choices } = quiz.question!;
    expect(app.run.spec!.fault).toBe(fault);
    quiz.choose(fault);
    quiz.choose(choices.find((other) => other !== fault)!);
    expect([quiz.answer, quiz.right, quiz.answered]).toEqual([fault, 1, 1]);
    expect(names()[1]).toBe(`Mistake: ${catalogue.en.words.errors.kinds[fault].name}`);
    await quiz.next();
    expect([quiz.answer, names(), app.branches.compared]).toEqual([undefined, ['Original run', 'Mystery program'], [0]]);
    expect(quiz.question!.fault).not.toBe(fault);
    quiz.choose(quiz.question!.choices.find((other) => other !== quiz.question!.fault)!);
    expect([quiz.right, quiz.answered]).toEqual([1, 2]);
    await quiz.stop();
    expect([quiz.on, names(), quiz.answered, app.mistakes.on]).toEqual([false, ['Original run'], 0, 'none']);
  });

  test('is over when its branch is taken away or another run is opened', async () => {
    await app.quiz.next();
    await app.session.prune(app.branches.current);
    expect(app.quiz.on).toBe(false);
    await app.quiz.next();
    expect(app.quiz.on).toBe(true);
    await app.session.openSpec(run, 20);
    expect(app.quiz.on).toBe(false);
  });
});
