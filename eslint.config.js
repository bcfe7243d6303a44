import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { accounted, deterministic, layers } from './layers.config.js';

const allFolders = layers.map((layer) => layer.folder);

/** Rules that refuse what the layer table does not allow; they also see `import type` and imports inside `.svelte`. */
const importRules = (layer, allowance = {}) => {
  const imports = [...layer.imports, ...(allowance.imports ?? [])];
  const packages = [...layer.packages, ...(allowance.packages ?? [])];
  const forbidden = allFolders.filter((folder) => folder !== layer.folder && !imports.includes(folder));
  const ownPackage = (name) => (name === 'node:*' ? 'node:.+' : `${name.replaceAll('.', '\\.')}(/.+)?`);
  const patterns = [
    { regex: '^\\.\\./', message: 'To other folders import #core/... or #renderer/...; `../` is an error.' },
    ...forbidden.map((folder) => ({ regex: `^#${folder}/`, message: `${layer.folder} may not import ${folder} (layers.config.js).` })),
    {
      regex: `^(?![#./]${packages.map((name) => `|${ownPackage(name)}$`).join('')})`,
      message: `${layer.folder} may import these packages only: ${packages.join(', ') || 'none'} (layers.config.js).`,
    },
  ];
  return { 'no-restricted-imports': ['error', { patterns }] };
};

const faults = 'derivative-at-activation|sum-for-mean|bias-per-sample|update-before-backward|gradients-not-zeroed|mask-on-activations';
const noChance = ['Math.random', 'Math.pow', 'Date', 'performance'];

/**
 * One project for all trees: the types that they share are worked out once. Not of `.svelte`, each of which would have them
 * worked out anew: two thirds of the time of the whole lint.
 */
const typed = (files, rules) => ({
  files,
  languageOptions: {
    parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
  },
  rules: Object.fromEntries(Object.entries(rules).map(([rule, entry]) => [`@typescript-eslint/${rule}`, entry])),
});

/** Faults that only types show. What rejects under `void` is heard by the page or the thread where it does. */
const typedRules = {
  'await-thenable': 'error',
  'no-floating-promises': 'error',
  'no-misused-promises': 'error',
  'only-throw-error': 'error',
  'prefer-promise-reject-errors': 'error',
  'use-unknown-in-catch-callback-variable': 'error',
  'return-await': ['error', 'error-handling-correctness-only'],
  'switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'restrict-template-expressions': ['error', { allowNumber: true }],
  'restrict-plus-operands': 'error',
  'no-base-to-string': 'error',
  'require-array-sort-compare': 'error',
  'no-array-delete': 'error',
  'no-for-in-array': 'error',
  'no-deprecated': 'error',
};

/** `any` ends where it enters. The worker's entry has the types of another global scope. */
const noAny = {
  'no-unsafe-argument': 'error',
  'no-unsafe-assignment': 'error',
  'no-unsafe-call': 'error',
  'no-unsafe-member-access': 'error',
  'no-unsafe-return': 'error',
};

export default ts.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'playwright-report/', 'shared/', '.python/'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } } },
  typed(['{core,electron,renderer,test}/**/*.{ts,mjs}', '*.config.ts'], typedRules),
  { ...typed(['{core,electron,renderer}/**/*.ts'], noAny), ignores: ['core/worker/entry-web.ts'] },
  {
    files: ['**/*.mjs', '*.config.js', '*.config.ts', 'core/cli/**', 'test/**'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  ...layers.flatMap((layer) => [
    { files: [`${layer.folder}/**/*.{ts,svelte}`], rules: importRules(layer) },
    ...Object.entries(layer.except ?? {}).map(([file, allowance]) => ({
      files: [`${layer.folder}/${file}`],
      rules: importRules(layer, allowance),
    })),
  ]),
  {
    files: accounted,
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'BinaryExpression[operator=/^[!=]==$/] > MemberExpression[property.name=/^(arithmetic|fault|exception)$/]',
          'BinaryExpression[operator=/^[!=]==$/] > Identifier[name=/^(arithmetic|fault|exception)$/]',
          `BinaryExpression[operator=/^[!=]==$/] > Literal[value=/^(article|softmax|${faults})$|cross-entropy/]`,
          "CallExpression[callee.property.name='includes'] > Literal[value=/cross-entropy/]",
          'SwitchStatement > MemberExpression[property.name=/^(arithmetic|fault|exception)$/]',
        ].map((selector) => ({ selector, message: 'Gates, cross-entropy and faults are asked about in core/account alone.' })),
      ],
    },
  },
  {
    files: deterministic.map((folder) => `${folder}/**/*.ts`),
    rules: {
      'no-restricted-properties': [
        'error',
        ...noChance
          .filter((n) => n.includes('.'))
          .map((n) => ({ object: n.split('.')[0], property: n.split('.')[1], message: 'Its result differs between runs or engines.' })),
      ],
      'no-restricted-globals': ['error', ...noChance.filter((n) => !n.includes('.'))],
      'no-restricted-syntax': [
        'error',
        { selector: "BinaryExpression[operator='**']", message: 'Its bits differ between engines: multiply.' },
        { selector: "AssignmentExpression[operator='**=']", message: 'Its bits differ between engines: multiply.' },
      ],
    },
  },
);
