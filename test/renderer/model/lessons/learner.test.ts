import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FileToSave } from '#core/protocol/host.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { CourseSource } from '#renderer/model/lessons/course-files.ts';
import { CourseLearner } from '#renderer/model/lessons/course-learner.svelte.ts';
import { asideKey, progressKey } from '#renderer/model/lessons/kept-progress.ts';
import { fetchCourse } from '#renderer/model/lessons/open-lesson.ts';
import { Preferences } from '#renderer/model/preferences.svelte.ts';
import { nodeApp } from '../node-app.ts';

const id = 'backpropagation-visual';
const source: CourseSource = { read: (file) => readFile(`assets/courses/${id}/${file}`, 'utf8') };
const course = await fetchCourse(source);

/** Local storage of a page. */
const storage = (kept: Record<string, string> = {}) => {
  const values = new Map(Object.entries(kept));
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  } as unknown as Storage & { readonly values: Map<string, string> };
};

let store: ReturnType<typeof storage>;
let saved: FileToSave | undefined;
let chosen: string;
let minute = 0;
/** The app is started on what the store keeps. */
const start = async (): Promise<{ app: App; learner: CourseLearner }> => {
  const app = nodeApp(undefined, {
    saveFile: async (file) => {
      saved = file;
      return { name: 'mine.json' };
    },
    openFile: async () => ({ name: 'theirs.json', bytes: new TextEncoder().encode(chosen) }),
  });
  Object.assign(app, { preferences: new Preferences(store, ['en-GB']) });
  const learner = new CourseLearner(app, () => `2026-01-01T00:${String(minute++).padStart(2, '0')}:00.000Z`);
  learner.know(course, source);
  app.learner = learner;
  await app.start();
  return { app, learner };
};
const lessons = (learner: CourseLearner) => learner.progress.courses[id] ?? {};
beforeEach(() => {
  store = storage();
  minute = 0;
});

test('a newcomer begins with the first lesson', async () => {
  const { learner } = await start();
  expect(learner.count).toEqual({ done: 0, all: 77 });
  expect(learner.next).toMatchObject({ course: { id }, stop: { id: '1.1.1' } });
  expect(learner.progress.courses).toEqual({});
});

test('a lesson that is left in the middle is opened again at its beat, with what was answered', async () => {
  const { app, learner } = await start();
  await learner.open(id, '5.1.2');
  app.lesson!.answer({ kind: 'choice', key: 'up' });
  await app.lesson!.goTo(1);
  learner.tick();
  await app.leaveLesson();

  const later = await start();
  expect(later.learner.next?.stop.id).toBe('5.1.2');
  await later.learner.open(id, '5.1.2');
  expect(later.app.lesson).toMatchObject({ index: 1 });
  await later.app.lesson!.goTo(0);
  expect(later.app.lesson!.record).toMatchObject({ predicted: { key: 'up' }, verdict: { right: false, key: 'up' } });
  expect(later.app.cover).toEqual([]);
});

test('a lesson is ticked at its end, and begins anew', async () => {
  const { app, learner } = await start();
  await learner.open(id, '1.1.1');
  const { beats } = app.lesson!;
  app.lesson!.answer({ kind: 'choice', key: 'x' });
  await app.lesson!.goTo(beats - 1);
  learner.tick();
  await learner.goOn(app.lesson!);
  expect(app.lesson!.id).toBe('1.1.2');
  expect(learner.count.done).toBe(1);
  expect(learner.next?.stop.id).toBe('1.1.2');
  await learner.open(id, '1.1.1');
  expect(app.lesson).toMatchObject({ index: 0, records: {} });
  learner.tick();
  expect(learner.count.done).toBe(1);
});

test('every moment of a lesson that says nothing new keeps nothing anew', async () => {
  const { learner } = await start();
  await learner.open(id, '1.1.1');
  learner.tick();
  const { progress } = learner;
  learner.tick();
  expect(learner.progress).toBe(progress);
});

