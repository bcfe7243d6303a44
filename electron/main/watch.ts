import { dialog, type BrowserWindow } from 'electron';
import { newBackup } from './backups.ts';
import type { Place } from './desk.ts';
import { wordsOf } from './desktop/host-words.ts';
import { stop } from './relay.ts';

/** A page that hangs or crashes: its window says so, and what can be done. */

const crashes = { most: 3, within: 60_000 };

export const watch = (place: Place): void => {
  reviveAfterCrashes(place);
  let answered: AbortController | undefined;
  place.window.on('unresponsive', () => {
    answered ??= new AbortController();
    void tellHung(place, answered.signal).finally(() => (answered = undefined));
  });
  place.window.on('responsive', () => answered?.abort());
};

/** Waits, or ends the page's process, which is then loaded again with what its backup has. */
export const tellHung = async (place: Place, signal?: AbortSignal): Promise<void> => {
  const words = wordsOf(place.window);
  const { window } = place;
  const buttons = [words.wait, words.reload, words.close];
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.hung,
    detail: words.hungDetail,
    buttons,
    defaultId: 0,
    cancelId: 0,
    ...(signal && { signal }),
  });
  if (window.isDestroyed() || signal?.aborted || response === 0) return;
  if (response === 1) window.webContents.forcefullyCrashRenderer();
  else leave(place);
};

const leave = (place: Place): void => {
  place.dead = true;
  place.window.destroy();
};

/** A page that crashed is loaded again; one that keeps crashing only where the person says so. */
const reviveAfterCrashes = (place: Place): void => {
  let times: number[] = [];
  const { window } = place;
  const page: BrowserWindow['webContents'] = window.webContents;
  page.on('render-process-gone', (_event, { reason }) => {
    stop(page);
    place.dead = true;
    place.listens = false;
    if (reason === 'clean-exit') return;
    const now = Date.now();
    times = [...times.filter((time) => now - time < crashes.within), now];
    if (times.length <= crashes.most) page.reload();
    else void askAfterCrashes(place).then(() => (times = []));
  });
};

const askAfterCrashes = async (place: Place): Promise<void> => {
  const words = wordsOf(place.window);
  const { window } = place;
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: words.crashed,
    detail: words.crashedDetail,
    buttons: [words.again, words.afresh, words.close],
    defaultId: 0,
    cancelId: 2,
  });
  if (window.isDestroyed()) return;
  if (response === 2) return leave(place);
  if (response === 1) place.backup = newBackup();
  window.webContents.reload();
};
