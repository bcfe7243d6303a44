import { readFile } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import type { Slot } from '#renderer/link/slot.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { CourseSource } from '#renderer/model/lessons/course-files.ts';
import { learn } from '#renderer/model/lessons/learn.ts';
import { exampleSpec, startingExample } from '#renderer/model/run/examples.ts';
import { smallRun } from '../fake-trainer.ts';
import { nodeApp } from '../node-app.ts';

const source: CourseSource = { read: (file) => readFile(`assets/courses/backpropagation-visual/${file}`, 'utf8') };

/** A page whose address names a lesson: its network comes first, and what was left here once it is over. */
let parts: Readonly<Record<string, unknown>>;
let writes: number;
const slot: Slot = {
  read: async () => structuredClone(parts),
  write: async (some) => {
    writes += 1;
    parts = structuredClone({ ...parts, ...some });
  },
};
beforeEach(() => {
  parts = {};
  writes = 0;
});

let clock = 0;
const wait = async (app: App): Promise<void> => {
  for (let frame = 0; frame < 25; frame++) {
    app.tick((clock += 100), 0);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};
const begin = async (id: string): Promise<{ readonly app: App; readonly opened: readonly unknown[] }> => {
  const app = nodeApp(slot);
  const opened: unknown[] = [];
  app.run.onTaken(({ by, spec }) => by === 'opening' && opened.push(spec));
  await app.start(undefined, async () => {
    await learn(app, source, id);
    return true;
  });
  return { app, opened };
};
const first = exampleSpec(startingExample).network.layers.length;

test('no other network is opened before the lesson’s own, nor kept', async () => {
  const { app, opened } = await begin('5.1.2');
  expect(opened).toEqual([app.branches.root]);
  expect(app.run.spec!.loss).toBe('binary-cross-entropy');
  await wait(app);
  expect([writes, app.keeper.isEdited, app.keeper.wouldLose]).toEqual([0, false, false]);
  await app.leaveLesson();
  expect(app.session.example).toBe(startingExample);
  expect(app.run.spec!.network.layers).toHaveLength(first);
});

test('what was left here comes once the lesson is over, and is kept from then on', async () => {
  const before = nodeApp(slot);
  await before.start();
  await before.session.openSpec(smallRun, 60);
  before.playhead.seek(20);
  before.marks.put(before.playhead.here, 'nota');
  await wait(before);

  const { app, opened } = await begin('5.1.2');
  const written = writes;
  await wait(app);
  expect([opened.length, writes]).toEqual([1, written]);
  await app.leaveLesson();
  expect(app.run.spec).toEqual(before.run.spec);
  expect([app.playhead.step, app.marks.list.map(({ note }) => note)]).toEqual([20, ['nota']]);
  await wait(app);
  expect([app.keeper.isEdited, before.keeper.isEdited]).toEqual([true, true]);

  app.marks.put({ step: 3, t: app.playhead.timeline!.restAt(2) }, 'otra');
  const kept = writes;
  await wait(app);
  expect(writes).toBeGreaterThan(kept);
});

test('what was opened within it is offered back', async () => {
  const { app } = await begin('5.1.2');
  await app.session.openExample('moons');
  const { spec } = app.run;
  await app.leaveLesson();
  expect(app.session.example).toBe(startingExample);
  await app.keeper.bringBack();
  expect(app.run.spec).toEqual(spec);
});

test('a lesson that there is none of is told, and the page begins as ever', async () => {
  const { app } = await begin('99.9.9');
  expect(app.lesson).toBeUndefined();
  expect(app.session.example).toBe(startingExample);
  expect(app.notices.current).toMatchObject({ kind: 'failure', failure: { reason: expect.stringContaining('99.9.9') } });
});
