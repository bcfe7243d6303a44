import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { beatSpans } from '#core/lessons/text.ts';
import { lessonsOf } from '#core/lessons/course.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { CourseSource } from '#renderer/model/lessons/course-files.ts';
import { fetchCourse, fetchLesson } from '#renderer/model/lessons/open-lesson.ts';
import { readLink, writeLink } from '#renderer/model/lessons/link.ts';
import { Player } from '#renderer/model/lessons/player.svelte.ts';
import { setStart } from '#renderer/model/run/start-edits.ts';
import { readView } from '#renderer/model/view/view-state.ts';
import { nodeApp } from '../node-app.ts';

const sourceOf = (name: string): CourseSource => ({ read: (file) => readFile(`assets/courses/${name}/${file}`, 'utf8') });
const source = sourceOf('backpropagation-visual');
const course = await fetchCourse(source);
const lesson = await fetchLesson(source, course, '5.1.2');

let app: App;
let player: Player;
let clock = 0;
beforeEach(async () => {
  app = nodeApp();
  player = new Player(app, course, lesson);
  await player.goTo(0);
});

/** Some time goes by, in frames. */
const wait = async (frames = 30): Promise<void> => {
  for (let frame = 0; frame < frames; frame++) {
    app.tick((clock += 100), 0);
    player.tick(clock);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
const indexOf = (id: string): number => lesson.lesson.beats.findIndex((beat) => beat.id === id);

test('the course has its lessons', () => {
  expect(lessonsOf(course).map(({ id }) => id)).toContain('5.1.2');
});

test('a beat sets its scene: its run, its place in time, and the numbers that it says', () => {
  expect(player.failure).toBeUndefined();
  expect(app.run.spec!.loss).toBe('binary-cross-entropy');
  expect(readView(app).place).toMatchObject({ step: 0, phase: 'backward', layer: 2 });
  const values = player.says.say.flat().flatMap((span) => (span.kind === 'value' ? [player.value(span.expression)!] : []));
  // Worked in NumPy: the output, its target, its error, the two weights.
  const wanted = [0.5103, 1, -0.4897, 0.9, 0.3];
  values.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 4));
  expect(values).toHaveLength(wanted.length);
});

test('a cover of what its network does not have is told with its beat', async () => {
  const [first, ...rest] = lesson.lesson.beats;
  const odd = { ...lesson, lesson: { ...lesson.lesson, beats: [{ ...first!, cover: ['delta[3][1]'] }, ...rest] } };
  player = new Player(app, course, odd);
  await player.goTo(0);
  expect(player.failure).toMatchObject({
    file: '5.1.2/lesson.json',
    beat: first!.id,
    failure: { problem: 'outside', place: 'delta[3][1]' },
  });
  expect(player.setting).toBe(false);
});

describe('a question', () => {
  test('keeps the prediction beside what came of it', () => {
    expect(player.isThrough).toBe(false);
    expect(player.answer({ kind: 'choice', key: 'up' })).toEqual({ right: false, key: 'up' });
    expect(player.isThrough).toBe(true);
    expect(player.answer({ kind: 'choice', key: 'down' })).toEqual({ right: true, key: 'down' });
    expect(player.record).toMatchObject({ predicted: { key: 'up' }, answer: { key: 'down' } });
  });

  test('of a number is right within its tolerance, and a usual wrong one is known', async () => {
    await player.goTo(indexOf('share'));
    expect(player.answer({ kind: 'number', value: -0.44 })).toEqual({ right: true });
    expect(player.answer({ kind: 'number', value: -0.49 })).toEqual({ right: false, key: 'weight-ignored' });
    expect(player.answer({ kind: 'number', value: 7 })).toEqual({ right: false });
  });
});

describe('an answer that is chosen', () => {
  test('waits to be checked, and a prediction is made once', () => {
    expect(player.waitsFor).toBe('check');
    expect(player.check()).toBeUndefined();
    player.choose({ kind: 'choice', key: 'up' });
    expect(player.record.verdict).toBeUndefined();
    expect(player.check()).toEqual({ right: false, key: 'up' });
    player.choose({ kind: 'choice', key: 'down' });
    expect(player.toCheck).toBeUndefined();
    expect(player.waitsFor).toBe('beat');
  });

  test('of a number may be another one, until it is right or shown', async () => {
    await player.goTo(indexOf('share'));
    const choose = (value: number) => player.choose({ kind: 'number', value });
    choose(7);
    player.check();
    expect(player.toCheck).toBeUndefined();
    choose(8);
    expect(player.waitsFor).toBe('check');
    player.reveal();
    expect(player.waitsFor).toBe('beat');
    expect(player.record).toMatchObject({ predicted: { value: 7 }, revealed: true });
  });

  test('is another one in another beat', async () => {
    player.choose({ kind: 'choice', key: 'up' });
    await player.goTo(indexOf('share'));
    expect(player.toCheck).toBeUndefined();
  });

  test('need not be one’s own: a room’s are counted, and the right one is shown', () => {
    player.count('up', 12);
    player.count('down', 3);
    expect(app.covers).toBeDefined();
    player.reveal();
    expect(app.covers).toBeUndefined();
    expect(player.record).toMatchObject({ counts: { up: 12, down: 3 }, revealed: true });
    expect(player.record.verdict).toBeUndefined();
    expect(player.isThrough).toBe(true);
  });
});

