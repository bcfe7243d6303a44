import { unzipSync, strFromU8 } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '#core/contract/failure.ts';
import { checkCourse } from '#core/course-check/check-course.ts';
import type { FileToSave } from '#core/protocol/host.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { readDiskCourse } from '#renderer/model/lessons/disk-course.ts';
import { fetchCourse, fetchLesson } from '#renderer/model/lessons/open-lesson.ts';
import { Player } from '#renderer/model/lessons/player.svelte.ts';
import { Recorder } from '#renderer/model/lessons/recorder.svelte.ts';
import { perform } from '#renderer/model/perform.ts';
import { exampleFiles } from '#renderer/model/run/examples.ts';
import { readView } from '#renderer/model/view/view-state.ts';
import { nodeApp } from '../node-app.ts';

let app: App;
let recorder: Recorder;
let saved: FileToSave | undefined;

const begin = async (): Promise<void> => {
  saved = undefined;
  app = nodeApp(undefined, { saveFile: async (file) => ((saved = file), { name: file.suggestedName }) });
  await app.session.openExample('twoTwoTwo');
  await app.playhead.arrive();
  recorder = new Recorder(app);
};
beforeEach(begin);

const doAll = async (...commands: readonly unknown[]): Promise<void> => {
  for (const command of commands) expect(await perform(app, command)).toBeUndefined();
};
/** The saved draft, read as anyone's course is. */
const draft = async () => {
  expect(await recorder.save('es')).toBe(true);
  const read = await readDiskCourse({ name: saved!.suggestedName, bytes: saved!.bytes }, new Set());
  if (!read.ok) throw new Error(read.failure.code);
  const files = Object.fromEntries(
    Object.entries(unzipSync(saved!.bytes)).map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), strFromU8(bytes)]),
  );
  return { ...read.value, files };
};
/** What the whole proof says of it. */
const proof = async (files: Readonly<Record<string, string>>) => {
  const read = async (file: string) =>
    files[file] === undefined ? fail({ code: 'file-unreadable' as const, file, reason: 'ENOENT' }) : ok(files[file]);
  const checking = checkCourse({ read, examples: exampleFiles, tables: async () => ({}) }, new Set());
  for (let step = await checking.next(); ; step = await checking.next()) if (step.done) return step.value;
};

test('scenes become beats with their place, what is looked at and what is said', async () => {
  await doAll({ id: 'goTo', args: { step: 3, phase: 'backward', layer: 2 } }, { id: 'select', args: { target: { kind: 'loss' } } });
  recorder.add();
  await doAll({ id: 'goTo', args: { step: 7, phase: 'loss' } });
  recorder.add();
  recorder.say(recorder.scenes[0]!.id, 'La pérdida es {loss}.\n\nY **baja**.');
  recorder.title = 'Una lección: ¿sí?';
  const { files, faults, source } = await draft();
  expect(saved!.suggestedName).toBe('una-leccion-si.zip');
  expect(faults).toEqual([]);
  const scenes = JSON.parse(files['1/lesson.json']!) as { runs: unknown; beats: { view: { views: { open: unknown } } }[] };
  expect(scenes.runs).toEqual({ main: { example: 'two-two-two', steps: app.run.wished } });
  // The panel beside the picture was closed, whatever would stand in it.
  expect(scenes.beats[0]!.view.views.open).toEqual({ first: false, second: false, bottom: false });
  expect(await proof(files)).toMatchObject({ lessons: 1, languages: 1, beats: 2, tasks: 0, faults: [] });
  const course = await fetchCourse(source);
  const player = new Player(app, course, await fetchLesson(source, course, '1'));
  await player.goTo(0);
  expect(player.failure).toBeUndefined();
  expect(readView(app)).toMatchObject({ place: { step: 3, phase: 'backward', layer: 2 }, selected: { kind: 'loss' } });
  expect(player.says.say).toHaveLength(2);
  await player.goTo(1);
  expect(readView(app).place).toMatchObject({ step: 7, phase: 'loss' });
});

