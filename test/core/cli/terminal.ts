import { readdir, readFile } from 'node:fs/promises';
import { fail, FailureError, ok, type Result } from '#core/contract/failure.ts';
import { Documents } from '#core/cli/documents.ts';
import { main, type Io } from '#core/cli/main.ts';

/** The two-input, two-unit, two-output example with biases held fixed that textbooks work by hand. */
export const textbookRun = {
  data: { kind: 'inline', x: [[0.05, 0.1]], y: [[0.01, 0.99]] },
  network: {
    layers: [
      { units: 2, activation: 'sigmoid' },
      { units: 2, activation: 'sigmoid' },
    ],
  },
  loss: 'half-squared-error',
  optimizer: { kind: 'sgd', learningRate: 0.5 },
  train: { biases: false },
  parameters: [
    { W: [[0.15, 0.25], [0.2, 0.3]], b: [0.35, 0.35] }, // prettier-ignore
    { W: [[0.4, 0.5], [0.45, 0.55]], b: [0.6, 0.6] }, // prettier-ignore
  ],
};

export interface Session {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Files that were written. */
  readonly saved: ReadonlyMap<string, string | Uint8Array>;
  /** Each line of standard output, read as JSON. */
  readonly lines: () => Record<string, unknown>[];
}

/** Runs the command line in this process against files that are texts; `pieces` says after how many the reader leaves, `full` that nothing more can be written. */
export const retrograd = async (
  argv: readonly string[],
  files: Readonly<Record<string, unknown>> = {},
  env: Io['env'] = {},
  pieces = Infinity,
  { full = false, ...world }: Partial<Io> & { readonly full?: boolean } = {},
): Promise<Session> => {
  let out = '';
  let err = '';
  let taken = 0;
  const saved = new Map<string, string | Uint8Array>();
  const documents = new Documents();
  const bytesOf = (file: string): Result<Uint8Array> => {
    const held = files[file];
    if (held === undefined) return fail({ code: 'file-unreadable', file, reason: 'ENOENT' });
    return ok(held instanceof Uint8Array ? held : new TextEncoder().encode(typeof held === 'string' ? held : JSON.stringify(held)));
  };
  const code = await main(argv, {
    version: '1.2.3',
    env,
    read: async (file) => {
      const bytes = bytesOf(file);
      return bytes.ok ? documents.read(bytes.value, file) : bytes;
    },
    bytes: async (file) => bytesOf(file),
    table: async function* (source) {
      const inside = 'dataset' in source ? undefined : documents.table(source.run, source.file);
      if (inside) return void (yield inside);
      const held = 'dataset' in source ? await readFile(`assets/datasets/${source.dataset}.csv`) : files[source.file];
      if (held === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      yield typeof held === 'string' ? new TextEncoder().encode(held) : (held as Uint8Array);
    },
    list: async (folder) => {
      const inside = Object.keys(files).filter((file) => file.startsWith(`${folder}/`));
      if (inside.length === 0) return fail({ code: 'file-unreadable', file: folder, reason: 'ENOENT' });
      return ok([...new Set(inside.map((file) => file.slice(folder.length + 1).split('/')[0]!))]);
    },
    assets: (folder) => readdir(`assets/${folder}`),
    asset: (file) => readFile(`assets/${file}`, 'utf8').catch(() => undefined),
    assetBytes: (file) => readFile(`assets/${file}`),
    draw: async function* (ask, around) {
      return yield* (await import('#renderer/headless/entry-draw.ts')).draw(ask, around);
    },
    print: async (pages, form) => ok(new TextEncoder().encode(`${form} of ${pages.length}`)),
    film: async (ask, { open }) => {
      for (const ending of ask.captions ? [undefined, 'srt'] : [undefined]) {
        const file = await open({ index: 0, count: 1, ...(ending && { ending }) });
        if (!file.ok) return file;
        await file.value.write(new TextEncoder().encode(ending ?? JSON.stringify(ask)), 0);
        await file.value.close();
      }
      return ok(undefined);
    },
    data: async (text) => {
      if (full) throw new FailureError({ code: 'file-unwritable', file: '-', reason: 'ENOSPC' });
      if (taken++ >= pieces) return false;
      out += text;
      return true;
    },
    save: async (file, content) => {
      if (file.startsWith('locked/')) return fail({ code: 'file-unwritable', file, reason: 'EACCES' });
      saved.set(file, content);
      return ok(undefined);
    },
    grow: async (name) => {
      let content = new Uint8Array();
      const write = async (bytes: Uint8Array): Promise<void> => void (content = Uint8Array.from([...content, ...bytes]));
      return ok({ name, write, close: async () => void saved.set(name, content), abort: async () => undefined });
    },
    message: (text) => void (err += text),
    now: () => 0,
    ...world,
  });
  return { code, out, err, saved, lines: () => out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) }; // prettier-ignore
};
