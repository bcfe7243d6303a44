import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Tool } from '#core/view/tools.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { isEnabled, isOff, runCommand } from '#renderer/model/commands.ts';
import { learn } from '#renderer/model/lessons/learn.ts';
import { entriesOf } from '#renderer/model/palette.ts';
import { perform } from '#renderer/model/perform.ts';
import { nodeApp } from '../node-app.ts';

let app: App;
/** Plays the template with these switched off in the lesson, and those in its first beat. */
const playWithout = async (off: readonly Tool[], inBeat: readonly Tool[] = []): Promise<void> => {
  const source = {
    read: async (file: string) => {
      const text = await readFile(`assets/course-template/${file}`, 'utf8');
      if (file !== '1/lesson.json') return text;
      const lesson = JSON.parse(text) as { beats: object[] };
      Object.assign(lesson.beats[0]!, { off: inBeat });
      return JSON.stringify({ ...lesson, off });
    },
  };
  app = nodeApp();
  await app.start();
  app.layout.room = { width: 1400, height: 800, rem: 16, caption: 0 };
  await learn(app, source, '1');
};

describe('what a lesson switches off', () => {
  beforeEach(() => playWithout(['edit', 'train', 'landscape'], ['formulas']));

  test('is no command, and says why', async () => {
    for (const id of ['ownNetwork', 'editorPanel', 'train', 'formulas'] as const) {
      expect([isOff(id, app), isEnabled(id, app)]).toEqual([true, false]);
      expect(await perform(app, { id })).toEqual({ code: 'switched-off' });
    }
    expect(isEnabled('forward', app)).toBe(true);
    runCommand('train', app);
    expect(app.notices.current).toMatchObject({ failure: { code: 'switched-off' } });
    const entries = entriesOf(app);
    expect(entries.filter(({ off }) => off).map(({ id }) => id)).toEqual(expect.arrayContaining(['train', 'ownNetwork', 'view-landscape']));
    expect(entries.find(({ id }) => id === 'view-loss')!.off).toBe(false);
  });

  test.each([
    { id: 'fork', args: { change: { spec: { optimizer: { kind: 'sgd', learningRate: 3 } } } } },
    { id: 'whatIf', args: { held: { place: { layer: 1, kind: 'b', row: 0, col: 0 }, value: 1 } } },
    { id: 'trainTo', args: { step: 200 } },
    { id: 'openView', args: { view: 'landscape' } },
  ])('is refused to $id', async (command) => expect(await perform(app, command)).toEqual({ code: 'switched-off' }));

  test('is refused to every road, and nothing changes', async () => {
    const before = [app.branches.root, app.branches.list, app.run.goal, app.layout.state];
    expect(await app.session.edit({ ...app.run.spec!, seed: 9 })).toEqual({ code: 'switched-off' });
    expect(await app.session.fork({ samples: [] })).toEqual({ code: 'switched-off' });
    app.whatIf.hold({ layer: 1, kind: 'b', row: 0, col: 0 }, 2);
    app.session.setGoal(500);
    app.layout.open('first', 'landscape');
    app.layout.toggle('editor');
    expect([app.branches.root, app.branches.list, app.run.goal, app.layout.state]).toEqual(before);
    expect(app.whatIf.held).toBeUndefined();
  });

  test('of a beat is there again in the next one, and all of it once the lesson is left', async () => {
    await app.lesson!.goTo(1);
    expect([isOff('formulas', app), isOff('train', app)]).toEqual([false, true]);
    await app.leaveLesson();
    expect(app.tools.off).toBeUndefined();
    expect(await perform(app, { id: 'openView', args: { view: 'landscape' } })).toBeUndefined();
  });
});

test('a view that is off closes, whoever had it open', async () => {
  await playWithout([]);
  app.layout.open('first', 'loss');
  await app.leaveLesson();
  app.layout.open('first', 'loss');
  expect(app.layout.isOpen('first')).toBe(true);
  app.tools.off = ['loss'];
  app.layout.close();
  expect(app.layout.isOpen('first')).toBe(false);
});
