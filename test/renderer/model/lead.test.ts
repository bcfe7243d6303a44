import { describe, expect, test } from 'vitest';
import { seconds } from '#core/contract/units.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { canLead, followClicker, followLead, leadOf, type Lead } from '#renderer/model/lead.ts';

type Told = Parameters<typeof followLead>[0];
/** The button with time somewhere, and what pressing it did. */
const press = (time: { playing?: boolean; step?: number; t?: number }): [Lead, string[]] => {
  const done: string[] = [];
  const act = (name: string) => (): void => void done.push(name);
  const playhead = {
    playing: false,
    step: 0,
    duration: seconds(10),
    ...time,
    t: seconds(time.t ?? 0),
    play: act('play'),
    pause: act('pause'),
    home: act('home'),
    trainOn: act('trainOn'),
  };
  const app = { playhead, run: { goal: 20 }, layout: { offer: (part: string) => done.push(`offer ${part}`) } } as unknown as Told;
  const lead = leadOf(app);
  void followLead(app);
  return [lead, done];
};

test.each([
  ['before the first step', {}, 'first', ['play']],
  ['before a later one', { step: 3 }, 'step', ['play']],
  ['while it plays', { playing: true, t: 4 }, 'pause', ['pause']],
  ['where it rests within a step', { t: 4 }, 'next', ['play']],
  ['after a step', { t: 10 }, 'train', ['offer training', 'trainOn']],
  ['at the end of training', { step: 20 }, 'again', ['home']],
] as const)('%s the button says what it does', (_, time, lead, done) => {
  expect(press(time)).toEqual([lead, done]);
});

describe('in a lesson', () => {
  /** A beat that waits for something, with or without an answer that is chosen; what the lesson was asked for. */
  const beat = (waitsFor: 'check' | 'beat' | 'finish' | undefined, chosen = false, time: { playing?: boolean; onWay?: boolean } = {}) => {
    const done: string[] = [];
    const lesson = {
      waitsFor,
      toCheck: chosen ? { kind: 'number', value: 1 } : undefined,
      onWay: time.onWay ?? false,
      index: 2,
      check: () => done.push('check'),
      reveal: () => done.push('reveal'),
      goTo: (index: number) => done.push(`beat ${index}`),
    };
    const playhead = { playing: time.playing ?? false, step: 0, t: seconds(0), duration: seconds(10), play: () => done.push('play') };
    const app = { playhead, lesson, run: { goal: 20, summary: {} }, leaveLesson: () => done.push('leave') } as unknown as App;
    return { app, done };
  };

  test.each([
    ['a question is checked', 'check', true, 'check', ['check']],
    ['the next beat comes', 'beat', false, 'beat', ['beat 3']],
    ['the last one ends it', 'finish', false, 'finish', ['leave']],
    ['a task leaves the button to time', undefined, false, 'first', ['play']],
  ] as const)('%s', (_, waitsFor, chosen, lead, wanted) => {
    const { app, done } = beat(waitsFor, chosen);
    expect(leadOf(app)).toBe(lead);
    expect(canLead(app)).toBe(true);
    void followLead(app);
    expect(done).toEqual(wanted);
  });

  test.each([
    ['a lesson', { title: { en: 'Next' } }, 'lesson'],
    ['the recall of the unit', {}, 'recall'],
  ])('the last one goes on to %s', (_, behind, lead) => {
    const { app, done } = beat('finish');
    Object.assign(app.lesson!, { behind });
    Object.assign(app, { learner: { goOn: () => done.push('on') } });
    expect(leadOf(app)).toBe(lead);
    void followLead(app);
    expect(done).toEqual(['on']);
  });

  test('a question without an answer is not skipped', () => expect(canLead(beat('check').app)).toBe(false));

  test('on its way to a scene it is the lesson that leads, while the learner plays it is time', () => {
    expect(leadOf(beat('beat', false, { playing: true, onWay: true }).app)).toBe('beat');
    expect(leadOf(beat('beat', false, { playing: true }).app)).toBe('pause');
  });

  test.each([
    ['shows the answer that a room has voted on', 'check', false, 1, ['reveal']],
    ['checks one that was chosen', 'check', true, 1, ['check']],
    ['goes on', 'beat', false, 1, ['beat 3']],
    ['goes on from a task', undefined, false, 1, ['beat 3']],
    ['goes back', 'check', false, -1, ['beat 1']],
  ] as const)('a clicker %s', (_, waitsFor, chosen, direction, wanted) => {
    const { app, done } = beat(waitsFor, chosen);
    void followClicker(app, direction);
    expect(done).toEqual(wanted);
  });
});
