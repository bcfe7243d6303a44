import { expect, test } from '@playwright/test';
import { layoutFaults } from './layout-faults.ts';

// What is asked of a page knows no host: one is enough.
test.beforeEach(({}, { project }) => test.skip(project.name !== 'browser'));

test('a person’s objections to a layout are found, and only those', async ({ page }) => {
  for (const [html, fault] of [
    ['<p style="position: absolute; top: 40px">One</p><p style="position: absolute; top: 45px">Other</p>', 'overlap One'],
    [
      '<button style="position: absolute; left: 9px">One</button><button style="position: absolute; left: 29px">Two</button>',
      'overlap [One',
    ],
    ['<p style="width: 40px; overflow: hidden; white-space: nowrap">What is cut off</p>', 'cut What is cut off'],
    ['<div style="height: 20px; overflow: hidden"><p>Some<br>lines</p></div>', 'cut Some'],
    ['<p style="position: absolute; left: -20px">Outside</p>', 'outside Outside'],
    ['<button style="height: 12px">One</button><br><button style="height: 12px">Two</button>', 'small One'],
    ['<div style="width: 40px; overflow: auto; white-space: nowrap" class="row">What is scrolled</div>', 'sideways row'],
    ['<p style="width: 40px; overflow: hidden; text-overflow: ellipsis" title="All of it">Whatever</p>', undefined],
    ['<p style="height: 20px; overflow: auto">So<br>many<br>lines</p>', undefined],
  ] as const) {
    await page.setContent(html);
    const found = (await page.evaluate(layoutFaults)).map(({ kind, what }) => `${kind} ${what.replaceAll(': ', '')}`);
    if (fault) expect(found).toContainEqual(expect.stringContaining(fault));
    else expect(found).toEqual([]);
  }
});
