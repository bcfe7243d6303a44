import { expect, test, vi } from 'vitest';
import { untilLoaded } from '#renderer/ui/inspector/until-loaded.ts';

test('what fails to load is told once and tried again until it is there', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('offline')).mockRejectedValueOnce(new Error('offline'));
  load.mockResolvedValue('there');
  const failed = vi.fn();
  const waited: number[] = [];
  const pause = (milliseconds: number): Promise<void> => Promise.resolve(void waited.push(milliseconds));
  expect(await untilLoaded(load, { failed, pause })).toBe('there');
  expect([load.mock.calls.length, failed.mock.calls.length]).toEqual([3, 1]);
  expect(waited).toEqual(waited.toSorted((a, b) => a - b));
});
