import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { reasonOf, saveWhole } from '#core/disk/save-whole.ts';
import type { GrowingFile } from '#core/protocol/host.ts';
import { bounds } from '#core/document/bounds.ts';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import type { Film } from '#core/view/filming.ts';
import type { Draw } from '#core/view/drawing.ts';
import { printByChromium, type Print } from './chromium.ts';
import { Documents } from './documents.ts';
import { filmByChromium } from './film/browser.ts';
import { growsOn } from './grow.ts';
import { writeOut } from './output.ts';

/** All that the command line touches of the world. */
export interface Io {
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file, or of standard input for `-`: of a document, that of the run in it. */
  readonly read: (file: string) => Promise<Result<string>>;
  /** The bytes of a file, or of standard input for `-`. */
  readonly bytes: (file: string) => Promise<Result<Uint8Array>>;
  /** The bytes of a table's file: one in the document or beside the run, or one of the program's own data sets. Fails as a stream does. */
  readonly table: (source: TableSource) => AsyncIterable<Uint8Array>;
  /** The names of what a folder holds. */
  readonly list: (folder: string) => Promise<Result<readonly string[]>>;
  /** The names of what a folder of the program's own assets holds, and the text of one of its files; undefined where there is none. */
  readonly assets: (folder: string) => Promise<readonly string[]>;
  readonly asset: (file: string) => Promise<string | undefined>;
  readonly assetBytes: (file: string) => Promise<Uint8Array>;
  /** Draws as the window does. */
  readonly draw: Draw;
  /** Makes pixels or pages; fails with `no-browser` where nothing here does. */
  readonly print: Print;
  /** Makes films; fails in the same way. */
  readonly film: Film;
  /** Resolves when the text is taken; false when nobody reads any more. Rejects with a FailureError where it cannot be written. */
  readonly data: (text: string) => Promise<boolean>;
  /** Writes a file whole, and makes its folder where there is none. */
  readonly save: (file: string, content: string | Uint8Array) => Promise<Result<void>>;
  /** Opens a file that grows piece by piece, in the same way. */
  readonly grow: (file: string) => Promise<Result<GrowingFile>>;
  readonly message: (text: string) => void;
  /** Writes a line over the one before it; undefined where messages go to no terminal. */
  readonly status?: ((line: string) => void) | undefined;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** What the system says of the language, where that is not in `env`. */
  readonly locale?: string | undefined;
}

/** `run` is the run's own file, or `-`. */
export type TableSource = { readonly dataset: string } | { readonly file: string; readonly run: string };

/** The real world. `own` is the folder of the program's assets; what draws, and the folder of the page that films, are there when they are first asked for. */
export const nodeIo = (version: string, own: string, draw: Draw, filmPage: () => Promise<string>): Io => {
  // Without a listener the error of a closed pipe would end the process with a stack trace; `data` hears of it by itself.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const documents = new Documents();
  return {
    version,
    env: process.env,
    read: async (file) => {
      const bytes = await readBytes(file);
      return bytes.ok ? documents.read(bytes.value, file) : bytes;
    },
    bytes: readBytes,
    table: (source) => {
      if ('dataset' in source) return createReadStream(join(own, 'datasets', `${source.dataset}.csv`));
      const { run, file } = source;
      const inside = documents.table(run, file);
      return inside ? Readable.from([inside]) : createReadStream(join(run === '-' ? '.' : dirname(run), file));
    },
    list: async (folder) => {
      try {
        return ok(await readdir(folder));
      } catch (error) {
        return fail({ code: 'file-unreadable', file: folder, reason: reasonOf(error) });
      }
    },
    assets: (folder) => readdir(join(own, folder)),
    asset: (file) => readFile(join(own, file), 'utf8').catch(() => undefined),
    assetBytes: (file) => readFile(join(own, file)),
    draw,
    print: printByChromium(process.env),
    film: filmByChromium(process.env, filmPage),
    data: writeOut,
    save: async (file, content) => {
      const folder = await folderOf(file);
      return folder.ok ? saveWhole({ file, backup: true }, typeof content === 'string' ? Buffer.from(content) : content) : folder;
    },
    grow: async (file) => {
      const folder = await folderOf(file);
      return folder.ok ? growsOn(file) : folder;
    },
    message: (text) => void process.stderr.write(text),
    status: process.stderr.isTTY ? (line) => void process.stderr.write(`\r\u001b[K${line}`) : undefined,
    now: () => performance.now(),
    locale: ['darwin', 'win32'].includes(process.platform) ? Intl.DateTimeFormat().resolvedOptions().locale : undefined,
  };
};

const folderOf = async (file: string): Promise<Result<void>> => {
  try {
    await mkdir(dirname(file), { recursive: true });
    return ok(undefined);
  } catch (error) {
    return fail({ code: 'file-unwritable', file, reason: reasonOf(error) });
  }
};

const tooLarge = (found: number) => fail({ code: 'too-large', what: 'bytes', place: '', found, limit: bounds.bytes });

const readBytes = async (file: string): Promise<Result<Uint8Array>> => {
  try {
    if (file === '-') return await readStandardInput();
    const { size } = await stat(file);
    return size > bounds.bytes ? tooLarge(size) : ok(await readFile(file));
  } catch (error) {
    return fail({ code: 'file-unreadable', file, reason: reasonOf(error) });
  }
};

const readStandardInput = async (): Promise<Result<Uint8Array>> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bounds.bytes) return tooLarge(size);
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
};
