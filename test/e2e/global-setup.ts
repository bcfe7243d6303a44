import { buildPart, isFresh, product, type PartName } from '#electron/launch/parts.mjs';

/** The pages with a door for tests: two that begin at once must not build the same one. */
const pages: readonly PartName[] = ['scenes', 'commanded'];

/** The specs drive what was built: it must be what the sources say. */
export default async (): Promise<void> => {
  for (const name of [...product, ...pages]) if (!isFresh(name)) await buildPart(name);
};
