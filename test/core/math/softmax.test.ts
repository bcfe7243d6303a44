import { expect, test } from 'vitest';
import { aboveTop, softmax, softmaxBackward, topOf } from '#core/math/softmax.ts';

const of = (...z: number[]): Float64Array => {
  const a = new Float64Array(z.length);
  softmax(Float64Array.from(z), a, 1, z.length);
  return a;
};

test('rows are probabilities in proportion to e^z', () => {
  const a = new Float64Array(6);
  softmax(Float64Array.of(0, Math.log(2), Math.log(3), 5, 5, 5), a, 2, 3);
  [1 / 6, 2 / 6, 3 / 6, 1 / 3, 1 / 3, 1 / 3].forEach((p, i) => expect(a[i]).toBeCloseTo(p, 14));
});

test('does not overflow, and NaN does not hide', () => {
  expect([...of(1e4, 1e4 - 1000)]).toEqual([1, 0]);
  expect([...of(-1e4, -1e4)]).toEqual([0.5, 0.5]);
  expect([...of(1, NaN, 2)]).toEqual([NaN, NaN, NaN]);
  expect([...of(NaN, 1, 2)]).toEqual([NaN, NaN, NaN]);
});

test('the soft maximum is above the maximum by what the others add, with all its digits', () => {
  const z = Float64Array.of(7, 1e4, 1e4, 30, 0);
  expect([topOf(z, 0, 5), topOf(z, 3, 2), topOf(z, 0, 1)]).toEqual([1, 3, 0]);
  expect(aboveTop(z, 1, 2, 1)).toBeCloseTo(Math.LN2, 15);
  // ln(1 + e^-30)
  expect(Math.abs(aboveTop(z, 3, 2, 3) / 9.357622968839737e-14 - 1)).toBeLessThan(1e-13);
});

test('backward is the product with the Jacobian diag(a) - a·aᵀ', () => {
  const a = of(0.3, -1, 2);
  const dA = Float64Array.of(0.5, -2, 1);
  const dZ = dA.slice();
  softmaxBackward(a, dZ, 1, 3);
  for (let j = 0; j < 3; j++) {
    const wanted = [0, 1, 2].reduce((sum, k) => sum + dA[k]! * a[k]! * ((j === k ? 1 : 0) - a[j]!), 0);
    expect(dZ[j]).toBeCloseTo(wanted, 14);
  }
});
