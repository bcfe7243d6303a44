import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The trainer's file. A thread cannot be started from within the packed archive: packaging leaves its file beside it. */
export const findThreadFile = (appPath: string): string =>
  path.join(appPath, 'out', 'worker', 'entry-node.js').replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');

/**
 * Whether the file is the one that was built with this main process. The archive's own check does not reach a file beside it; where
 * nothing is packed, nothing vouches for anything.
 */
export const isVouchedFor = (file: string, hash: string): boolean => {
  if (!/app\.asar\.unpacked(?=[\\/])/.test(file)) return true;
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex') === hash;
  } catch {
    return false;
  }
};
