import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The bench is started from the project's folder; what is built of it lies elsewhere than its source. */
const require = createRequire(join(process.cwd(), 'test/bench/peers/package.json'));

/** A package of the peers' own folder, with the part of its interface that is used here. */
export const load = <T>(name: string): T => require(name) as T;
export const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
