import path from 'node:path';
import { hostThemes, type HostTheme, type ZoomStep } from '#core/protocol/host.ts';

/** What the program itself keeps for all windows. The page can change none of it but by the calls that say so. */
export interface Settings {
  /** Where dialogs open: the folder of the file that was chosen last. */
  readonly folder?: string;
  /** How many times as large as usual pages are drawn. */
  readonly zoom: number;
  /** Windows have it before their page says so. */
  readonly theme: HostTheme;
}

export const zooms = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

const usual: Settings = { zoom: 1, theme: 'system' };

/** What is broken counts as not chosen. */
export const readSettings = (text: string): Settings => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return usual;
  }
  const { folder, zoom, theme } = (value ?? {}) as Partial<Record<string, unknown>>;
  return {
    ...(typeof folder === 'string' && path.isAbsolute(folder) && !folder.includes('\0') && { folder }),
    zoom: zooms.find((one) => one === zoom) ?? usual.zoom,
    theme: hostThemes.find((one) => one === theme) ?? usual.theme,
  };
};

/** The size after this one, at the ends the same. */
export const zoomAfter = (zoom: number, by: ZoomStep): number => {
  if (by === 'usual') return 1;
  return (by === 'larger' ? zooms.find((one) => one > zoom) : zooms.findLast((one) => one < zoom)) ?? zoom;
};
