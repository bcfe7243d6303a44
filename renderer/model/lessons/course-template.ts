import { strToU8, zipSync } from 'fflate';

/** The course that `retrograd course new` begins with, its texts by their path. */
const texts = Object.entries(
  import.meta.glob<string>('../../../assets/course-template/**/*.{json,md}', { query: '?raw', import: 'default', eager: true }),
);

/** The same as a .zip, in a folder of this name. */
export const courseTemplate = (name: string): Uint8Array =>
  zipSync(
    Object.fromEntries(
      texts.map(([path, text]) => [`${name}/${path.slice(path.indexOf('template/') + 'template/'.length)}`, strToU8(text)]),
    ),
  );
