import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './parts.mjs';

/** Whose work is in a built page, with the text of each licence: packages that are in its scripts, fonts, data sets. */

/** @typedef {{ kind: 'package' | 'font' | 'data', name: string, version?: string, licence: string, text: string }} Licence */

/** The folder of the package that a module belongs to; undefined for the app's own. @type {(id: string) => string | undefined} */
export const packageOf = (id) => /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1];

const texts = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/** Texts of licences that packages name and leave out, by their names. */
const own = inRoot('assets', 'licences');

/**
 * Throws where there is no text of a package's licence, neither in it nor here: nobody may ship it so.
 * @type {(folder: string, added?: string) => Licence}
 */
export const licenceOf = (folder, added = own) => {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const here = path.join(added, `${name.replace('/', '+')}.txt`);
  if (existsSync(here)) return { kind: 'package', name, version, licence: String(license), text: readFileSync(here, 'utf8').trim() };
  const files = readdirSync(folder)
    .filter((file) => texts.test(file))
    .sort();
  if (files.length === 0) throw new Error(`The package ${name} ${version} has no text of its licence: it cannot be shipped.`);
  const text = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n');
  return { kind: 'package', name, version, licence: String(license ?? files[0]), text };
};

/** @type {(root: string) => Licence[]} */
const fonts = (root) => [
  { kind: 'font', name: 'Inter', licence: 'OFL-1.1', text: readFileSync(path.join(root, 'assets/fonts/inter.LICENSE.txt'), 'utf8').trim() },
];

/** What the data sets' own page says of each. Throws where it says nothing of one that is shipped. @type {(root: string) => Licence[]} */
const data = (root) => {
  const folder = path.join(root, 'assets/datasets');
  const page = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const rights = page.slice(page.indexOf('## Licences')).split(/\n- /).slice(1).map((line) => line.replace(/\s+/g, ' ').trim()); // prettier-ignore
  return readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .map((name) => {
      const source = page.split('\n').find((line) => line.startsWith(`| \`${name}\``))?.split('|').at(-2)?.trim(); // prettier-ignore
      const about = rights.filter((line) => line.startsWith('scikit-learn') || line.includes(`\`${name.replace('.csv', '')}\``));
      if (!source || about.length < 2)
        throw new Error(`assets/datasets/README.md does not say where ${name} comes from, and under which licence.`);
      return { kind: 'data', name, licence: source, text: [source, ...about].join('\n\n') };
    });
};

/** In the order in which they are shown. @type {(root: string, modules: Iterable<string>) => Licence[]} */
export const licencesOf = (root, modules) => {
  const folders = [...new Set([...modules].flatMap((id) => packageOf(id) ?? []))].filter((folder) =>
    existsSync(path.join(folder, 'package.json')),
  );
  const packages = folders.map((folder) => licenceOf(folder)).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return [...packages, ...fonts(root), ...data(root)];
};
