import { buildPart, isFresh, type PartName } from '#electron/launch/parts.mjs';

/** The specs drive what was built: it must be what the sources say. */
export default async (): Promise<void> => {
  const names: PartName[] = ['renderer', 'main', 'preload', 'worker', 'cli'];
  for (const name of names) if (!isFresh(name)) await buildPart(name);
};
