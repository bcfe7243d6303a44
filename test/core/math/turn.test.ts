import { expect, test } from 'vitest';
import { cosTurn, sinTurn } from '#core/math/turn.ts';

test('sine and cosine in turns agree with the engine to rounding', () => {
  for (let i = -4000; i <= 4000; i++) {
    const turns = i / 1777;
    expect(Math.abs(sinTurn(turns) - Math.sin(2 * Math.PI * turns))).toBeLessThan(3e-15);
    expect(Math.abs(cosTurn(turns) - Math.cos(2 * Math.PI * turns))).toBeLessThan(3e-15);
  }
});

test('quarter turns are exact', () => {
  expect([0, 0.25, 0.5, 0.75, 1].map((t) => sinTurn(t) + 0)).toEqual([0, 1, 0, -1, 0]);
  expect([0, 0.25, 0.5, 0.75, 1].map((t) => cosTurn(t) + 0)).toEqual([1, 0, -1, 0, 1]);
});
