/**
 * What the layer table and the house's measures say about a tree of sources: each answer is a sentence about one breach.
 * dependency-cruiser and the lint refuse what the table does not allow; here is the other half, what it allows for nobody.
 */

/** @typedef {{ imports?: string[], packages?: string[] }} Allowance */
/** @typedef {{ folder: string, imports: string[], packages: string[], except?: Record<string, Allowance> }} Layer */
/** @typedef {ReadonlyMap<string, string>} Tree Text by path from the root, with `/`. */

export const most = { lines: 300, files: 30 };

const isModule = (/** @type {string} */ path) => /\.(ts|svelte)$/.test(path);
const folderOf = (/** @type {string} */ path) => path.slice(0, path.lastIndexOf('/'));
const isUnder = (/** @type {string} */ path, /** @type {string} */ folder) => path.startsWith(`${folder}/`);

/** What a module imports, in any form: `import`, `export from`, `import()`, an address for a worker. */
const importsOf = (/** @type {string} */ text) =>
  [...text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*['"]([^'"]+)['"]/g)].map((match) => String(match[1]));

const isFromFolder = (/** @type {string} */ name, /** @type {string} */ folder) => name.startsWith(`#${folder}/`);
const isFromPackage = (/** @type {string} */ name, /** @type {string} */ allowed) =>
  allowed === 'node:*' ? name.startsWith('node:') : name === allowed || name.startsWith(`${allowed}/`);

/** @type {(who: string, allowance: Allowance, names: string[]) => string[]} */
const unusedOf = (who, { imports = [], packages = [] }, names) => [
  ...imports
    .filter((folder) => !names.some((name) => isFromFolder(name, folder)))
    .map((folder) => `${who} may import ${folder}, and nothing in it does`),
  ...packages
    .filter((allowed) => !names.some((name) => isFromPackage(name, allowed)))
    .map((allowed) => `${who} may import the package ${allowed}, and nothing in it does`),
];

/** @type {(tree: Tree, layers: readonly Layer[]) => string[]} */
export const unusedPermissions = (tree, layers) =>
  layers.flatMap(({ folder, except = {}, ...allowance }) => {
    const files = [...tree].filter(([path]) => isModule(path) && isUnder(path, folder));
    if (files.length === 0) return [`${folder} has a row, and no module`];
    return [
      ...unusedOf(
        folder,
        allowance,
        files.flatMap(([, text]) => importsOf(text)),
      ),
      ...Object.entries(except).flatMap(([file, more]) =>
        unusedOf(`${folder}/${file}`, more, importsOf(tree.get(`${folder}/${file}`) ?? '')),
      ),
    ];
  });

/** Modules of the trees outside every row; an entry may stand at the root of its tree. @type {(tree: Tree, layers: readonly Layer[]) => string[]} */
export const withoutRow = (tree, layers) => {
  const folders = new Set([...tree.keys()].filter((path) => isModule(path)).map(folderOf));
  return [...folders]
    .filter((folder) => folder.includes('/') && !layers.some((layer) => folder === layer.folder || isUnder(folder, layer.folder)))
    .map((folder) => `${folder} has no row`);
};

/** @type {(tree: Tree) => string[]} */
export const tooLong = (tree) =>
  [...tree]
    .map(([path, text]) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .filter(({ lines }) => lines > most.lines)
    .map(({ path, lines }) => `${path} has ${lines} lines: ${most.lines} at most`);

/** @type {(tree: Tree) => string[]} */
export const tooFull = (tree) => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const path of tree.keys()) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > most.files)
    .map(([folder, count]) => `${folder} has ${count} files at its root: ${most.files} at most`);
};

/** @type {(tree: Tree, layers: readonly Layer[]) => string[]} */
export const breaches = (tree, layers) => [
  ...unusedPermissions(tree, layers),
  ...withoutRow(tree, layers),
  ...tooLong(tree),
  ...tooFull(tree),
];
