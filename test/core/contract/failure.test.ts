import { expect, test } from 'vitest';
import { FailureError, failureFrom } from '#core/contract/failure.ts';

test('a failure is told as what it is, want of memory as that, and whatever else as a defect of its part', () => {
  expect(failureFrom('trainer', new FailureError({ code: 'no-run' }))).toEqual({ code: 'no-run' });
  expect(failureFrom('trainer', new TypeError('x is undefined'))).toMatchObject({ code: 'internal-error', part: 'trainer' });
  for (const words of ['Array buffer allocation failed', 'allocation size overflow: out of memory', 'Out of memory']) {
    expect(failureFrom('trainer', new RangeError(words)), words).toEqual({ code: 'no-memory', reason: `RangeError: ${words}` });
  }
});
