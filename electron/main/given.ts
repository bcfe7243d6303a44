import type { BrowserWindow } from 'electron';
import path from 'node:path';
import { channels } from '#core/protocol/bridge.ts';
import { newBackup } from './backups.ts';
import { allHeard, allPlaces, deskOf, type Place } from './desk.ts';
import { readWhole } from './files.ts';
import { remember, tokenOf } from './places.ts';
import { openWindow } from './window.ts';

/** Files that the system gives the program: dropped on it, named where it was started, opened with it. */

/** What can be opened; whatever else stands in a command line is not meant for it. */
const known = /\.(retrograd|json|csv|tsv|txt|png|zip)$/i;

/** The files that a command line names. */
export const filesIn = (argv: readonly string[], folder: string): readonly string[] =>
  argv.filter((word) => !word.startsWith('-') && known.test(word)).map((word) => path.resolve(folder, word));

/** How long a file waits for windows that come back to say what they have, in milliseconds. */
const patience = 5000;

/** Shows each file in the window that has it already, else in one where nothing was made yet, else in one of its own. */
export const openGiven = async (files: readonly string[]): Promise<void> => {
  await allHeard(patience);
  for (const file of files) {
    const token = tokenOf(file);
    const there = allPlaces().find(({ work }) => work?.token === token);
    if (there) {
      remember(token);
      bringForward(there.window);
    } else give(blankPlace() ?? openWindow(newBackup()), file);
  }
};

const blankPlace = (): Place | undefined => allPlaces().find(({ work, given }) => work?.blank === true && given.length === 0);

const give = (place: Place, file: string): void => {
  place.given.push(file);
  if (place.work) place.work = { ...place.work, blank: false };
  bringForward(place.window);
  if (place.listens) void hand(place);
};

/** The page listens, perhaps once more after it was loaded again. */
export const listens = (window: BrowserWindow): void => {
  const place = deskOf(window);
  place.listens = true;
  void hand(place);
};

const hand = async ({ window, given }: Place): Promise<void> => {
  for (let file = given.shift(); file !== undefined; file = given.shift()) {
    const read = await readWhole(file);
    if (window.isDestroyed()) return;
    window.webContents.send(channels.given, read);
  }
};

export const bringForward = (window: BrowserWindow | undefined): void => {
  if (window?.isMinimized()) window.restore();
  window?.focus();
};
