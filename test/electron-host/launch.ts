import { register } from 'node:module';
import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { createStandIn, type Desk, type StandIn } from './stand-in.ts';

const key = Symbol.for('electron-host');
const shared = globalThis as unknown as Record<symbol, Map<string, StandIn['electron']> | undefined>;

/** The modules that stand in for `electron`, by the ID that the hooks find in the address of who imports it. */
const registry = (): Map<string, StandIn['electron']> => {
  if (!shared[key]) {
    shared[key] = new Map();
    register(new URL('./hooks.mjs', import.meta.url));
  }
  return shared[key];
};

/** Starts the built main process, in this process, with a browser's pages for its windows. */
export const launchElectronHost = async (desk: Desk): Promise<StandIn> => {
  const id = randomUUID();
  const standIn = createStandIn(desk);
  registry().set(id, standIn.electron);
  const before = process.argv;
  process.argv = [process.execPath, desk.appPath, ...desk.argv];
  try {
    // Another address is another module: each start runs the main process anew.
    await import(`${pathToFileURL(standIn.mainFile).href}?electron-host=${id}`);
  } finally {
    process.argv = before;
  }
  return standIn;
};
