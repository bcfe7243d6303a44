import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { beliefOfSlip, slips } from '#core/drills/slips.ts';
import { drills } from '#core/words/drills/drills.ts';
import { languages } from '#core/words/catalogue.ts';

test.each(languages)('what a usual wrong answer comes from has its words in %s, and its belief is in the bank', async (language) => {
  const bank = await readFile(`assets/courses/beliefs/${language}.md`, 'utf8');
  const ids = new Set([...bank.matchAll(/^## (\S+)$/gm)].map(([, id]) => id));
  expect(Object.keys(drills[language].mistakes).sort()).toEqual([...slips].sort());
  for (const slip of slips) {
    const belief = beliefOfSlip[slip];
    if (belief) expect(ids, slip).toContain(belief);
  }
});
