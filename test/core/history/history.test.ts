import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { step } from '#core/contract/units.ts';
import { Budget } from '#core/history/budget.ts';
import { History, type HistoryOptions } from '#core/history/history.ts';
import type { Seek } from '#core/history/seek.ts';
import { REPLAY_WORK } from '#core/history/keyframes.ts';
import type { Transition } from '#core/history/transition.ts';
import { statesOf, toy } from './toy.ts';

const trained = (updates: number, transition = toy(), options: HistoryOptions = {}): History => {
  const history = new History(transition, options);
  history.extend(updates);
  return history;
};
const bits = (state: Float64Array | undefined) => [...new BigUint64Array(state!.slice().buffer)];
const finish = (seek: Seek): Float64Array => {
  while (!seek.advance(1));
  return seek.state!;
};

test('H1 the state of step k is the one that k updates make', () => {
  const expected = statesOf(toy(), 40);
  const history = trained(40);
  for (let k = 0; k <= 40; k++) expect(bits(history.at(step(k)))).toEqual(bits(expected[k]));
});

test('H2 writing into an answer changes no later answer', () => {
  const expected = statesOf(toy(), 20);
  const history = trained(20);
  for (const k of [0, 3, 4, 20, 0, 3, 4, 20]) {
    const state = history.at(step(k));
    expect(bits(state)).toEqual(bits(expected[k]));
    state.fill(-1);
  }
  history.extend(1);
  expect(bits(history.at(step(21)))).toEqual(bits(statesOf(toy(), 21)[21]));
});

describe('H3 visiting steps in any order gives the same bits', () => {
  const expected = statesOf(toy(), 300);
  test.each([1e3, 1e6, 1e8])('a step costs %d', (work) => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 60 }), (order) => {
        const history = trained(300, toy(3, work));
        for (const k of order) expect(bits(history.at(step(k)))).toEqual(bits(expected[k]));
      }),
      { numRuns: 30 },
    );
  });
});

test('H4 thinning changes what a visit costs, never its bits', () => {
  const expected = statesOf(toy(), 400);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 64 }), fc.array(fc.nat(400), { maxLength: 40 }), (states, order) => {
      const roomy = trained(400, toy(3, 1e8));
      const tight = trained(400, toy(3, 1e8), { budget: new Budget(states * 24) });
      expect(roomy.spacing).toBe(1);
      expect(tight.spacing).toBeGreaterThan(1);
      for (const k of order) expect(bits(tight.at(step(k)))).toEqual(bits(expected[k]));
    }),
    { numRuns: 40 },
  );
});

