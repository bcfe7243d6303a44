import { expect, test } from 'vitest';
import { productError } from '#core/math/exact.ts';
import { uniformAt } from '#core/math/random.ts';

/** A double as a whole number times 2^-60, exactly, for numbers that are that large. */
const whole = (x: number): bigint => BigInt(x * 1152921504606846976);

test('a product and its error are the product, to the last digit', () => {
  let errors = 0;
  for (let i = 0; i < 500; i++) {
    const [a, b] = [1 + uniformAt(3, 1, 2 * i), 1 + uniformAt(3, 1, 2 * i + 1)];
    const error = productError(a, b);
    // The product of two numbers below 4 has its last digit at 2^-104.
    const found = whole(a * b) * (1n << 60n) + BigInt(error * 1329227995784915872903807060280344576);
    expect(found).toBe(whole(a) * whole(b));
    errors += +(error !== 0);
  }
  expect(errors).toBeGreaterThan(400);
});
