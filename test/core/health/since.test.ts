import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sinceWhen } from '#core/health/since.ts';
import { finished } from '#core/net/finished.ts';

const ask = (step: number, holds: (step: number) => boolean) => {
  const asked: number[] = [];
  const answer = finished(
    sinceWhen(step, function* (at) {
      yield;
      asked.push(at);
      return holds(at);
    }),
  );
  return { answer, asked };
};

test('what never ends is dated to the step, in few looks', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), (a, b) => {
      const [begun, step] = [Math.min(a, b), Math.max(a, b)];
      const { answer, asked } = ask(step, (at) => at >= begun);
      expect(answer).toBe(begun);
      expect(asked.length).toBeLessThan(36);
    }),
  );
});

test('what comes and goes holds at the answer and not before it', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (history) => {
      const held = [...history, true];
      const { answer } = ask(history.length, (at) => held[at]!);
      expect(held[answer]).toBe(true);
      if (answer > 0) expect(held[answer - 1]).toBe(false);
    }),
  );
});
