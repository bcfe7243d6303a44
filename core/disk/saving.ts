import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import path from 'node:path';

/** The file operations that saving takes, by their names in `node:fs`. */
export interface Operations {
  realpath(file: string): string;
  readlink(file: string): string;
  stat(file: string): Stats;
  access(file: string, mode: number): void;
  readdir(folder: string): string[];
  open(file: string, flags: string, mode?: number): number;
  write(handle: number, bytes: Uint8Array, offset: number, length: number, at: number | null): number;
  fstat(handle: number): Stats;
  fchown(handle: number, owner: number, group: number): void;
  fchmod(handle: number, mode: number): void;
  fsync(handle: number): void;
  close(handle: number): void;
  link(file: string, other: string): void;
  copyFile(file: string, other: string): void;
  rename(file: string, other: string): void;
  unlink(file: string): void;
}

/** Bytes of a file, and where they lie in it. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** One operation that is asked for, or the next piece, undefined at the end; whoever drives the saving does it and answers with what it gave, or throws the system's error. */
export type Operation = { readonly [Name in keyof Operations]: readonly [Name, Parameters<Operations[Name]>] }[keyof Operations];
export type Step = Operation | readonly ['piece'];
export type Steps<T> = Generator<Step, T, unknown>;

export interface SaveOptions {
  /** What stood there before stays as `NAME.bak`. */
  readonly backup?: boolean;
  /** A file that is protected against writing is replaced all the same. */
  readonly overReadOnly?: boolean;
}

/** The file is protected against writing: the person is asked first. */
export class ReadOnlyError extends Error {}

const writable = 2;
const anyWriter = 0o222;
const permissions = 0o7777;

/**
 * Writes the whole file or nothing. The bytes go to a new file beside it, are forced to the disk and then take the name: whenever this fails
 * or the machine stops, the old file or the new one is there, never a part. A symbolic link keeps pointing to where it does, and a file keeps
 * its mode and, where the system allows it, its owner. What savings that were killed have left beside it is cleared away. Throws the system's
 * error or a ReadOnlyError; nothing partial is left. `pieces` are asked for one by one.
 */
export function* saving(file: string, content: Content, { backup = false, overReadOnly = false }: SaveOptions = {}): Steps<void> {
  const target = yield* pointedTo(path.resolve(file));
  const old = yield* ifThere(ask('stat', target));
  // A device or a pipe holds nothing that could be kept whole.
  if (old && !old.isFile()) return yield* pour(target, content);
  if (old && !overReadOnly && (yield* isReadOnly(target, old))) throw new ReadOnlyError();
  yield* sweep(target);
  const temporary = temporaryOf(target);
  try {
    yield* writeNew(temporary, content, old);
    if (old && backup) yield* keepBackup(target);
    yield* ask('rename', temporary, target);
  } catch (error) {
    yield* attempt(ask('unlink', temporary));
    throw error;
  }
  yield* attempt(syncFolder(path.dirname(target)));
}

function* ask<Name extends keyof Operations>(name: Name, ...args: Parameters<Operations[Name]>): Steps<ReturnType<Operations[Name]>> {
  return (yield [name, args] as unknown as Step) as ReturnType<Operations[Name]>;
}

type Content = Uint8Array | 'pieces';

