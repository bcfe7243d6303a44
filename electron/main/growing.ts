import type { BrowserWindow } from 'electron';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fail, ok, type Result } from '#core/contract/failure.ts';
import { GrowingFile } from '#core/disk/growing-file.ts';
import type { GrowingEnd, GrowingPiece } from '#core/protocol/bridge.ts';
import type { FileToGrow } from '#core/protocol/host.ts';
import { choosePlace } from './desktop/choose-file.ts';

/** Files that pages are writing, piece by piece: each has its name when it is whole, and nothing of it is left where it is given up. */
const growing = new Map<string, { readonly window: BrowserWindow; readonly file: GrowingFile }>();

export const growFile = async (
  window: BrowserWindow,
  wanted: FileToGrow,
): Promise<Result<{ readonly id: string; readonly name: string } | undefined>> => {
  const file = await choosePlace(window, wanted);
  if (file === undefined) return ok(undefined);
  const name = path.basename(file);
  const opened = await GrowingFile.open({ file, called: name });
  if (!opened.ok) return opened;
  const id = randomUUID();
  growing.set(id, { window, file: opened.value });
  return ok({ id, name });
};

/** A window may write its own files alone. */
const ownOf = (window: BrowserWindow, id: string): GrowingFile | undefined => {
  const held = growing.get(id);
  return held?.window === window ? held.file : undefined;
};

const unknown = fail({ code: 'internal-error', part: 'interface', reason: 'a file that is not open was written' });

export const growPiece = async (window: BrowserWindow, { id, bytes, at }: GrowingPiece): Promise<Result<void>> =>
  (await ownOf(window, id)?.write(bytes, at)) ?? unknown;

export const endGrowing = async (window: BrowserWindow, { id, whole }: GrowingEnd): Promise<Result<void>> => {
  const file = ownOf(window, id);
  growing.delete(id);
  if (whole) return (await file?.close()) ?? unknown;
  await file?.abort();
  return ok(undefined);
};

/** The window's page is gone, or another one: nobody goes on with what it was writing. */
export const giveUp = (window: BrowserWindow): void => {
  for (const [id, { window: of, file }] of growing) {
    if (of !== window) continue;
    growing.delete(id);
    void file.abort();
  }
};
