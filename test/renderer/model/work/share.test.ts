import fc from 'fast-check';
import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { codeOf, mostInCode } from '#renderer/model/work/share.ts';
import { soaked } from '#test/soak.ts';

/** A code as a camera would see it: so many points to a module, and the light ones around it. */
const seen = (code: readonly (readonly boolean[])[], points: number): { readonly pixels: Uint8ClampedArray; readonly size: number } => {
  const quiet = 4;
  const size = (code.length + 2 * quiet) * points;
  const pixels = new Uint8ClampedArray(4 * size * size).fill(255);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (code[Math.floor(y / points) - quiet]?.[Math.floor(x / points) - quiet])
        pixels.fill(0, 4 * (y * size + x), 4 * (y * size + x) + 3);
  return { pixels, size };
};

test('another reader reads what a code says', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ABCXYZabcxyz0189-_#=&:/.'), minLength: 1, maxLength: mostInCode });
  fc.assert(
    fc.property(letters, (text) => {
      const { pixels, size } = seen(codeOf(text)!, 3);
      expect(jsQR(pixels, size, size)?.data).toBe(text);
    }),
    { numRuns: soaked(200), examples: [[`#run=${'aZ0-'.repeat(299)}`.slice(0, mostInCode)]] },
  );
});

test('there is none of a longer text', () => {
  expect(codeOf('a'.repeat(mostInCode))).toBeDefined();
  expect(codeOf('a'.repeat(mostInCode + 1))).toBeUndefined();
});
