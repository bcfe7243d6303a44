import { unzipSync } from 'fflate';
import type { Page } from '@playwright/test';
import type { NamedBytes, RunningApp } from './hosts.ts';
import { screen } from './screen.ts';

/** Saves the document for the first time: a browser asks for its name, Electron's dialog does so itself. */
export const saveDocument = async (page: Page, app: RunningApp): Promise<NamedBytes> => {
  const saving = await app.willSave();
  await screen(page).button('Guardar').click();
  if (app.host === 'browser') await page.getByRole('dialog', { name: 'Guardar como' }).getByRole('button', { name: 'Guardar' }).click();
  return saving();
};

/** The run file in a document. */
export const runIn = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(unzipSync(bytes)['run.json']));

/** Carries out a command by its name. */
export const command = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
};

/** Saves the run alone, as text. */
export const saveRun = async (page: Page, app: RunningApp): Promise<NamedBytes> => {
  const saving = await app.willSave();
  await command(page, 'Guardar solo la ejecución');
  return saving();
};
