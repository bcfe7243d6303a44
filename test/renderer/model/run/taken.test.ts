import { expect, test } from 'vitest';
import { step } from '#core/contract/units.ts';
import { Run } from '#renderer/model/run/run.svelte.ts';
import type { Taken } from '#renderer/model/run/taken.ts';
import { start } from '#test/core/worker/start.ts';
import { smallRun } from '#test/renderer/model/fake-trainer.ts';

const opening = { by: 'opening', example: undefined } as const;
const wider = { ...smallRun, network: { layers: [{ units: 5, activation: 'tanh' }, smallRun.network.layers[1]] } } as const;
/** A run of a real trainer, and what it tells. */
const told = () => {
  const run = new Run(start().trainer);
  const heard: Taken[] = [];
  run.onTaken((taken) => heard.push(taken));
  return { run, heard };
};

test('each road by which a run takes the stage is told once, with the new run there', async () => {
  const { run, heard } = told();
  run.onTaken(({ spec, branch }) => expect([run.spec, run.summary!.branch]).toEqual([spec, branch]));
  await run.open(smallRun, 20, opening);
  const { spec: first } = run;
  expect(heard).toEqual([{ ...opening, spec: first, branch: 0, before: undefined, sameShape: false }]);
  await run.open({ ...smallRun, seed: 4 }, 20, { by: 'edit', adapted: false });
  expect(heard[1]).toMatchObject({ by: 'edit', before: first, sameShape: true });
  await run.open(wider, 20, { by: 'edit', adapted: true });
  expect(heard[2]).toMatchObject({ by: 'edit', adapted: true, sameShape: false });
  const fork = { from: 0, step: step(3), change: { samples: [{ sample: 2, y: [1] }] } };
  expect(await run.fork(fork, true)).toBeUndefined();
  expect(heard[3]).toMatchObject({ by: 'fork', fork, hidden: true, branch: 1, sameShape: true });
  await run.turnTo(0, { by: 'turn' });
  expect(heard[4]).toMatchObject({ by: 'turn', branch: 0 });
  expect(heard).toHaveLength(5);
});

test('a run that is refused takes no stage', async () => {
  const { run, heard } = told();
  await run.open(smallRun, 20, opening);
  expect((await run.open({ network: 7 }, 20, opening))?.code).toBeDefined();
  expect((await run.turnTo(9, { by: 'turn' }))?.code).toBeDefined();
  expect(heard).toHaveLength(1);
});

test('what is made again in silence is told when all of it is there', async () => {
  const { run, heard } = told();
  await run.open(smallRun, 20, opening);
  await run.open(smallRun, 20);
  expect(heard).toHaveLength(1);
  run.tell({ by: 'recovery' });
  expect(heard[1]).toMatchObject({ by: 'recovery', branch: 0, sameShape: true });
});