describe('what is done between two scenes is the solution of a task, once it is one', () => {
  const place = { layer: 2, kind: 'W', row: 0, col: 0 };
  test.each<[string, boolean, readonly unknown[]]>([
    ['a setting changed', true, [{ id: 'fork', args: { change: { spec: { optimizer: { kind: 'sgd', learningRate: 2 } } }, step: 2 } }]],
    [
      'a weight changed',
      true,
      [
        { id: 'fork', args: { change: { parameters: [{ place, value: 3 }] }, step: 2 } },
        { id: 'goTo', args: { step: 4 } },
      ],
    ],
    ['a unit chosen', false, [{ id: 'select', args: { target: { kind: 'unit', layer: 1, unit: 1 } } }]],
    ['a sample followed', false, [{ id: 'follow', args: { sample: 0 } }]],
    ['a view opened', false, [{ id: 'openView', args: { view: 'landscape' } }]],
    ['another moment', false, [{ id: 'goTo', args: { step: 5, phase: 'gradient', layer: 1 } }]],
  ])('%s', async (_, isTask, commands) => {
    recorder.add();
    await doAll(...commands);
    await app.playhead.arrive();
    recorder.add();
    const [first] = recorder.scenes;
    expect(first!.task).toBe(isTask);
    expect(first!.commands).toBeGreaterThanOrEqual(commands.length);
    recorder.setTask(first!.id, true);
    const { files, faults } = await draft();
    expect(faults).toEqual([]);
    expect(await proof(files)).toMatchObject({ beats: 2, tasks: 1, faults: [] });
  });

  test('nothing done is no task, and another run opened is none', async () => {
    recorder.add();
    recorder.add();
    await app.session.openExample('xor');
    await app.playhead.arrive();
    recorder.add();
    expect(recorder.scenes.map(({ commands }) => commands)).toEqual([0, 0, 0]);
    const { files } = await draft();
    expect(Object.keys((JSON.parse(files['1/lesson.json']!) as { runs: object }).runs)).toEqual(['main', 'run2']);
    expect((await proof(files)).faults).toEqual([]);
  });
});

test('a mark that is set becomes a scene with its note, and those that are there already do at the beginning', async () => {
  await doAll({ id: 'goTo', args: { step: 2 } });
  app.mark();
  recorder = new Recorder(app);
  expect(recorder.scenes.map(({ step }) => step)).toEqual([2]);
  await doAll({ id: 'goTo', args: { step: 6 } });
  app.mark();
  recorder.tick();
  app.marks.put(app.playhead.here, 'Aquí se ve');
  recorder.tick();
  recorder.tick();
  expect(recorder.scenes.map(({ step, note }) => [step, note])).toEqual([
    [2, ''],
    [6, 'Aquí se ve'],
  ]);
});

test.each(['<b>hola</b>', 'cuesta {dinero', '## título', '? ¿y esto?', '- a: b', 'a * b $ c', '[[nada]]', '   '])(
  'a note is text, whatever is in it: %s',
  async (note) => {
    recorder.add();
    recorder.say(recorder.scenes[0]!.id, note);
    const { files, faults } = await draft();
    expect(faults).toEqual([]);
    expect((await proof(files)).faults).toEqual([]);
  },
);

test('a lesson has no more scenes than it may, and one can be taken away', () => {
  for (let i = 0; i < 14; i++) recorder.add();
  expect([recorder.scenes.length, recorder.full]).toEqual([12, true]);
  recorder.remove(recorder.scenes[3]!.id);
  expect([recorder.scenes.length, recorder.full]).toEqual([11, false]);
});

test('whoever changes their mind saves nothing', async () => {
  const other = nodeApp(undefined, { saveFile: async () => undefined });
  await other.session.openExample('first');
  const undecided = new Recorder(other);
  undecided.add();
  expect(await undecided.save('en')).toBe(false);
  expect(other.notices.current).toBeUndefined();
});
