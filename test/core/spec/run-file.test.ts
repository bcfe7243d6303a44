import { describe, expect, test } from 'vitest';
import { mostBranches } from '#core/spec/branch.ts';
import { readRunSpec, readRunText } from '#core/spec/read-run-spec.ts';
import { readRunFile, refusedBranch, runFileOf, type RunFile } from '#core/spec/run-file.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { sayFailure } from '#core/words/say-failure.ts';

const input = {
  data: { kind: 'generator', name: 'xor', samples: 40 },
  network: {
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  batch: 10,
} as const;
const run = (readRunSpec(input) as { value: RunSpec }).value;
const weight = { place: { layer: 1, kind: 'W', row: 1, col: 2 }, value: 3 };
const branch = (number: number, rest: object = {}): object => ({ number, step: 40, change: { parameters: [weight] }, ...rest });
const read = (branches: unknown): RunFile => {
  const file = readRunFile(JSON.stringify({ ...input, branches }));
  if (!file.ok) throw new Error(JSON.stringify(file.failure));
  return file.value;
};
const wrongOf = (...branches: unknown[]) => read(branches).wrong;

test('a file without branches is a run as before, and so is the run of a file with them', () => {
  expect(readRunFile(JSON.stringify(input))).toEqual({ ok: true, value: { spec: run, branches: [], wrong: [], leftOut: 0 } });
  expect(readRunText(JSON.stringify({ ...input, branches: [branch(1)] }))).toEqual({ ok: true, value: run });
  expect(readRunText(JSON.stringify({ ...input, branches: 'nonsense' }))).toEqual({ ok: true, value: run });
  expect(readRunFile('{')).toMatchObject({ ok: false, failure: { code: 'not-json' } });
  expect(readRunFile(JSON.stringify({ branches: [] }))).toMatchObject({ ok: false, failure: { place: 'network' } });
  // Only a file keeps branches: a description that comes by another road does not.
  expect(readRunSpec({ ...input, branches: [] })).toMatchObject({ ok: false, failure: { code: 'unknown-key', place: 'branches' } });
});

test('what was written is read again, and of a description only the keys that are other are written', () => {
  const faster = { ...run, optimizer: { kind: 'sgd', learningRate: 0.9 } } as RunSpec;
  const kept = [
    { number: 1, from: 0, step: 40, change: { spec: faster }, before: run, spec: faster },
    { number: 2, from: 1, step: 50, change: { samples: [{ sample: 3, y: [1] }] }, before: faster, spec: faster },
    {
      number: 3,
      from: 0,
      step: 7,
      change: { parameters: [{ place: { layer: 2, kind: 'b', row: 0, col: 0 }, value: 0.1 }] },
      before: run,
      spec: run,
    },
  ] as const;
  const file = runFileOf(run, kept) as { branches: { change: object }[] };
  expect(file.branches[0]!.change).toEqual({ spec: { optimizer: { kind: 'sgd', learningRate: 0.9 } } });
  const { spec, branches, wrong } = (readRunFile(JSON.stringify(file)) as { value: RunFile }).value;
  expect([spec, wrong]).toEqual([run, []]);
  expect(branches).toEqual(kept.map((one, i) => ({ ...one, place: `branches[${i}]` })));
  expect(runFileOf(run, [])).toBe(run);
});

describe('a branch that is wrong is told by its place, and the rest is read', () => {
  test.each([
    ['a number of text', { number: '1' }, 'branches[0].number'],
    ['a step beyond the last', { step: 1e10 }, 'branches[0].step'],
    ['a step that is no whole number', { step: 1.5 }, 'branches[0].step'],
    ['an unknown branch that it leaves', { from: 7 }, 'branches[0].from'],
    ['a branch that leaves itself', { from: 1 }, 'branches[0].from'],
    ['nothing that it changes', { change: undefined }, 'branches[0].change'],
    ['a mistyped key', { steps: 3 }, 'branches[0].steps'],
    [
      'a layer that is not there',
      { change: { parameters: [{ place: { layer: 3, kind: 'W', row: 0, col: 0 }, value: 1 }] } },
      'branches[0].change.parameters[0].place.layer',
    ],
    [
      'a unit that is not there',
      { change: { parameters: [weight, { place: { layer: 1, kind: 'W', row: 2, col: 0 }, value: 1 }] } },
      'branches[0].change.parameters[1].place.row',
    ],
    [
      'a bias of a unit that is not there',
      { change: { parameters: [{ place: { layer: 2, kind: 'b', row: 0, col: 1 }, value: 1 }] } },
      'branches[0].change.parameters[0].place.col',
    ],
    ['a value that is no number', { change: { parameters: [{ ...weight, value: 'much' }] } }, 'branches[0].change.parameters[0].value'],
    [
      'a setting that is not there',
      { change: { spec: { optimizer: { kind: 'adam', learningRate: -1 } } } },
      'branches[0].change.spec.optimizer.learningRate',
    ],
  ])('%s', (_, rest, place) => {
    const { wrong, branches, leftOut } = read([branch(1, rest), branch(2)]);
    expect(wrong).toMatchObject([{ place }]);
    expect([branches.map(({ number }) => number), leftOut]).toEqual([[2], 1]);
    for (const language of ['es', 'en'] as const) expect(sayFailure(wrong[0]!, language)).toContain(place);
  });

  test('a circle: one of it leaves a branch that stands after it', () => {
    const { wrong, branches, leftOut } = read([branch(1, { from: 2 }), branch(2, { from: 1 }), branch(3)]);
    expect(wrong).toEqual([{ code: 'incompatible', place: 'branches[0].from', reason: 'branch-leaves-earlier', found: '2' }]);
    expect(sayFailure(wrong[0]!, 'en')).toBe(
      '“branches[0].from” is 2: a branch leaves the run itself, 0, or a branch that stands before it in the file; write the number of one of those.',
    );
    // The other goes without a word: it would leave one that is not there.
    expect([branches.map(({ number }) => number), leftOut]).toEqual([[3], 2]);
  });

  test('a number given twice, a list that is none, and more than there is room for', () => {
    expect(wrongOf(branch(1), branch(1))).toMatchObject([{ place: 'branches[1].number', reason: 'branch-number-once' }]);
    expect(read('all').wrong).toEqual([{ code: 'wrong-type', place: 'branches', expected: 'list', found: '"all"' }]);
    expect(wrongOf(null, 3)).toMatchObject([{ place: 'branches[0]' }, { place: 'branches[1]' }]);
    const many = Array.from({ length: mostBranches }, (_, i) => branch(i + 1));
    expect(read(many)).toMatchObject({ wrong: [{ code: 'too-large', what: 'branches', place: 'branches' }], leftOut: 1 });
  });

  test('one that leaves another before its own first step leaves what that one left', () => {
    expect(read([branch(1), branch(2, { from: 1, step: 12 })]).branches[1]).toMatchObject({ from: 0, step: 12 });
  });
});

test('why one could not be made is said of its place in the file', () => {
  const at = { place: 'branches[2]', step: 900 };
  expect(refusedBranch(at, { code: 'step-out-of-range', step: 900, min: 0, max: 90 })).toMatchObject({
    place: 'branches[2].step',
    max: 90,
  });
  expect(refusedBranch(at, { code: 'non-finite', step: 41, layer: 1, unit: 0, tensor: 'z', value: 'NaN' })).toMatchObject({
    code: 'out-of-range',
    place: 'branches[2].step',
    found: '900',
    max: 41,
  });
  expect(refusedBranch(at, { code: 'incompatible', place: 'network', reason: 'branch-keeps-layers' })).toMatchObject({
    place: 'branches[2].change.spec.network',
  });
  const sample = { code: 'out-of-range', place: 'change.samples[0].sample', found: '90', min: 0, max: 39, integer: true } as const;
  expect(refusedBranch(at, sample)).toEqual({ ...sample, place: 'branches[2].change.samples[0].sample' });
});
