import { app } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { saveWholeNow } from '#core/disk/save-whole.ts';
import { readSettings, type Settings } from './read-settings.ts';

const file = (): string => path.join(app.getPath('userData'), 'settings.json');

let kept: Settings | undefined;

export const settings = (): Settings => {
  if (kept) return kept;
  let text = '';
  try {
    text = readFileSync(file(), 'utf8');
  } catch {
    // Nothing was chosen yet.
  }
  return (kept = readSettings(text));
};

/** Where they cannot be written they last until the program ends. */
export const keepSettings = (change: Partial<Settings>): void => {
  kept = { ...settings(), ...change };
  saveWholeNow({ file: file() }, new TextEncoder().encode(JSON.stringify(kept)));
};