test('the picture is on its way to a later place of the same step, and there at once where motion is reduced', async () => {
  const there = readView(app).place;
  const again = async (): Promise<void> => {
    await player.goTo(0);
    app.playhead.seek(0);
    await player.goTo(0);
  };
  await again();
  expect(player.onWay).toBe(true);
  expect(readView(app).place.phase).toBe('start');
  // Eight seconds at most.
  for (let time = 0; time <= 8000; time += 500) app.tick((clock += 500), 500);
  player.tick(clock);
  expect(player.onWay).toBe(false);
  expect(readView(app).place).toEqual(there);
  await again();
  player.answer({ kind: 'choice', key: 'down' });
  expect(readView(app).place).toEqual(there);
  app.preferences.reducedMotion = true;
  await again();
  expect(player.onWay).toBe(false);
});

test('the picture has the window to itself; what stands beside it comes with the beat that needs it', async () => {
  app.layout.set({ open: { ...app.layout.state.open, editor: true, training: true, bottom: true } });
  await player.set();
  for (const part of ['editor', 'detail', 'training', 'bottom'] as const) expect(app.layout.isOpen(part)).toBe(false);
  const open = { first: true, second: false, bottom: false };
  const views = { first: 'loss', second: 'plane', bottom: 'health', open } as const;
  const beats = lesson.lesson.beats.map((beat, i) => ({ ...beat, view: { ...beat.view, views: i === 1 ? views : undefined } }));
  const viewing = new Player(app, course, { ...lesson, lesson: { ...lesson.lesson, beats } });
  app.layout.room = { width: 1366, height: 640, rem: 16, caption: 80 };
  for (const index of [1, 2, 1]) {
    await viewing.goTo(index);
    expect(app.layout.isOpen('detail')).toBe(true);
    expect(app.layout.isOpen('formulas')).toBe(false);
    expect(app.layout.arrangement.views.map(({ view }) => view)).toEqual(['loss']);
  }
  await viewing.goTo(0);
  expect(app.layout.isOpen('detail')).toBe(false);
});

