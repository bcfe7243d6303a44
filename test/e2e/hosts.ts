import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { _electron, type BrowserContext, type Page } from '@playwright/test';
import type * as Electron from 'electron';
import { findElectron } from '#electron/launch/dependencies.mjs';
import { root } from '#electron/launch/parts.mjs';
import { serve } from '#electron/launch/serve.mjs';
import { launchElectronHost } from '#test/electron-host/launch.ts';
import type { StandIn } from '#test/electron-host/stand-in.ts';

export type HostKind = 'browser' | 'electron-host' | 'electron';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The started app, the same to a spec on every host. */
export interface RunningApp {
  readonly host: HostKind;
  readonly page: Page;
  /** The person will choose this file in the next dialog that opens one, or change their mind. Call it before the click; what it gives waits for the choice. */
  willOpen(file: NamedBytes | 'cancel'): Promise<() => Promise<void>>;
  /** The person will save with the next dialog. Call it before the click; what it gives waits for the whole file. */
  willSave(): Promise<() => Promise<NamedBytes>>;
  /** Where the file of the last saving is, on hosts that save to a place. */
  savedAt(file: NamedBytes): Promise<string>;
  /** What the stand-in for Electron has seen; undefined on the other hosts. */
  readonly standIn: StandIn | undefined;
  /** Whether the system's sandbox holds the page's process: of the real Electron alone. */
  isSandboxed?(): Promise<boolean>;
  close(): Promise<void>;
}

export const startInBrowser = async (context: BrowserContext, watch: (page: Page) => void): Promise<RunningApp> => {
  const server = await serve({ port: 0 });
  // The browser's own dialog cannot be answered by a test: files are downloads, as in browsers without one.
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
  const page = await context.newPage();
  watch(page);
  // With a listener from the beginning, choosers are caught from the beginning: a later one may come too late for a key just pressed.
  page.on('filechooser', () => undefined);
  await page.goto(server.url);
  return {
    host: 'browser',
    page,
    standIn: undefined,
    willOpen: async (file) => {
      const chosen = page.waitForEvent('filechooser').then(async (chooser) => {
        if (file === 'cancel') await chooser.element().evaluate((input) => input.dispatchEvent(new Event('cancel')));
        else await chooser.setFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes) });
      });
      return () => chosen;
    },
    willSave: async () => {
      const download = page.waitForEvent('download');
      return async () => ({ name: (await download).suggestedFilename(), bytes: await readFile(await (await download).path()) });
    },
    savedAt: () => Promise.reject(new Error('a download has no place')),
    close: () => server.close(),
  };
};

/** A file to be chosen in a dialog, in a folder of the test's own. */
const put = async (folder: string, { name, bytes }: NamedBytes): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
};

