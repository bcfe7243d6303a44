import { describe, expect, test } from 'vitest';
import { at } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { drillsAt } from '#core/drills/drills-at.ts';
import { drillKinds, judgeDrill, type Drill, type DrillKind } from '#core/drills/drill.ts';
import { slips, type Slip } from '#core/drills/slips.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import type { Fault } from '#core/spec/methods.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { randomRun } from '#test/core/account/random-runs.ts';
import { soaked } from '#test/soak.ts';

const seeds = Array.from({ length: soaked(300) }, (_, i) => i + 1);
const relative = 1e-9;
const close = (a: number, b: number): boolean => Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;

/** The number of a step that a question asks for, wherever the trace has it. */
const inTrace = (trace: StepTrace, { kind, place: { layer, unit, from }, share }: Drill): number => {
  const own = trace.layers[layer - 1]!;
  const input = from === undefined ? 1 : at(layer === 1 ? trace.batch.x : trace.layers[layer - 2]!.a, 0, from);
  switch (kind) {
    case 'z':
      return at(own.z, 0, unit);
    case 'a':
      return at(own.a, 0, unit);
    case 'loss':
      return trace.loss.perSample[0]!;
    case 'delta':
      return at(own.dZ, 0, unit);
    case 'weight-gradient':
      return share ? input * at(own.dZ, 0, unit) : at(own.dW, from!, unit);
    case 'bias-gradient':
      return share ? at(own.dZ, 0, unit) : at(own.db, 0, unit);
    case 'update':
      return from === undefined ? at(own.bAfter, 0, unit) : at(own.WAfter, from, unit);
  }
};

/** A step of the same parameters by a program that makes a mistake. */
const mistaken = (spec: RunSpec, k: number, fault: Fault): StepTrace => {
  const run = prepareRun(spec);
  let state = initialState(run);
  for (let i = 0; i < k; i++) state = step(run, i, state, [0]).next;
  return step(prepareRun({ ...spec, fault }), k, state, [0]).trace;
};

/** Which of the app's own mistakes makes a usual wrong answer, and where it makes nothing else besides. */
const made: readonly {
  readonly slip: Slip;
  readonly fault: Fault;
  readonly where: (drill: Drill, depth: number, spec: RunSpec) => boolean;
}[] = [
  { slip: 'mean-missing', fault: 'sum-for-mean', where: ({ kind }) => kind !== 'loss' },
  { slip: 'sign-turned', fault: 'error-reversed', where: () => true },
  { slip: 'two-missing', fault: 'gradient-of-half', where: () => true },
  { slip: 'slope-missing-out', fault: 'output-slope-missing', where: ({ place }, depth) => place.layer === depth },
  { slip: 'slope-at-a', fault: 'derivative-at-activation', where: ({ place }, depth) => place.layer === depth },
  {
    slip: 'weights-backward-updated',
    fault: 'update-before-backward',
    // That program has updated before it clips.
    where: ({ place }, depth, { clipNorm, clipValue }) => place.layer === depth - 1 && clipNorm === null && clipValue === null,
  },
];

describe.each(seeds)('random run %i', (seed) => {
  const { spec, trace } = randomRun(seed);
  const { drills, refused } = drillsAt(spec, trace, seed);

  test('the right answer is the number of the step', () => {
    for (const drill of drills) {
      expect(close(drill.value, inTrace(trace, drill)), JSON.stringify(drill)).toBe(true);
      expect(judgeDrill(drill, drill.value)).toEqual({ right: true });
    }
  });

  test('each wrong answer is told from the right one and from all others', () => {
    for (const drill of drills) {
      expect(drill.wrong.length).toBeGreaterThan(0);
      for (const { slip, value } of drill.wrong) {
        expect(judgeDrill(drill, value)).toEqual({ right: false, slip });
        // Typed with three digits it is still the same.
        expect(judgeDrill(drill, Number(value.toPrecision(3))).right).toBe(false);
      }
      expect(judgeDrill(drill, 1e9)).toEqual({ right: false });
    }
  });

  test('products are made of the numbers that are asked for, with the digits on screen', () => {
    for (const { kind, needs, value, tolerance } of drills) {
      const n = needs.map((need) => Number(need.value.toPrecision(3)));
      const pairs = (upTo: number) => Array.from({ length: upTo / 2 }, (_, i) => n[2 * i]! * n[2 * i + 1]!).reduce((a, b) => a + b, 0);
      const byHand: Partial<Record<DrillKind, number>> = {
        z: pairs(n.length - 1) + n.at(-1)!,
        'weight-gradient': n[0]! * n[1]!,
        'bias-gradient': n[0]!,
        update: n[0]! - n[1]! * (n[2]! + (n[3] ?? 0) * (n[4] ?? 0)),
      };
      const own = byHand[kind];
      if (own !== undefined) expect(Math.abs(own - value), kind).toBeLessThanOrEqual(tolerance * (Math.abs(value) || 1));
    }
  });

  test('the same seed puts the same questions; a kind is asked about or refused', () => {
    expect(drillsAt(spec, trace, seed)).toEqual({ drills, refused });
    for (const kind of drillKinds) expect(drills.some((drill) => drill.kind === kind)).toBe(!refused.has(kind));
    const one = drillsAt(spec, trace, seed, ['z']).drills;
    expect(one).toEqual(drills.filter(({ kind }) => kind === 'z'));
  });

  test('no place is asked about twice in a step', () => {
    const places = drills.map(({ kind, place }) => JSON.stringify([kind, place]));
    expect(new Set(places).size).toBe(places.length);
  });

  test('a usual wrong answer is what a program makes that has that mistake', () => {
    if (spec.fault !== 'none' || spec.arithmetic === 'article' || trace.batch.rows[0] === -1) return;
    for (const { slip, fault, where } of made) {
      const asked = drills.filter((drill) => drill.kind !== 'update' && where(drill, trace.layers.length, spec));
      const wrongs = asked.flatMap((drill) => drill.wrong.filter((one) => one.slip === slip).map(({ value }) => ({ drill, value })));
      if (wrongs.length === 0) continue;
      const other = mistaken(spec, trace.step, fault);
      for (const { drill, value } of wrongs)
        expect(close(value, inTrace(other, { ...drill, share: drill.kind !== 'delta' })), `${slip} ${JSON.stringify(drill)}`).toBe(true);
    }
  });
});

test('every kind is asked of some run, and every usual wrong answer is told in one', () => {
  const all = Array.from({ length: 120 }, (_, i) => randomRun(1000 + i)).flatMap(({ spec, trace }) => drillsAt(spec, trace, 1).drills);
  expect([...new Set(all.map(({ kind }) => kind))].sort()).toEqual([...drillKinds].sort());
  const told = new Set(all.flatMap(({ wrong }) => wrong.map(({ slip }) => slip)));
  expect(slips.filter((slip) => !told.has(slip))).toEqual([]);
});

test('another seed, another step: other questions', () => {
  const { spec, trace } = randomRun(3);
  const asked = (seed: number) => drillsAt(spec, trace, seed).drills.map(({ kind, place }) => ({ kind, place }));
  expect(asked(1)).not.toEqual(asked(2));
});
