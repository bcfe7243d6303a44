import { inRoot } from './parts.mjs';
import { licencesOf } from './licences.mjs';

/** The name by which the page's script asks for them. */
const asked = /\bshippedLicences\b/;

/**
 * Writes into the built page the licences of all that is in it: `plugin` belongs to the page, `within` to its workers, which are built before it.
 * @returns {{ plugin: import('vite').Plugin, within: import('vite').Plugin }}
 */
export const licences = () => {
  /** @type {Set<string>} */
  const modules = new Set();
  /** @type {(bundle: import('vite').Rolldown.OutputBundle) => void} */
  const gather = (bundle) => {
    for (const file of Object.values(bundle)) if (file.type === 'chunk') for (const id of file.moduleIds) modules.add(id);
  };
  return {
    within: { name: 'licences-within', generateBundle: (_, bundle) => gather(bundle) },
    plugin: {
      name: 'licences',
      generateBundle: (_, bundle) => {
        gather(bundle);
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk' && asked.test(file.code)) {
            const list = JSON.stringify(licencesOf(inRoot(), modules));
            file.code = file.code.replace(new RegExp(asked, 'g'), () => list);
          }
        }
      },
    },
  };
};