/** The dialogs of the stand-in. */
const createDialogs = (folder: string) => {
  const toOpen: (string | undefined)[] = [];
  const toSave: ((file: string) => void)[] = [];
  let last = '';
  const toPress: number[] = [];
  const boxes: Electron.MessageBoxOptions[] = [];
  return {
    savedAt: async () => last,
    boxes,
    willPress: (button: number) => void toPress.push(button),
    press: async (box: Electron.MessageBoxOptions): Promise<number> => {
      boxes.push(box);
      const button = toPress.shift();
      if (button === undefined) throw new Error(`"${box.message}" was asked, and the test had no answer for it.`);
      return button;
    },
    willOpen: async (file: NamedBytes | 'cancel') => {
      toOpen.push(file === 'cancel' ? undefined : await put(folder, file));
      return async () => undefined;
    },
    willSave: async () => {
      const file = new Promise<string>((resolve) => toSave.push(resolve));
      return async () => ({ name: path.basename(await file), bytes: await whole(await file) });
    },
    answerOpen: async (): Promise<Electron.OpenDialogReturnValue> => {
      if (toOpen.length === 0) throw new Error('A dialog to open a file was shown, and the test had no answer for it.');
      const file = toOpen.shift();
      return { canceled: file === undefined, filePaths: file === undefined ? [] : [file] };
    },
    answerSave: async ({ defaultPath = 'file' }: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue> => {
      const saved = toSave.shift();
      if (!saved) throw new Error('A dialog to save a file was shown, and the test had no answer for it.');
      // A folder for each: what is saved later is not taken for what was saved before.
      const filePath = path.join(await mkdtemp(path.join(folder, 'saved-')), path.basename(defaultPath));
      saved((last = filePath));
      return { canceled: false, filePath };
    },
  };
};

/** The file takes its name only when it is whole. */
const whole = async (file: string): Promise<Uint8Array> => {
  for (;;) {
    try {
      return await readFile(file);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};

const folders = async (folder: string) => {
  const made = { files: path.join(folder, 'files'), userData: path.join(folder, 'user-data') };
  for (const name of Object.values(made)) await mkdir(name, { recursive: true });
  return made;
};

/** The app on the stand-in, with what only that has. */
export interface OnStandIn extends RunningApp {
  readonly standIn: StandIn;
  /** What the host itself asked, and the number of the button that is pressed next. */
  readonly boxes: readonly Electron.MessageBoxOptions[];
  willPress(button: number): void;
}

export const startInStandIn = async (
  context: BrowserContext,
  folder: string,
  watch: (page: Page) => void,
  argv: readonly string[] = [],
  appPath = root,
): Promise<OnStandIn> => {
  const { files, userData } = await folders(folder);
  const { answerOpen: openDialog, answerSave: saveDialog, press: messageBox, ...dialogs } = createDialogs(files);
  context.on('page', watch);
  const standIn = await launchElectronHost({ context, appPath, userData, argv, openDialog, saveDialog, messageBox });
  const page = await standIn.page();
  return { host: 'electron-host', page, standIn, ...dialogs, close: () => standIn.end() };
};

/** What the dialogs of the real Electron answer; it lives in its main process. */
interface Answers {
  readonly open: (string | undefined)[];
  /** Folders to save in, one for each saving. */
  readonly folders: string[];
  readonly saved: string[];
}
type Answering = { answers: Answers };

export const startInElectron = async (
  folder: string,
  watch: (page: Page) => void,
  size: { readonly width: number; readonly height: number },
): Promise<RunningApp> => {
  const executablePath = findElectron();
  if (!executablePath) throw new Error('Electron is not on this machine.');
  const { files, userData } = await folders(folder);
  const args = [root, `--user-data-dir=${userData}`, '--lang=es-ES'];
  // Playwright would switch the sandbox off: what is tested is what is shipped.
  const app = await _electron.launch({ executablePath, args, chromiumSandbox: true });
  await app.evaluate(({ dialog }) => {
    const answers: Answers = { open: [], folders: [], saved: [] };
    Object.assign(globalThis, { answers });
    dialog.showOpenDialog = async () => {
      const file = answers.open.shift();
      return { canceled: file === undefined, filePaths: file === undefined ? [] : [file] };
    };
    dialog.showSaveDialog = (async (_window: unknown, { defaultPath = 'file' }: Electron.SaveDialogOptions) => {
      const place = answers.folders.shift();
      if (place === undefined) throw new Error('A dialog to save a file was shown, and the test had no answer for it.');
      const filePath = `${place}${defaultPath.replace(/^.*[\\/]/, '')}`;
      answers.saved.push(filePath);
      return { canceled: false, filePath };
    }) as typeof dialog.showSaveDialog;
  });
  const page = await app.firstWindow();
  watch(page);
  // The menu bar comes with the page, and takes of its height: only then is its size what it stays.
  await page.locator('[aria-busy="false"]').first().waitFor();
  const window = await app.browserWindow(page);
  await window.evaluate((own, { width, height }) => {
    // Tests of phones are smaller than a window may be.
    own.setMinimumSize(1, 1);
    own.setContentSize(width, height);
  }, size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
  const saved = () => app.evaluate(() => (globalThis as unknown as Answering).answers.saved);
  return {
    host: 'electron',
    page,
    standIn: undefined,
    willOpen: async (file) => {
      const chosen = file === 'cancel' ? undefined : await put(files, file);
      await app.evaluate((_electron, name) => void (globalThis as unknown as Answering).answers.open.push(name), chosen);
      return async () => undefined;
    },
    willSave: async () => {
      const before = (await saved()).length;
      // A folder for each, as with the stand-in.
      const place = (await mkdtemp(path.join(files, 'saved-'))) + path.sep;
      await app.evaluate((_electron, name) => void (globalThis as unknown as Answering).answers.folders.push(name), place);
      return async () => {
        for (;;) {
          const file = (await saved())[before];
          if (file) return { name: path.basename(file), bytes: await whole(file) };
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      };
    },
    savedAt: async () => (await saved()).at(-1)!,
    isSandboxed: async () => {
      const { pid, sandboxed } = await app.evaluate(({ app: program, BrowserWindow }) => {
        const id = BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId();
        return { pid: id, sandboxed: program.getAppMetrics().find((one) => one.pid === id)?.sandboxed };
      });
      // Electron says so on Windows and macOS; Linux by the filter of system calls that the process is under.
      return sandboxed ?? /^Seccomp:\s*2$/m.test(await readFile(`/proc/${pid}/status`, 'utf8'));
    },
    close: () => app.close(),
  };
};
