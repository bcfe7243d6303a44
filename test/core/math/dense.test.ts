import { expect, test } from 'vitest';
import { denseBackwardInput, denseBackwardWeights, denseForward } from '#core/math/dense.ts';
import { uniformAt } from '#core/math/random.ts';

const random = (length: number, stream: number): Float64Array => Float64Array.from({ length }, (_, i) => 2 * uniformAt(1, stream, i) - 1);

/** The definition, one element at a time, its sum in ascending order. */
const naive = (rows: number, cols: number, depth: number, a: (r: number, k: number) => number, b: (k: number, c: number) => number) =>
  Float64Array.from({ length: rows * cols }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < depth; k++) sum += a(Math.floor(i / cols), k) * b(k, i % cols);
    return sum;
  });

/** The same over samples: those of even place, then those of odd place. */
const inLanes = (rows: number, cols: number, samples: number, a: (r: number, k: number) => number, b: (k: number, c: number) => number) => {
  const even = naive(
    rows,
    cols,
    Math.ceil(samples / 2),
    (r, k) => a(r, 2 * k),
    (k, c) => b(2 * k, c),
  );
  const odd = naive(
    rows,
    cols,
    Math.floor(samples / 2),
    (r, k) => a(r, 2 * k + 1),
    (k, c) => b(2 * k + 1, c),
  );
  return even.map((sum, i) => sum + odd[i]!);
};

/** Equal bit by bit (no sum here is NaN; -0 counts as 0). */
const expectSame = (found: Float64Array, wanted: Float64Array, what: string): void => {
  expect(found.length, what).toBe(wanted.length);
  expect(
    found.findIndex((value, i) => value !== wanted[i]),
    what,
  ).toBe(-1);
};

// Every remainder of the blocks, single rows and columns, and layers wide enough for the copied panel.
const sizes: [number, number, number][] = [];
for (let n = 1; n <= 9; n++) for (let i = 1; i <= 6; i++) for (let o = 1; o <= 9; o++) sizes.push([n, i, o]);
sizes.push([33, 70, 66], [40, 130, 65], [64, 5, 129], [4100, 32, 64]);

test('forward, backward and gradient have the very bits of the definition, whatever the sizes', () => {
  for (const [n, i, o] of sizes) {
    const before = 3;
    const x = random(n * i, 1);
    const parameters = random(before + i * o + o, 2);
    const dZ = random(n * o, 3);
    const [w, bias] = [before, before + i * o];
    const W = (r: number, c: number): number => parameters[w + r * o + c]!;

    const z = new Float64Array(n * o);
    denseForward(n, i, o, x, parameters, w, bias, z);
    const sums = naive(n, o, i, (r, k) => x[r * i + k]!, W);
    expectSame(
      z,
      sums.map((sum, at) => sum + parameters[bias + (at % o)]!),
      `Z ${n},${i},${o}`,
    );

    const dX = new Float64Array(n * i);
    denseBackwardInput(n, i, o, dZ, parameters, w, dX);
    expectSame(
      dX,
      naive(
        n,
        i,
        o,
        (r, k) => dZ[r * o + k]!,
        (k, c) => W(c, k),
      ),
      `dX ${n},${i},${o}`,
    );

    const gradient = new Float64Array(parameters.length);
    denseBackwardWeights(n, i, o, x, dZ, gradient, w, bias);
    const dW = inLanes(
      i,
      o,
      n,
      (r, k) => x[k * i + r]!,
      (k, c) => dZ[k * o + c]!,
    );
    const db = inLanes(
      1,
      o,
      n,
      () => 1,
      (k, c) => dZ[k * o + c]!,
    );
    expectSame(gradient.subarray(w), Float64Array.of(...dW, ...db), `dW ${n},${i},${o}`);
    expect(gradient.subarray(0, before)).toEqual(new Float64Array(before));
  }
});

test('rows beyond the batch are left alone', () => {
  const z = new Float64Array(8).fill(7);
  denseForward(3, 1, 2, random(8, 1), random(4, 2), 0, 2, z);
  expect([...z.subarray(6)]).toEqual([7, 7]);
});
