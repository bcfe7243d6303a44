import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterRest, onFrame } from '#renderer/clock/clock.ts';

/** Milliseconds from one frame to the next. */
let frame = 16;

beforeEach(() => {
  frame = 16;
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => setTimeout(() => run(performance.now()), frame));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('acts once the time is over', () => {
  const act = vi.fn();
  afterRest(150, act);
  vi.advanceTimersByTime(140);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(40);
  expect(act).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledOnce();
});

it('waits for some frames where they are slow', () => {
  frame = 400;
  const act = vi.fn();
  afterRest(150, act);
  vi.advanceTimersByTime(900);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400);
  expect(act).toHaveBeenCalledOnce();
});

it('does not act once it was called off', () => {
  const act = vi.fn();
  const stop = afterRest(50, act);
  vi.advanceTimersByTime(30);
  stop();
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
});

it('calls in the order of joining, and no more once it was left', () => {
  const order: string[] = [];
  const stops = ['a', 'b'].map((name) => onFrame(() => order.push(name)));
  vi.advanceTimersByTime(17);
  stops[0]!();
  vi.advanceTimersByTime(17);
  stops[1]!();
  vi.advanceTimersByTime(100);
  expect(order).toEqual(['a', 'b', 'b']);
});
