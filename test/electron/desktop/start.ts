import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type * as Electron from 'electron';
import { createBlankContext, type BlankPage } from '#test/electron-host/blank-context.ts';
import { runBuilt } from '#test/electron-host/run-built.ts';
import { createStandIn, type Desk, type StandIn } from '#test/electron-host/stand-in.ts';

/** The whole main process in the stand-in, with blank pages: for what it does whatever the page is. */

export interface Started {
  readonly standIn: StandIn;
  /** What the message boxes asked; the answers are the test's. */
  readonly boxes: readonly Electron.MessageBoxOptions[];
  /** The page of a window, in the order in which pages were made. */
  page(index?: number): Promise<BlankPage>;
}

/** The app's folder, with the least that it needs. */
const makeApp = (folder: string): string => {
  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  put('out/renderer/index.html', '<p>page');
  put('out/secret.json', '{}');
  put('out/preload/preload.cjs', '');
  put('out/worker/package.json', '{ "type": "module" }');
  // A trainer that says that it is there, and then what it is told.
  put(
    'out/worker/entry-node.js',
    "import { parentPort } from 'node:worker_threads';\nparentPort.postMessage('there');\nparentPort.on('message', (said) => parentPort.postMessage(said));\n",
  );
  return folder;
};

export const until = async <T>(value: () => T | undefined | false): Promise<T> => {
  for (const end = Date.now() + 10_000; ;) {
    const there = value();
    if (there !== undefined && there !== false) return there;
    if (Date.now() > end) throw new Error('It did not come about.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
/** As long as whatever was begun may take to show itself. */
export const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

type Given = Partial<Desk> & { press?: number[] };

/** What starts the main process in a file of tests: each has its own folder, and ends with its test. */
export const desktop = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'retrograd-desktop-'));
  const appPath = makeApp(path.join(folder, 'app'));
  const running: StandIn[] = [];
  let count = 0;
  const newUserData = (): string => {
    const userData = path.join(folder, `user-${count++}`);
    mkdirSync(userData);
    return userData;
  };
  // The program that has ended listens no more to this process, which was its own.
  const monitor = 'uncaughtExceptionMonitor';
  const listeners = process.listeners(monitor);
  afterEach(async () => {
    for (const standIn of running.splice(0)) await standIn.end();
    for (const listener of process.listeners(monitor)) if (!listeners.includes(listener)) process.off(monitor, listener);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = async ({ press = [], ...desk }: Given = {}): Promise<Started> => {
    const context = createBlankContext();
    const boxes: Electron.MessageBoxOptions[] = [];
    const standIn = createStandIn({
      context,
      appPath,
      userData: newUserData(),
      argv: [],
      openDialog: async () => ({ canceled: true, filePaths: [] }),
      saveDialog: async () => ({ canceled: true, filePath: '' }),
      messageBox: async (box) => {
        boxes.push(box);
        return press.shift() ?? 0;
      },
      ...desk,
    });
    running.push(standIn);
    const before = process.argv;
    process.argv = [process.execPath, appPath, ...(desk.argv ?? [])];
    try {
      await runBuilt('electron/main/main.ts', standIn.electron);
    } finally {
      process.argv = before;
    }
    return {
      standIn,
      boxes,
      page: (index = 0) => until(() => (context.opened[index]?.url() !== 'about:blank' ? context.opened[index] : undefined)),
    };
  };
  return { start, folder, newUserData };
};

/** An event as Electron gives it, and whether it was prevented. */
export const event = (more: object = {}) => {
  const made = { prevented: false, preventDefault: () => void (made.prevented = true), ...more };
  return made;
};
