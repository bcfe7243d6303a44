import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parameterCount } from '#core/spec/parameter-count.ts';
import { readRunSpec, readRunText } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { languages } from '#core/words/catalogue.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import { damagedRun } from './mutations.ts';

const isSmall = (spec: RunSpec): boolean =>
  parameterCount(spec.network) < 10_000 &&
  (spec.data.kind === 'inline' ? spec.data.x.length : spec.data.kind === 'generator' ? spec.data.samples : Infinity) < 5_000;

test('a thousand damaged runs: each is a typed failure with its sentences, or a valid run that steps', { timeout: 120_000 }, () => {
  const codes = new Set<string>();
  let stepped = 0;
  fc.assert(
    fc.property(damagedRun, (input) => {
      const result = readRunSpec(input);
      if (!result.ok) {
        codes.add(result.failure.code);
        for (const language of languages) {
          const sentence = sayFailure(result.failure, language);
          expect(sentence.endsWith('.')).toBe(true);
          expect(sentence.length).toBeLessThan(700);
          if ('place' in result.failure) expect(sentence).toContain(result.failure.place);
        }
        return;
      }
      expect(readRunSpec(result.value)).toEqual(result);
      if (!isSmall(result.value)) return;
      const run = prepareRun(result.value);
      const { next, trace } = step(run, 0, initialState(run), 'all');
      expect(next).toHaveLength(run.layout.length);
      expect(trace.layers).toHaveLength(result.value.network.layers.length);
      stepped++;
    }),
    { numRuns: 1000, seed: 20, endOnFailure: true },
  );
  // The damage is neither so light that all runs stay valid nor so heavy that none does.
  expect(stepped).toBeGreaterThan(100);
  for (const code of ['unknown-key', 'missing', 'wrong-type', 'out-of-range', 'not-one-of', 'wrong-shape', 'incompatible'])
    expect(codes).toContain(code);
});

test('any text is a typed failure or a valid run', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    damagedRun.map((run) => safeJson(run)),
  );
  fc.assert(
    fc.property(text, fc.nat(), fc.string({ maxLength: 3 }), (whole, at, noise) => {
      const cut = at % (whole.length + 1);
      for (const damaged of [whole, whole.slice(0, cut), whole.slice(0, cut) + noise + whole.slice(cut)]) {
        const result = readRunText(damaged);
        if (result.ok || result.failure.code !== 'not-json') continue;
        const lines = damaged.replace(/^\uFEFF/, '').split('\n');
        expect(result.failure.line).toBeLessThanOrEqual(lines.length);
        expect(result.failure.column).toBeLessThanOrEqual(lines[result.failure.line - 1]!.length + 1);
        expect(() => JSON.parse(damaged.replace(/^\uFEFF/, '')) as unknown).toThrow();
      }
    }),
    { numRuns: 500, seed: 20, endOnFailure: true },
  );
});

const safeJson = (run: unknown): string => {
  try {
    return JSON.stringify(run).slice(0, 5000);
  } catch {
    return '{}';
  }
};
