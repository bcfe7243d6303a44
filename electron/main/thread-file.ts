import path from 'node:path';

/** The trainer's file. A thread cannot be started from within the packed archive: packaging leaves its file beside it. */
export const findThreadFile = (appPath: string): string =>
  path.join(appPath, 'out', 'worker', 'entry-node.js').replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
