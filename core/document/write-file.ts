import { deflateSync, zipSync, type ZipOptions } from 'fflate';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import { bounds } from './bounds.ts';
import { refuseFor } from './fault.ts';
import { documentFormat, documentVersion, entries, jsonOf, stateEntry, tableEntry } from './parts.ts';
import type { DocumentFile } from './read-file.ts';

/** What goes into a document's file. */
export type DocumentToWrite = Omit<DocumentFile, 'version' | 'newer' | 'amiss'>;

/** The same document gives the same bytes, whenever it is written. */
const always = { mtime: new Date(1980, 0, 1) };
const whole: ZipOptions = { ...always, level: 0 };
const packed: ZipOptions = { ...always, level: 6 };

/** A document as the bytes of its file. Refuses what would be refused when it is read. `file` is its name. */
export const writeDocumentFile = (document: DocumentToWrite, file: string): Result<Uint8Array> => {
  const { run, example, lesson, tables, states, notebook, progress, thumbnail } = document;
  const text = (content: string | undefined): Uint8Array | undefined =>
    content === undefined ? undefined : new TextEncoder().encode(content);
  const contents = Object.entries<Uint8Array | undefined>({
    [entries.about]: jsonOf({
      format: documentFormat,
      version: documentVersion,
      ...(example !== undefined && { example }),
      ...(lesson && { lesson }),
    }),
    [entries.run]: text(run),
    [entries.notebook]: text(notebook),
    [entries.progress]: text(progress),
    ...Object.fromEntries(tables.map(({ table, bytes }) => [tableEntry(table), bytes])),
    ...Object.fromEntries(states.map(({ branch, step, bytes }) => [stateEntry(branch, step), bytes])),
    [entries.thumbnail]: thumbnail,
  }).flatMap(([name, bytes]) => (bytes ? [[name, bytes] as const] : []));
  const refuse = refuseFor(file);
  const large = contents.find(([name, bytes]) => name.endsWith('.json') && bytes.length > bounds.text);
  if (large) return fail({ code: 'too-large', what: 'bytes', place: large[0], found: large[1].length, limit: bounds.text });
  if (contents.length > bounds.entries) return refuse('too-many-entries', { found: contents.length, limit: bounds.entries });
  const size = contents.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  if (size > bounds.bytes) return refuse('too-large', { found: size, limit: bounds.bytes });
  return ok(zipSync(Object.fromEntries(contents.map(([name, bytes]) => [name, [bytes, isPacked(name, bytes) ? packed : whole]]))));
};

/** Numbers and pictures do not become smaller; what becomes too small is not read again. */
const isPacked = (name: string, bytes: Uint8Array): boolean =>
  !/\.(safetensors|png)$/.test(name) &&
  (bytes.length <= bounds.plain || bytes.length <= bounds.ratio * deflateSync(bytes, { level: 6 }).length);
