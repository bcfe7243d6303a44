import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { doInTurn } from '#renderer/ui/inspector/one-a-frame.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('what is due is done one piece a frame, in its order, and what was called off never', () => {
  const done: string[] = [];
  const calls = ['a', 'b', 'c', 'd'].map((name) => doInTurn(() => void done.push(name)));
  calls[1]!();
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['a']);
  vi.advanceTimersByTime(15);
  expect(done).toEqual(['a']);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['a', 'c']);
  vi.advanceTimersByTime(1000);
  expect(done).toEqual(['a', 'c', 'd']);
  expect(vi.getTimerCount()).toBe(0);
});

test('it goes on after a rest, and where a piece fails', () => {
  const done: string[] = [];
  doInTurn(() => {
    throw new Error('no formula');
  });
  doInTurn(() => void done.push('after'));
  expect(() => vi.advanceTimersByTime(1)).toThrow('no formula');
  vi.advanceTimersByTime(16);
  expect(done).toEqual(['after']);
  doInTurn(() => void done.push('later'));
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['after', 'later']);
});
