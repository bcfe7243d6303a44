import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the built page weighs when it is sent gzipped, and what it may weigh, in bytes. */
export const limits = { renderer: 1_500_000, worker: 150_000 };

/**
 * @typedef {{ initial: number, total: number, worker: number }} Weights gzipped bytes: of what the page loads at once, of all
 * scripts and styles of the page, and of the trainer's worker
 */

/** @type {(folder: string) => Weights} */
export const weigh = (folder) => {
  const assets = path.join(folder, 'assets');
  const gzipped = (/** @type {string} */ file) => gzipSync(readFileSync(file), { level: 9 }).length;
  const files = readdirSync(assets).filter((file) => /\.(js|css)$/.test(file));
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const weights = { initial: gzipped(path.join(folder, 'index.html')), total: 0, worker: 0 };
  for (const file of files) {
    const bytes = gzipped(path.join(assets, file));
    if (file.startsWith('entry-web-')) weights.worker += bytes;
    else {
      weights.total += bytes;
      if (html.includes(file)) weights.initial += bytes;
    }
  }
  return weights;
};

/** @type {(bytes: number) => string} */
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Two lines for people, and whether both weights are within their limits. @type {(weights: Weights) => { ok: boolean, text: string }} */
export const judge = ({ initial, total, worker }) => ({
  ok: total <= limits.renderer && worker > 0 && worker <= limits.worker,
  text: [
    `renderer: ${kB(initial)} gzipped at first, ${kB(total)} in all (limit ${kB(limits.renderer)})`,
    worker > 0 ? `worker: ${kB(worker)} gzipped (limit ${kB(limits.worker)})` : 'worker: missing from the bundle',
  ].join('\n'),
});