describe('a task', () => {
  beforeEach(() => player.goTo(indexOf('yours')));

  test('is noticed by what holds, whatever was done', async () => {
    await wait();
    expect(player.record.done).toBeUndefined();
    await app.session.fork({ parameters: [{ place: { layer: 1, kind: 'b', row: 0, col: 0 }, value: -4 }] }, 0);
    await wait();
    expect(player.record).toEqual({ done: true, hints: 0 });
  });

  test('is noticed while a weight is only held at another value', async () => {
    await wait();
    app.whatIf.hold({ layer: 1, kind: 'b', row: 0, col: 0 }, -4);
    await expect.poll(async () => (await wait(5), player.record.done)).toBe(true);
  });

  test('is done by numbers typed at the start, held against the run that the lesson opened', async () => {
    const open = await fetchLesson(source, course, '6.1.2');
    player = new Player(app, course, open);
    // A nudge of the first weight is to reach the output twice as strong as in the lesson's run.
    await player.goTo(open.lesson.beats.findIndex(({ id }) => id === 'yours'));
    await wait();
    const type = async (bias: number): Promise<void> => {
      app.draft.change(setStart({ layer: 2, kind: 'b', row: 0, col: 0 }, bias));
      await app.draft.flush();
      await wait();
    };
    await type(0.1);
    expect(app.branches.list).toHaveLength(0);
    expect(player.record.done).toBeFalsy();
    await type(-3);
    expect(player.record.done).toBe(true);
  });

  test('is looked at while time goes on', async () => {
    const failed: unknown[] = [];
    const note = (reason: unknown): void => void failed.push(reason);
    process.on('unhandledRejection', note);
    for (let step = 1; step < 12; step++) {
      app.playhead.seek(step);
      player.tick((clock += 200));
      app.playhead.seek(step + 20);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await wait();
    process.off('unhandledRejection', note);
    expect(failed).toEqual([]);
  });

  test('can be shown, and the beat given back as it was', async () => {
    await player.showMe();
    expect(player.record).toMatchObject({ done: true, shown: true });
    expect(app.branches.list).toHaveLength(1);
    await player.set();
    expect(app.branches.list).toHaveLength(0);
    expect(readView(app).selected).toEqual({ kind: 'bias', layer: 1, unit: 0 });
  });

  test('opens its hints one by one', () => {
    player.hint();
    player.hint();
    player.hint();
    expect(player.record.hints).toBe(2);
  });
});

test('the learner’s own work is put aside and comes back', async () => {
  const own = nodeApp();
  await own.start();
  own.playhead.seek(3);
  const before = { view: readView(own), spec: own.run.spec };
  const back = own.keeper.putAside();
  const inLesson = new Player(own, course, lesson);
  await inLesson.goTo(2);
  expect(own.run.spec).not.toEqual(before.spec);
  expect(own.keeper.replaced).toBeUndefined();
  await back();
  expect(own.run.spec).toEqual(before.spec);
  expect(readView(own).place).toEqual(before.view.place);
  expect(own.keeper.replaced).toBeUndefined();
});

test('what was opened within a lesson is offered back on leaving it', async () => {
  const own = nodeApp();
  await own.start();
  const back = own.keeper.putAside();
  const inLesson = new Player(own, course, lesson, back);
  await inLesson.goTo(0);
  await own.session.restart();
  await own.session.openExample('xor');
  await inLesson.goTo(0);
  await own.session.openExample('moons');
  const { spec } = own.run;
  await inLesson.leave();
  expect(own.run.spec).not.toEqual(spec);
  await own.keeper.bringBack();
  expect(own.run.spec).toEqual(spec);
});

test.each([
  { step: 12, phase: 'loss' as const, stepsASecond: 40 },
  { step: 0, phase: 'optimise' as const },
])('a beat plays on once it is answered, to step $step, $phase, and the learner’s own speed comes back', async (play) => {
  app.preferences.readingPace = false;
  const { lesson: scenes } = lesson;
  const [first] = scenes.beats;
  const beat = { ...first!, play };
  const playing = new Player(app, course, { ...lesson, lesson: { ...scenes, beats: [beat, ...scenes.beats.slice(1)] } });
  await playing.goTo(0);
  const { playhead } = app;
  const { speed } = playhead;
  const frames = async (count: number): Promise<void> => {
    for (let frame = 0; frame < count; frame++) {
      app.tick((clock += 50), 50);
      playing.tick(clock);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  await frames(10);
  expect([playhead.playing, playhead.step]).toEqual([false, 0]);
  playing.answer({ kind: 'choice', key: 'up' });
  expect(playhead.playing).toBe(true);
  await expect.poll(async () => (await frames(20), playhead.playing)).toBe(false);
  expect(readView(app).place).toMatchObject({ step: play.step, phase: play.phase });
  expect(playhead.speed).toBe(speed);
});

test('what a text says stays, whatever the learner makes of the run', async () => {
  const compared = await fetchLesson(source, course, '4.2.1');
  const wild = new Player(app, course, compared);
  await wild.goTo(1);
  const said = (): (number | undefined)[] =>
    wild.says.say.flat().flatMap((span) => (span.kind === 'value' ? [wild.value(span.expression)] : []));
  const before = said();
  expect(before.length).toBeGreaterThan(4);
  app.playhead.seek(0);
  // An edit at the start begins the run anew, without the branches that the text names.
  expect(await app.session.edit({ ...app.run.spec!, seed: 5 })).toBeUndefined();
  expect(app.branches.list).toEqual([]);
  expect(said()).toEqual(before);
});

describe('a link', () => {
  test.each([
    ['#lesson=5.1.2', { course: 'backpropagation-visual', id: '5.1.2', beat: 0 }],
    ['#lesson=4.2.1&beat=3&lang=en', { course: 'backpropagation-visual', id: '4.2.1', beat: 2, language: 'en' }],
    ['#lesson=1.1.1&beat=none&lang=xx', { course: 'backpropagation-visual', id: '1.1.1', beat: 0 }],
    ['#course=article&lesson=1.2&beat=2', { course: 'article', id: '1.2', beat: 1 }],
    ['#beat=2', undefined],
    ['', undefined],
  ])('%s', (hash, wanted) => expect(readLink(hash)).toEqual(wanted));

  test.each([
    { course: 'backpropagation-visual', id: '4.2.1', beat: 2 },
    { course: 'a course', id: '1&2', beat: 0 },
  ])('%o is written as it is read', (link) => {
    expect(readLink(writeLink(link))).toEqual(link);
  });
});

/** Every beat of every lesson of every course sets its scene, in its branches too. */
const lessons = await Promise.all(
  ['backpropagation-visual', 'start', 'article'].map(async (name) => {
    const own = sourceOf(name);
    const contents = await fetchCourse(own);
    return lessonsOf(contents).map(({ id }) => ({ name, id, own, contents }));
  }),
);
test.each(lessons.flat())('$name $id: all numbers of all beats are there', async ({ id, own, contents }) => {
  const other = await fetchLesson(own, contents, id);
  const walked = new Player(app, contents, other);
  for (const [index, beat] of other.lesson.beats.entries()) {
    await walked.goTo(index);
    expect(walked.failure, beat.id).toBeUndefined();
    for (const text of other.texts.values()) {
      const spans = [...beatSpans(text.beats.get(beat.id)!), ...(walked.isLast ? (text.open ?? []).flat() : [])];
      for (const span of spans) if (span.kind === 'value') expect(walked.value(span.expression), `${beat.id} ${span.source}`).toBeDefined();
    }
    for (const span of (walked.code ?? []).flatMap(({ note }) => note))
      if (span.kind === 'value') expect(walked.value(span.expression), `${beat.id} ${span.source}`).toBeDefined();
    if (beat.ask) expect(walked.rightAnswer(), beat.id).toBeDefined();
  }
});
