import { Inflate } from 'fflate';
import { ok, type Result } from '#core/contract/failure.ts';
import { bounds } from './bounds.ts';
import { crcOf } from './crc.ts';
import type { Refuse } from './fault.ts';

/**
 * Reads .zip files that anybody may have made. What an archive says of itself is held against the bounds before anything of it is unpacked,
 * and what comes out against what it said: nothing is allocated by what is merely claimed. APPNOTE.TXT of PKWARE, sections 4.3 and 4.4.
 */

/** An entry, as the directory at the archive's end has it. */
export interface Packed {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  readonly crc: number;
  /** Where it begins, with its own header. */
  readonly at: number;
}

const signatures = { entry: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 } as const;
const lengths = { entry: 30, directory: 46, end: 22, comment: 0xffff } as const;
const [stored, deflated] = [0, 8];
/** The flag of an entry that is encrypted. */
const encrypted = 1;

/** Whether bytes begin as an archive does. */
export const isArchive = (bytes: Uint8Array): boolean => bytes.length > 4 && viewOf(bytes).getUint32(0, true) === signatures.entry;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);

/** All entries of an archive, folders left out. */
export const listArchive = (bytes: Uint8Array, refuse: Refuse): Result<readonly Packed[]> => {
  const view = viewOf(bytes);
  const end = endOf(view);
  if (end === undefined) return refuse('archive');
  const count = view.getUint16(end + 10, true);
  if (count > bounds.entries) return refuse('too-many-entries', { found: count, limit: bounds.entries });
  const entries: Packed[] = [];
  const directory = view.getUint32(end + 16, true);
  let at = directory;
  for (let index = 0; index < count; index++) {
    if (at + lengths.directory > end || view.getUint32(at, true) !== signatures.directory) return refuse('archive');
    const entry = entryOf(view, bytes, at);
    if (!entry) return refuse('archive');
    if (!isPlain(entry.name)) return refuse('entry-name', { place: entry.name.slice(0, 100) });
    if (!entry.name.endsWith('/')) entries.push(entry);
    at += lengths.directory + sum([28, 30, 32].map((field) => view.getUint16(at + field, true)));
  }
  if (at > end || new Set(entries.map(({ name }) => name)).size < entries.length) return refuse('archive');
  const size = sum(entries.map((entry) => entry.size));
  if (size > bounds.bytes) return refuse('too-large', { found: size, limit: bounds.bytes });
  const bomb = entries.find((entry) => entry.size > bounds.plain && entry.size > bounds.ratio * entry.packed);
  if (bomb) return refuse('ratio', { place: bomb.name, found: Math.round(bomb.size / bomb.packed), limit: bounds.ratio });
  return areApart(entries, view, directory) ? ok(entries) : refuse('archive');
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Where the directory's end is told; behind it there is but a comment. */
const endOf = (view: DataView): number | undefined => {
  const last = view.byteLength - lengths.end;
  for (let at = last; at >= Math.max(0, last - lengths.comment); at--) {
    if (view.getUint32(at, true) === signatures.end && view.getUint16(at + 20, true) === last - at) return at;
  }
  return undefined;
};

const entryOf = (view: DataView, bytes: Uint8Array, at: number): Packed | undefined => {
  const name = nameAt(bytes, at + lengths.directory, view.getUint16(at + 28, true));
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [crc, packed, size, start] = [16, 20, 24, 42].map((field) => view.getUint32(at + field, true)) as [number, number, number, number];
  const known = method === deflated || (method === stored && packed === size);
  return name === undefined || flags & encrypted || !known ? undefined : { name, size, packed, method, crc, at: start };
};

const nameAt = (bytes: Uint8Array, from: number, length: number): string | undefined => {
  try {
    return from + length > bytes.length ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, from + length));
  } catch {
    return undefined;
  }
};

/** A name that leads nowhere else, on any system. */
const isPlain = (name: string): boolean =>
  name !== '' &&
  !/[\\:\p{Cc}]/u.test(name) &&
  name
    .replace(/\/$/, '')
    .split('/')
    .every((part) => !['', '.', '..'].includes(part));

/** Each entry has its own bytes, before the directory, and a header that says the same name. */
const areApart = (entries: readonly Packed[], view: DataView, directory: number): boolean => {
  let free = 0;
  return entries
    .toSorted((a, b) => a.at - b.at)
    .every((entry) => {
      const from = entry.at >= free && entry.at + lengths.entry <= directory ? contentOf(view, entry) : Infinity;
      free = from + entry.packed;
      return free <= directory;
    });
};

/** Where the content of an entry begins. */
const contentOf = (view: DataView, { at, name }: Packed): number => {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const [named, extra] = [view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
  const same = view.getUint32(at, true) === signatures.entry && nameAt(bytes, at + lengths.entry, named) === name;
  return same ? at + lengths.entry + named + extra : Infinity;
};

/** Bytes that are given to the unpacking at once: they make at most a thousand times as many. */
const piece = 8 << 10;

/** What is in an entry; undefined where it is not what the archive says. */
export const unpack = (bytes: Uint8Array, entry: Packed): Uint8Array | undefined => {
  const from = contentOf(viewOf(bytes), entry);
  const packed = bytes.subarray(from, from + entry.packed);
  const content = entry.method === stored ? packed : inflate(packed, entry.size);
  return content?.length === entry.size && crcOf(content) === entry.crc ? content : undefined;
};

/** What deflated bytes hold; undefined where they are none, or hold more than `most`. */
export const inflate = (packed: Uint8Array, most: number, dictionary?: Uint8Array): Uint8Array | undefined => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const unpacking = new Inflate(dictionary ? { dictionary } : {}, (part) => {
    length += part.length;
    if (length <= most) pieces.push(part);
  });
  try {
    for (let at = 0; at < packed.length && length <= most; at += piece) {
      unpacking.push(packed.subarray(at, at + piece), at + piece >= packed.length);
    }
  } catch {
    return undefined;
  }
  if (length > most) return undefined;
  const content = new Uint8Array(length);
  let at = 0;
  for (const part of pieces) content.set(part, (at += part.length) - part.length);
  return content;
};
