import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../electron/launch/parts.mjs';
import { layers } from '../../layers.config.js';
import { breaches } from './tree.mjs';

/** A step of `npm run check`: the guards over the trees as they are. */
const tree = new Map(
  ['core', 'electron', 'renderer']
    .flatMap((name) => readdirSync(path.join(root, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(root, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')]),
);
const found = breaches(tree, layers);
for (const sentence of found) console.error(sentence);
process.exit(found.length > 0 ? 1 : 0);