describe('H5 keyframes and recent states stay within the budget', () => {
  test.each([8, 9, 33, 1000])('%d states', (states) => {
    const history = new History(toy(3, 1e8), { budget: new Budget(states * 24) });
    for (let i = 0; i < 50; i++) {
      history.extend(37);
      history.at(step((i * 1009) % history.trainedTo));
      expect(history.bytes).toBeLessThanOrEqual(states * 24);
    }
    expect(bits(history.at(step(0)))).toEqual(bits(toy().initial));
  });

  test('a run and its branches share one budget, and who holds most gives way', () => {
    const budget = 40 * 24;
    const past = trained(100, toy(3, 1e8), { budget: new Budget(budget) });
    const alone = past.bytes;
    const branches = [30, 60].map((at) => new History(toy(3, 1e8), { past: { history: past, step: step(at) } }));
    for (let i = 0; i < 40; i++) {
      branches[i % 2]!.extend(11);
      past.at(step((i * 31) % 100));
      branches[i % 2]!.at(step(60 + ((i * 17) % 50)));
      expect([past, ...branches].reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(budget);
    }
    expect(past.bytes).toBeLessThan(alone / 2);
    for (const branch of branches) expect(branch.bytes).toBeGreaterThan(8 * 24);
    const before = branches[1]!.bytes;
    branches[0]!.release();
    branches[1]!.extend(400);
    expect(branches[1]!.bytes).toBeGreaterThan(before);
  });

  test('what others take for good is not theirs: they give way, and nobody gets what is not left', () => {
    const budget = new Budget(1000 * 24);
    const history = trained(400, toy(3, 1e8), { budget });
    let grown = 0;
    const share = budget.share(100 * 24, () => grown);
    const before = history.bytes;
    expect(share.take(800 * 24)).toBe(true);
    expect(history.bytes).toBeLessThanOrEqual(100 * 24);
    expect(history.bytes).toBeLessThan(before);
    expect(share.take(101 * 24)).toBe(false);
    expect(budget.shared).toBe(900 * 24);
    grown = 60 * 24;
    history.extend(100);
    expect(history.bytes).toBeLessThanOrEqual(40 * 24);
    share.release();
    history.extend(4000);
    expect(history.bytes).toBeGreaterThan(100 * 24);
  });

  test('a budget over the limit is cut to it, one under four states keeps four', () => {
    const history = trained(64, toy(3, 1e8), { budget: new Budget(0) });
    for (let k = 0; k <= 64; k++) history.at(step(k));
    expect(history.bytes).toBe(4 * 24);
    expect(new Budget(Number.MAX_VALUE).bytes).toBe(2 ** 30);
  });
});

describe('H6 a visit replays fewer updates than the spacing of keyframes', () => {
  test('the spacing starts at a bounded amount of work', () => {
    expect(new History(toy(3, REPLAY_WORK / 10)).spacing).toBe(11);
    expect(new History(toy(3, REPLAY_WORK * 10)).spacing).toBe(1);
    expect(new History(toy(3, 1)).spacing).toBeLessThan(1000);
    expect(new History(toy(3, 0)).spacing).toBeLessThan(1000);
  });

  test.each([undefined, 20 * 24])('budget %s', (budget) => {
    const transition = toy(3, REPLAY_WORK / 10);
    const history = trained(1000, transition, budget === undefined ? {} : { budget: new Budget(budget) });
    for (let i = 0; i < 200; i++) {
      const before = transition.visits.length;
      history.at(step((i * 389) % 1000));
      expect(transition.visits.length - before).toBeLessThan(history.spacing);
    }
    expect(history.replayed).toBe(transition.visits.length - 1000);
  });
});

test('H7 visits in slices, between training and each other, give the same bits', () => {
  const expected = statesOf(toy(), 400);
  const action = fc.record({ seek: fc.nat(4), slice: fc.integer({ min: 1, max: 7 }), train: fc.nat(5), target: fc.nat(400) });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 120 }), fc.boolean(), (actions, thin) => {
      const history = trained(100, toy(3, REPLAY_WORK / 10), thin ? { budget: new Budget(20 * 24) } : {});
      const seeks: ({ target: number; seek: Seek } | undefined)[] = [];
      for (const { seek: slot, slice, train, target } of actions) {
        // Beginning anew in a taken slot abandons the visit that was there.
        const visit = (seeks[slot] ??= { target, seek: history.seek(step(target)) });
        if (train === 5) seeks[slot] = undefined;
        else if (visit.seek.advance(slice)) expect(bits(visit.seek.state)).toEqual(bits(expected[visit.target]));
        else expect(visit.seek.state).toBeUndefined();
        history.extend(Math.min(train, 400 - history.trainedTo));
      }
      for (const visit of seeks) if (visit) expect(bits(finish(visit.seek))).toEqual(bits(expected[visit.target]));
    }),
    { numRuns: 60 },
  );
});

test('H7 a slice makes no more updates than it was given', () => {
  const transition = toy(3, REPLAY_WORK / 50);
  const history = trained(100, transition);
  for (const target of [140, 49, 99]) {
    const seek = history.seek(step(target));
    for (let done = false; !done;) {
      const before = transition.visits.length;
      done = seek.advance(3);
      expect(transition.visits.length - before).toBeLessThanOrEqual(3);
    }
  }
});

describe('H8 visiting beyond the trained end trains up to it', () => {
  test('and records every update once, in order', () => {
    const history = new History(toy());
    const first = history.seek(step(50));
    const second = history.seek(step(30));
    while (![first.advance(2), second.advance(3)].every(Boolean));
    expect(history.trainedTo).toBe(50);
    expect(bits(second.state)).toEqual(bits(statesOf(toy(), 50)[30]));
    const series = history.series(0, 100, 100);
    expect([...series.gradientNorm[1]!]).toEqual(Array.from({ length: 50 }, (_, k) => 2 * k));
  });

  test('the trained end itself is visited without training', () => {
    const history = trained(7);
    history.at(step(7));
    expect(history.trainedTo).toBe(7);
  });

  test.each([-1, 0.5, NaN, Infinity])('step %d is refused', (k) => {
    expect(() => trained(3).seek(step(k))).toThrow(FailureError);
  });
});

test('H9 the first step that is not finite ends the tape', () => {
  const history = new History(toy(3, 1e6, 12));
  expect(history.extend(100)).toBe(12);
  expect(history.extend(100)).toBe(0);
  expect(history.trainedTo).toBe(12);
  expect(history.failure).toMatchObject({ code: 'non-finite', step: 12 });
  expect(history.series(0, 100, 100).start).toHaveLength(12);
  const expected = statesOf(toy(), 12);
  for (const k of [12, 0, 11]) expect(bits(history.at(step(k)))).toEqual(bits(expected[k]));
  expect(() => history.at(step(13))).toThrow(FailureError);
});

