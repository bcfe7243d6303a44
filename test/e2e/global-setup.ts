import { buildPart, isFresh, product } from '#electron/launch/parts.mjs';

/** The specs drive what was built: it must be what the sources say. */
export default async (): Promise<void> => {
  for (const name of product) if (!isFresh(name)) await buildPart(name);
};
