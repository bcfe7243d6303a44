import { app, type BrowserWindow } from 'electron';
import { desktop } from '#core/words/work/desktop.ts';
import { deskOf } from '#electron/main/desk.ts';

/** What the program itself says, in the language of the window's page; until that is known, of the system. */
export const wordsOf = (window: BrowserWindow | undefined): typeof desktop.es => {
  const language = window && !window.isDestroyed() ? deskOf(window).work?.language : undefined;
  return desktop[(language ?? app.getLocale()).startsWith('en') ? 'en' : 'es'];
};
