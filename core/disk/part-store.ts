import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { fail, type Result } from '#core/contract/failure.ts';
import { reasonOf, saveWhole, type Operate } from './save-whole.ts';

/** Values that a structured clone keeps, by name; one that is undefined is taken away. */
export type Parts = Readonly<Record<string, unknown>>;

interface Index {
  readonly version: 1;
  /** The file of each part. */
  readonly parts: Readonly<Record<string, string>>;
  /** Counts the writes: each makes files of new names. */
  readonly writes: number;
}

const indexName = 'index.json';
const none: Index = { version: 1, parts: {}, writes: 0 };
const isName = (name: string): boolean => /^[a-z]{1,30}$/.test(name);
const isFile = (file: unknown): file is string => typeof file === 'string' && /^[a-z]{1,30}\.\d+$/.test(file);

/**
 * A folder that holds parts by name, of which those that changed are written, all or none of them: each goes to a new file, the index that
 * names them follows, and only then do the older files go. Whenever this fails or the machine stops, what was there before is there still.
 */
export class PartStore {
  /** What was asked for last; the next waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly folder: string,
    readonly does?: Operate,
  ) {}

  /** All parts; none where there is no such folder. Rejects where one of them cannot be read. */
  read(): Promise<Parts> {
    return this.#inTurn(async () => {
      const { parts } = await this.#index();
      const read = Object.entries(parts).map(
        async ([name, file]) => [name, deserialize(await readFile(this.#at(file))) as unknown] as const,
      );
      return Object.fromEntries(await Promise.all(read));
    });
  }

  write(changed: Parts): Promise<Result<void>> {
    return this.#inTurn(() => this.#write(changed));
  }

  /** Takes the folder away. */
  drop(): Promise<void> {
    return this.#inTurn(() => rm(this.folder, { recursive: true, force: true }));
  }

  async #write(changed: Parts): Promise<Result<void>> {
    const before = await this.#index().catch(() => none);
    const writes = before.writes + 1;
    const parts = { ...before.parts };
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (error) {
      return fail({ code: 'file-unwritable', file: indexName, reason: reasonOf(error) });
    }
    for (const [name, value] of Object.entries(changed).filter(([part]) => isName(part))) {
      if (value === undefined) {
        Reflect.deleteProperty(parts, name);
        continue;
      }
      parts[name] = `${name}.${writes}`;
      const saved = await this.#save(parts[name], serialize(value));
      if (!saved.ok) return saved;
    }
    const saved = await this.#save(indexName, new TextEncoder().encode(JSON.stringify({ version: 1, parts, writes } satisfies Index)));
    if (saved.ok) await this.#sweep(Object.values(parts));
    return saved;
  }

  async #index(): Promise<Index> {
    let text: string;
    try {
      text = await readFile(this.#at(indexName), 'utf8');
    } catch {
      return none;
    }
    const { version, parts, writes } = JSON.parse(text) as Partial<Record<string, unknown>>;
    if (
      version !== 1 ||
      typeof parts !== 'object' ||
      parts === null ||
      !Object.values(parts).every(isFile) ||
      !Number.isSafeInteger(writes)
    )
      throw new Error('the index cannot be read');
    return { version, parts: parts as Index['parts'], writes: writes as number };
  }

  #save(name: string, bytes: Uint8Array): Promise<Result<void>> {
    return saveWhole({ file: this.#at(name), called: name }, bytes, this.does);
  }

  /** What no index names any more. That it stays where this fails does no harm. */
  async #sweep(named: readonly string[]): Promise<void> {
    const files = await readdir(this.folder).catch(() => []);
    const gone = files.filter((file) => isFile(file) && !named.includes(file));
    await Promise.all(gone.map((file) => rm(this.#at(file), { force: true }).catch(() => undefined)));
  }

  #at(name: string): string {
    return path.join(this.folder, name);
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act, act);
    this.#last = turn;
    return turn;
  }

  /** Settles once all that was asked for is done. */
  async settled(): Promise<void> {
    await this.#last.catch(() => undefined);
  }
}

/** Takes away the stores of a folder but for the newest; answers those that stay, the newest first. */
export const newestStores = async (folder: string, most: number): Promise<readonly string[]> => {
  const names = await readdir(folder).catch(() => []);
  const aged = await Promise.all(
    names.map(async (name) => ({ name, when: (await stat(path.join(folder, name, indexName)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const newest = aged.filter(({ when }) => when > 0).sort((a, b) => b.when - a.when);
  const stay = newest.slice(0, most).map(({ name }) => name);
  await Promise.all(
    names.filter((name) => !stay.includes(name)).map((name) => rm(path.join(folder, name), { recursive: true, force: true })),
  );
  return stay;
};
