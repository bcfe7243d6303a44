import { describe, expect, test } from 'vitest';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { catalogue, languages } from '#core/words/catalogue.ts';
import { countWriter, numberWriter } from '#core/words/number.ts';
import { narrate, narrateTold } from '#renderer/model/narration/narrate.ts';
import { textOf, type Narration } from '#renderer/model/narration/teller.ts';
import { toldAt } from '#renderer/model/time/told.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { accountAt } from '#test/core/account/account-at.ts';
import { shownValues } from '#test/core/account/all-quantities.ts';
import { measureWriter } from '#test/measures.ts';
import { scenes } from '#test/scenes/all.ts';
import { traceOf } from '#test/scenes/scene.ts';

/** A sentence stands in two lines at 1366 px, beside the leading button. */
const longest = 210;
/** Moments of a step, evenly spread where there are very many. */
const mostMoments = 150;
const few = 40;

describe.each([...scenes].filter(([, { against }]) => !against))('the scene %s', (_, file) => {
  const { trace, shape } = traceOf(file);
  const read = readRunSpec(file.spec);
  if (!read.ok) throw new Error('the scene is not valid');
  const spec = read.value;
  const timeline = stepTimeline(shape);
  const moments = Array.from({ length: Math.min(mostMoments, timeline.count) }, (_, i) =>
    Math.floor((i * timeline.count) / Math.min(mostMoments, timeline.count)),
  );
  const isFinite = Number.isFinite(trace.loss.total) && trace.layers.every(({ dW, dZ }) => [...dW.data, ...dZ.data].every(Number.isFinite));
  const isSmall = shape.layers.reduce((sum, { units }) => sum + units, shape.inputs) <= few;

  test.each(languages)('in %s every moment and every stretch has a sentence of some words with all its numbers', (language) => {
    const { words, locale } = catalogue[language];
    const speech = { words, number: numberWriter(locale, 3), count: countWriter(locale), spec, shape };
    const check = (narration: Narration, index: number): void => {
      const text = textOf(narration);
      expect(text, `${index}`).not.toMatch(
        isFinite ? /undefined|NaN|\[object|[\ue000-\uf8ff]|\?| {2}|·\s*=/u : /undefined|\[object|[\ue000-\uf8ff]/u,
      );
      for (const parts of [narration.line, narration.next]) {
        const line = parts.map((part) => part.text).join('');
        expect(line.length, line).toBeLessThanOrEqual(longest);
        if (line) expect(line).toMatch(/^[\p{Lu}x].*\.$/u);
      }
      expect(narration.line.length).toBeGreaterThan(0);
    };
    for (const index of moments) {
      check(narrate(trace, timeline.positionOf(index), speech), index);
      check(narrateTold(trace, toldAt(timeline, index), timeline, speech), index);
    }
  });

  test.runIf(isSmall)('its numbers are the account’s', () => {
    const values: number[] = [];
    const number = measureWriter((value) => `«${values.push(value) - 1}»`);
    const speech = { words: catalogue.en.words, number, count: String, spec, shape };
    for (const index of moments.filter((_, i) => i % Math.ceil(moments.length / 10) === 0)) {
      const told = toldAt(timeline, index);
      for (const [narration, at] of [
        [narrate(trace, timeline.positionOf(index), speech), index],
        [narrateTold(trace, told, timeline, speech), told.to],
      ] as const) {
        const known = shownValues(accountAt(spec, trace, at));
        const shown = [...textOf(narration).matchAll(/«(\d+)»/gu)].map(([, which]) => values[Number(which)]!);
        expect(
          shown.filter((value) => !Number.isNaN(value) && !known.has(value)),
          textOf(narration),
        ).toEqual([]);
      }
    }
  });
});
