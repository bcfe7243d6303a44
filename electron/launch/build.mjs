import { inRoot, buildPart, parts, product } from './parts.mjs';
import { judge, weigh } from './budget.mjs';

/**
 * Builds the app into out/: `node electron/launch/build.mjs [part...]`, the whole app when no part is named. Fails when the page or
 * its worker weighs more than it may.
 */
const names = /** @type {import('./parts.mjs').PartName[]} */ (process.argv.length > 2 ? process.argv.slice(2) : product);
const unknown = names.find((name) => !Object.hasOwn(parts, name));
if (unknown) {
  console.error(`There is no part named ${unknown}; the parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

for (const name of names) {
  const start = performance.now();
  await buildPart(name);
  console.log(`built ${parts[name].output} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

if (names.includes('renderer')) {
  const { ok, text } = judge(weigh(inRoot('out/renderer')));
  console.log(text);
  if (!ok) {
    console.error('The bundle is over its limit.');
    process.exit(1);
  }
}