test('minutes come of the lessons themselves', async () => {
  const { learner } = await start();
  expect(learner.minutes(id, '1.1.1')).toBeUndefined();
  await learner.measure();
  expect(learner.minutes(id, '1.1.1')).toBeGreaterThan(1);
  expect(learner.minutes(id, '13.recall')).toBeGreaterThan(0);
});

describe('as a file', () => {
  const finish = async ({ app, learner }: Awaited<ReturnType<typeof start>>, lesson: string): Promise<void> => {
    await learner.open(id, lesson);
    await learner.end(app.lesson!);
  };

  test('it goes out, and comes in beside what is there', async () => {
    const first = await start();
    await finish(first, '1.1.1');
    expect(await first.learner.save()).toBe('mine.json');
    expect(saved!.suggestedName).toBe('retrograd-progress.json');
    chosen = new TextDecoder().decode(saved!.bytes);
    store = storage();
    const second = await start();
    await finish(second, '1.1.2');
    expect(await second.learner.take()).toEqual({ ok: true, value: 1 });
    expect(Object.keys(lessons(second.learner))).toEqual(['1.1.1', '1.1.2']);
    expect(await second.learner.take()).toEqual({ ok: true, value: 0 });
    expect(Object.keys(lessons((await start()).learner))).toEqual(['1.1.1', '1.1.2']);
  });

  test('one that is none says so and changes nothing', async () => {
    const one = await start();
    await finish(one, '1.1.1');
    const before = one.learner.progress;
    chosen = JSON.stringify({ network: {} });
    expect(await one.learner.take()).toMatchObject({ ok: false, failure: { code: 'unknown-key', key: 'network' } });
    expect(one.learner.progress).toBe(before);
  });

  test('it is cleared on wish, and the wish is taken back', async () => {
    const one = await start();
    await finish(one, '1.1.1');
    const before = one.learner.progress;
    one.learner.clear();
    expect([one.learner.count.done, store.values.size, one.learner.canBringBack]).toEqual([0, 0, true]);
    await finish(one, '1.1.2');
    one.learner.bringBack();
    expect(one.learner.count.done).toBe(2);
    expect(lessons(one.learner)['1.1.1']).toEqual(before.courses[id]!['1.1.1']);
    expect(one.learner.canBringBack).toBe(false);
  });
});

describe('what is kept and cannot be read', () => {
  test.each([
    ['not JSON', '{"version":', 'not-json'],
    ['of a later program', '{"version":2,"courses":{},"more":1}', 'newer-version'],
  ])('%s is told, put aside, and lost by nobody', async (_, text, code) => {
    store = storage({ [progressKey]: text });
    const { app, learner } = await start();
    expect(learner.amiss).toMatchObject([{ code }]);
    await learner.open(id, '1.1.1');
    learner.tick();
    await app.leaveLesson();
    expect(store.values.get(asideKey)).toBe(text);
    expect((await start()).learner.amiss).toEqual([]);
  });

  test('one lesson of it leaves the others, and a program that can read what was put aside has it again', async () => {
    const good = { at: 'a', when: '2026-01-01T00:00:00.000Z', finished: true, beats: {} };
    store = storage({ [progressKey]: JSON.stringify({ version: 1, courses: { [id]: { '1.1.1': good, '1.1.2': { at: 1 } } } }) });
    const { learner } = await start();
    expect(Object.keys(lessons(learner))).toEqual(['1.1.1']);
    expect(learner.amiss).toMatchObject([{ place: `courses.${id}.1.1.2.at` }]);
    store.setItem(asideKey, JSON.stringify({ version: 1, courses: { [id]: { '1.1.3': good } } }));
    learner.reread();
    expect(Object.keys(lessons(learner))).toEqual(['1.1.1', '1.1.3']);
  });

  test('a store that is full loses nothing of the session, and says so', async () => {
    const { app, learner } = await start();
    store.setItem = () => {
      throw new Error('full');
    };
    await learner.open(id, '1.1.1');
    learner.tick();
    expect(app.notices.current).toMatchObject({ kind: 'failure', failure: { code: 'file-unwritable' } });
    expect(Object.keys(lessons(learner))).toEqual(['1.1.1']);
  });
});
