import path from 'node:path';

/** A name that is typed without its extension gets it: on Linux no dialog adds one. */
export const withExtension = (file: string, extensions: readonly string[]): string => {
  const [first] = extensions;
  return first === undefined || extensions.includes(path.extname(file).slice(1).toLowerCase()) ? file : `${file}.${first}`;
};
