import { expect, test } from 'vitest';
import { seconds } from '#core/contract/units.ts';
import { Marks } from '#renderer/model/time/marks.svelte.ts';

const place = (step: number, t = 0) => ({ step, t: seconds(t) });
const marked = (...places: ReturnType<typeof place>[]) => {
  const marks = new Marks();
  for (const each of places) marks.put(each);
  return marks;
};

test('marks stand in the order of time, one at a place', () => {
  const marks = marked(place(9), place(2, 3), place(2, 1), place(9));
  expect(marks.list).toEqual([place(2, 1), place(2, 3), place(9)].map((each) => ({ ...each, note: '' })));
  marks.put(place(2, 3), 'here');
  expect(marks.at(place(2, 3))?.note).toBe('here');
  expect(marks.list).toHaveLength(3);
  marks.remove(place(2, 3));
  expect(marks.at(place(2, 3))).toBeUndefined();
});

test('the next mark and the one before are never the one here', () => {
  const marks = marked(place(2), place(5, 1), place(9));
  expect(marks.beside(place(5, 1), 1)).toMatchObject(place(9));
  expect(marks.beside(place(5, 1), -1)).toMatchObject(place(2));
  expect(marks.beside(place(5), 1)).toMatchObject(place(5, 1));
  expect([marks.beside(place(9), 1), marks.beside(place(2), -1)]).toEqual([undefined, undefined]);
});

test('where the moments mean something else the steps and the notes are kept', () => {
  const marks = marked(place(2, 1));
  marks.put(place(2, 3), 'a');
  marks.put(place(2, 4), 'b');
  marks.keepSteps();
  expect(marks.list).toEqual([{ ...place(2), note: 'a · b' }]);
});