test('H10 scrubbing back over replayed steps replays nothing', () => {
  const history = trained(200, toy(3, REPLAY_WORK / 100));
  const first = history.spacing;
  expect(first).toBeGreaterThan(90);
  history.at(step(first + 90));
  expect(history.replayed).toBe(90);
  for (let k = first + 89; k >= first; k--) history.at(step(k));
  for (let k = first; k <= first + 90; k++) history.at(step(k));
  expect(history.replayed).toBe(90);
  history.at(step(first + 91));
  expect(history.replayed).toBe(91);
});

describe('H12 a branch', () => {
  const branch = (at: number, budget = 1e6): { history: History; past: History; expected: Float64Array[] } => {
    const past = trained(60, toy(), { budget: new Budget(budget) });
    const own: Transition = { ...toy(), initial: Float64Array.of(0.9, 0.8, 0.7) };
    const expected = statesOf(toy(), at);
    expected[at] = own.initial;
    for (let k = at; k < 80; k++) {
      const next = expected[k]!.slice();
      own.make(k, 1, next, () => undefined);
      expected.push(next);
    }
    return { history: new History(own, { past: { history: past, step: step(at) } }), past, expected };
  };

  test.each([0, 1, 17, 60])('from step %d: the past of what it left, then its own', (at) => {
    fc.assert(
      fc.property(fc.array(fc.nat(80), { maxLength: 40 }), fc.boolean(), (order, tight) => {
        const { history, past, expected } = branch(at, tight ? 12 * 24 : 1e6);
        const before = past.replayed;
        expect([history.first, history.trainedTo]).toEqual([at, at]);
        for (const k of order) expect(bits(history.at(step(k)))).toEqual(bits(expected[k]));
        expect(past.trainedTo).toBe(60);
        if (order.every((k) => k >= at)) expect(past.replayed).toBe(before);
      }),
      { numRuns: 20 },
    );
  });

  test('its curve goes through the parting', () => {
    const { history, expected } = branch(17);
    history.extend(20);
    const losses = expected.slice(0, 37).map((state) => state[0]);
    expect([...history.series(0, 100, 1000).lossMean]).toEqual(losses);
    expect([...history.series(17, 100, 1000).start]).toEqual(Array.from({ length: 20 }, (_, i) => 17 + i));
    expect([...history.series(5, 9, 1000).lossMean]).toEqual(losses.slice(5, 9));
    const coarse = history.series(0, 37, 9);
    expect(coarse.start.length).toBeLessThanOrEqual(9);
    expect(Math.min(...coarse.lossMin)).toBe(Math.min(...(losses as number[])));
  });
});

describe('H13 a state that was lent', () => {
  const expected = statesOf(toy(), 60);

  test('answers for its step and those after it, and trains nothing', () => {
    const transition = toy();
    const history = new History(transition);
    history.lend(step(40), expected[40]!);
    transition.visits.length = 0;
    for (const k of [40, 43, 41, 42]) expect(bits(history.at(step(k)))).toEqual(bits(expected[k]));
    expect([history.trainedTo, transition.visits]).toEqual([0, [40, 41, 42]]);
    expect(bits(history.at(step(39)))).toEqual(bits(expected[39]));
    expect(history.trainedTo).toBe(39);
  });

  test('leaves the later answers to training, whatever it was', () => {
    for (const lent of [expected[40]!, expected[40]!.map((value) => value + 1e-3)]) {
      const history = new History(toy());
      history.lend(step(40), lent);
      history.lend(step(50), lent);
      expect(bits(history.at(step(40)))).toEqual(bits(lent));
      history.at(step(45));
      history.extend(40);
      for (const k of [40, 41, 45]) expect(bits(history.at(step(k)))).toEqual(bits(expected[k]));
      history.extend(20);
      for (let k = 0; k <= 60; k++) expect(bits(history.at(step(k)))).toEqual(bits(expected[k]));
    }
  });

  test('is the history’s own copy, counts in its bytes, and is not taken where training has come', () => {
    const history = new History(toy(3));
    const before = history.bytes;
    const lent = expected[40]!.slice();
    history.lend(step(40), lent);
    expect(history.bytes - before).toBe(24);
    lent.fill(0);
    history.at(step(40)).fill(0);
    expect(bits(history.at(step(40)))).toEqual(bits(expected[40]));
    const further = trained(50);
    further.lend(step(40), lent);
    expect(bits(further.at(step(40)))).toEqual(bits(expected[40]));
  });

  test('is of no use where training ends before its step', () => {
    const history = new History(toy(3, 1e6, 30));
    history.lend(step(40), expected[40]!);
    history.extend(60);
    expect(() => history.at(step(40))).toThrow(FailureError);
    // Nor does it lead beyond the end of training.
    const ending = new History(toy(3, 1e6, 42));
    ending.lend(step(40), expected[40]!);
    expect(bits(ending.at(step(42)))).toEqual(bits(expected[42]));
    expect(() => ending.at(step(43))).toThrow(FailureError);
  });
});
