import type { Io } from './io.ts';

/** The text of the example of that name, where there is one. */
export const exampleOf = async (name: string, io: Pick<Io, 'asset'>): Promise<string | undefined> =>
  /^\w[\w-]*$/.test(name) ? io.asset(`examples/${name}.json`) : undefined;

export const exampleNames = async (io: Pick<Io, 'assets'>): Promise<string[]> =>
  (await io.assets('examples')).map((file) => file.replace(/\.json$/, '')).sort();