/** Does what may as well fail. */
function* attempt<T>(steps: Steps<T>): Steps<T | undefined> {
  try {
    return yield* steps;
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;

/** Undefined where there is no such file. */
function* ifThere<T>(steps: Steps<T>): Steps<T | undefined> {
  try {
    return yield* steps;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Links that lead to a file which is not there are followed so many times. */
const mostLinks = 20;

/** Where a symbolic link leads, or the file itself. */
function* pointedTo(file: string, links = 0): Steps<string> {
  const there = yield* ifThere(ask('realpath', file));
  if (there !== undefined) return there;
  const next = yield* attempt(ask('readlink', file));
  return next === undefined || links === mostLinks ? file : yield* pointedTo(path.resolve(path.dirname(file), next), links + 1);
}

function* isReadOnly(file: string, { mode }: Stats): Steps<boolean> {
  // To the system's administrator every file may be written.
  if ((mode & anyWriter) === 0) return true;
  try {
    yield* ask('access', file, writable);
    return false;
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') return true;
    throw error;
  }
}

function* writeNew(file: string, content: Content, old: Stats | undefined): Steps<void> {
  const handle = yield* ask('open', file, 'wx', old ? 0o600 : 0o666);
  try {
    const length = yield* writeContent(handle, content);
    const { size } = yield* ask('fstat', handle);
    if (size !== length) throw new Error(`${size} of ${length} bytes were written`);
    if (old) {
      yield* attempt(ask('fchown', handle, old.uid, old.gid));
      yield* ask('fchmod', handle, old.mode & permissions);
    }
    yield* ask('fsync', handle);
  } finally {
    yield* ask('close', handle);
  }
}

/** Its length. What goes on where the last piece ended is written there without naming the place: a pipe knows none. */
function* writeContent(handle: number, content: Content): Steps<number> {
  if (content !== 'pieces') {
    yield* writeAll(handle, content);
    return content.length;
  }
  let length = 0;
  for (let follows = 0; ;) {
    const piece = (yield ['piece']) as Piece | undefined;
    if (!piece) return length;
    const { bytes, at } = piece;
    yield* writeAll(handle, bytes, at === follows ? undefined : at);
    if (at === follows) follows += bytes.length;
    length = Math.max(length, at + bytes.length);
  }
}

function* writeAll(handle: number, bytes: Uint8Array, at?: number): Steps<void> {
  for (let written = 0; written < bytes.length;) {
    const more = yield* ask('write', handle, bytes, written, bytes.length - written, at === undefined ? null : at + written);
    if (more === 0) throw new Error('the disk took no more bytes');
    written += more;
  }
}

function* pour(target: string, content: Content): Steps<void> {
  const handle = yield* ask('open', target, 'w');
  try {
    yield* writeContent(handle, content);
  } finally {
    yield* ask('close', handle);
  }
}

/** A second name for what stands there, or a copy where the disk knows no second names; it takes the place of an older one whole. */
function* keepBackup(target: string): Steps<void> {
  const backup = `${target}.bak`;
  const temporary = temporaryOf(backup);
  try {
    yield* link(target, temporary);
    yield* ask('rename', temporary, backup);
  } finally {
    // Where the backup was this very file already, renaming did nothing.
    yield* attempt(ask('unlink', temporary));
  }
}

function* link(file: string, other: string): Steps<void> {
  try {
    yield* ask('link', file, other);
  } catch {
    yield* ask('copyFile', file, other);
  }
}

/** Makes the new name last through a power cut. The file is whole already, and not every system can do this to a folder. */
function* syncFolder(folder: string): Steps<void> {
  const handle = yield* ask('open', folder, 'r');
  try {
    yield* ask('fsync', handle);
  } finally {
    yield* ask('close', handle);
  }
}

/** The part of a file's name that its temporary ones bear: a name may have 255 bytes, and a letter four. */
const bornBy = (file: string): string => `.${[...path.basename(file)].slice(0, 40).join('')}.`;
const temporaryOf = (file: string): string =>
  path.join(path.dirname(file), `${bornBy(file)}${process.pid}.${randomUUID().slice(0, 8)}.tmp`);
const afterName = /^(\d+)\.[\da-f]{8}\.tmp$/;

/** Clears away what savings of this file left whose process has ended. */
function* sweep(target: string): Steps<void> {
  const folder = path.dirname(target);
  const names = (yield* attempt(ask('readdir', folder))) ?? [];
  for (const born of [bornBy(target), bornBy(`${target}.bak`)]) {
    for (const name of names.filter((one) => one.startsWith(born))) {
      const pid = afterName.exec(name.slice(born.length))?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) yield* attempt(ask('unlink', path.join(folder, name)));
    }
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};
