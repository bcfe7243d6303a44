import { layers } from './layers.config.js';

const escape = (text) => text.replaceAll('.', '\\.').replaceAll('/', '\\/');

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '(^|/)entry-', '\\.(mjs|js)$', '^electron/(main/main|preload/preload)\\.ts$', '^core/cli/main\\.ts$'],
      },
      to: {},
    },
    ...layers.map((layer) => ({
      name: `layer ${layer.folder}`,
      severity: 'error',
      from: { path: `^${escape(layer.folder)}/` },
      to: { path: '^(core|renderer|electron)/', pathNot: [layer.folder, ...layer.imports].map((folder) => `^${escape(folder)}/`) },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules|out|dist)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
  },
};
