import { expect, test } from 'vitest';
import { measuredPace } from '#core/course-check/pace.ts';

test('how fast this machine trains is measured once, between that of a calculator and that of a cluster', () => {
  const pace = measuredPace();
  expect(pace).toBeGreaterThan(1e5);
  expect(pace).toBeLessThan(1e13);
  expect(measuredPace()).toBe(pace);
});
