/**
 * Who may import whom: the one table that the lint rules and dependency-cruiser read. Arrows point down only.
 * `packages` are prefixes of bare imports; `node:*` stands for Node's own modules.
 * @type {{ folder: string, imports: string[], packages: string[], except?: Record<string, { imports?: string[], packages?: string[] }> }[]}
 */
export const layers = [
  { folder: 'core/contract', imports: [], packages: ['valibot'] },
  { folder: 'core/words', imports: ['core/contract'], packages: [] },
  { folder: 'core/math', imports: ['core/contract'], packages: [] },
  { folder: 'core/data', imports: ['core/contract', 'core/math'], packages: ['papaparse'] },
  { folder: 'core/metrics', imports: ['core/contract', 'core/math', 'core/data'], packages: [] },
  { folder: 'core/net', imports: ['core/contract', 'core/math', 'core/data', 'core/metrics'], packages: [] },
  { folder: 'core/explain', imports: ['core/contract', 'core/math', 'core/data', 'core/net'], packages: [] },
  { folder: 'core/landscape', imports: ['core/contract', 'core/math', 'core/data', 'core/net'], packages: [] },
  { folder: 'core/history', imports: ['core/contract', 'core/math', 'core/data', 'core/net'], packages: [] },
  { folder: 'core/health', imports: ['core/contract', 'core/math', 'core/data', 'core/net'], packages: [] },
  {
    folder: 'core/worker',
    imports: [
      'core/contract',
      'core/math',
      'core/data',
      'core/metrics',
      'core/net',
      'core/explain',
      'core/landscape',
      'core/history',
      'core/health',
    ],
    packages: [],
    except: { 'entry-node.ts': { packages: ['node:*'] } },
  },
  { folder: 'core/code', imports: ['core/contract', 'core/math', 'core/data', 'core/net'], packages: [] },
  {
    folder: 'core/cli',
    imports: [
      'core/contract',
      'core/words',
      'core/math',
      'core/data',
      'core/metrics',
      'core/net',
      'core/explain',
      'core/landscape',
      'core/history',
      'core/code',
    ],
    packages: ['node:*'],
  },
  { folder: 'electron/main', imports: ['core/contract', 'core/worker'], packages: ['electron', 'node:*'] },
  { folder: 'electron/preload', imports: ['core/contract'], packages: ['electron'] },
  { folder: 'renderer/clock', imports: [], packages: [] },
  { folder: 'renderer/words', imports: ['core/contract', 'core/words'], packages: [] },
  { folder: 'renderer/choreography', imports: ['core/contract'], packages: [] },
  { folder: 'renderer/link', imports: ['core/contract', 'core/worker'], packages: [] },
  { folder: 'renderer/stage', imports: ['core/contract', 'renderer/choreography'], packages: ['pixi.js'] },
  {
    folder: 'renderer/export',
    imports: ['core/contract', 'renderer/choreography', 'renderer/stage', 'renderer/link'],
    packages: ['fflate', 'gifenc', 'mediabunny'],
  },
  {
    folder: 'renderer/model',
    imports: ['core/contract', 'renderer/link', 'renderer/words', 'renderer/clock', 'renderer/choreography'],
    packages: ['svelte'],
  },
  {
    folder: 'renderer/ui',
    imports: [
      'core/contract',
      'renderer/model',
      'renderer/words',
      'renderer/stage',
      'renderer/choreography',
      'renderer/export',
      'renderer/clock',
      'renderer/link',
    ],
    packages: ['svelte', 'bits-ui', 'katex', 'd3-scale', 'd3-array', 'd3-shape'],
  },
];

/** Layers whose numbers must have the same bits in every engine and that know no clock. */
export const deterministic = [
  'core/math',
  'core/data',
  'core/metrics',
  'core/net',
  'core/explain',
  'core/landscape',
  'core/history',
  'core/health',
];
