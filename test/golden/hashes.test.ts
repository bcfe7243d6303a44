import { expect, test } from 'vitest';
import { updatesOf } from '#core/compile/updates.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { golden, specOf } from './golden.ts';
import { hashedRuns, hashedSteps, hashOf } from './hashed-runs.ts';

const hashes = golden<Readonly<Record<string, number>>>('hashes.json');

test.each(Object.keys(hashedRuns))('a thousand updates have the same bits everywhere: %s', (name) => {
  const run = prepareRun(specOf(hashedRuns[name]));
  const found = (['never', 'now'] as const).map((compile) => {
    const state = initialState(run);
    expect(updatesOf(run, { compile }).make(0, hashedSteps, state, () => undefined)).toEqual({ made: hashedSteps });
    return hashOf(state);
  });
  expect(found).toEqual([hashes[name], hashes[name]]);
});
