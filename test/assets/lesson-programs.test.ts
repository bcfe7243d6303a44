import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readLesson, readLessonRun } from '#core/lessons/read-lesson.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, prepareRun, type Run } from '#core/net/run.ts';
import { hasPackage, python } from '#test/core/code/python.ts';
import { specOf } from '#test/golden/golden.ts';

/** The programs of unit 11 are Python that makes the numbers of the runs beside them. */

const torch = hasPackage('torch', 'the programs of unit 11');
const folder = 'assets/courses/backpropagation-visual';
const source = (name: string) => readFile(`${folder}/${name}`, 'utf8');

/** A run of a lesson, without what the program beside it does not have. */
const runOf = async (id: string, name: string, change: object = {}): Promise<Run> => {
  const lesson = readLesson(await source(`${id}/lesson.json`));
  if (!lesson.ok) throw new Error(JSON.stringify(lesson.failure));
  const read = readLessonRun(lesson.value, name, {});
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return prepareRun(specOf({ ...(read.value.spec as object), ...change }));
};
const printed = (program: string): number[] => {
  const { status, stdout, stderr } = python(['-c', program]);
  expect(status, stderr).toBe(0);
  return [...stdout.matchAll(/-?\d+(?:\.\d*)?/g)].map(([number]) => Number(number));
};

/** What steps of a run leave of a parameter, by its place in the state. */
const after = (run: Run, steps: number): Float64Array => {
  let state: Float64Array = initialState(run);
  let next: Float64Array = new Float64Array(state.length);
  const workspace = createWorkspace(run);
  for (let k = 0; k < steps; k++) {
    expect(advance(run, k, state, next, workspace).failure).toBeUndefined();
    [state, next] = [next, state];
  }
  return state;
};

test.skipIf(!torch)('tape.py gathers the gradients of three ways back', async () => {
  // One step at rate 1 takes away one gradient of the last weight.
  const run = await runOf('11.1.1', 'main', { optimizer: { kind: 'sgd', learningRate: 1 } });
  const [, , w2] = initialState(run);
  const gradient = w2! - after(run, 1)[2]!;
  expect(gradient).not.toBe(0);
  expect(printed(await source('tape.py'))[0]).toBeCloseTo(3 * gradient, 4);
});

test.skipIf(!torch)('loop.py makes the steps of the run beside it', async () => {
  const run = await runOf('11.1.2', 'main');
  const [w1, w2, b1, b2, v1, v2, c] = after(run, 4);
  const relu = (z: number): number => Math.max(0, z);
  const begun = `
with torch.no_grad():
    for p, value in zip(net.parameters(), ([[1.0], [0.5]], [0.0, 0.0], [[1.0, -1.0]], [0.0])):
        p.copy_(torch.tensor(value))
`;
  const program = (await source('loop.py')).replace('\ncriterion =', `${begun}criterion =`);
  expect(program).toContain('copy_');
  const predicted = v1! * relu(w1! * 2 + b1!) + v2! * relu(w2! * 2 + b2!) + c!;
  expect(printed(program)[0]).toBeCloseTo(predicted, 3);
});
