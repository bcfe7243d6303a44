import { Menu, type BrowserWindow } from 'electron';
import { deskOf } from '#electron/main/desk.ts';
import { editTemplate } from './edit-template.ts';

/** Offers, where the person asks for it, what can be done with the text there. */
export const offerEditing = (window: BrowserWindow): void => {
  const { webContents } = window;
  webContents.on('context-menu', (_event, context) => {
    const items = deskOf(window).menu.find(({ role }) => role === 'edit')?.items ?? [];
    const template = editTemplate(context, items, (word) => webContents.replaceMisspelling(word));
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
};
