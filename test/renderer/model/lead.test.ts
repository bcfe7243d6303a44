import { expect, test } from 'vitest';
import { seconds } from '#core/contract/units.ts';
import { followLead, leadOf, type Lead } from '#renderer/model/lead.ts';

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
  followLead(app);
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
