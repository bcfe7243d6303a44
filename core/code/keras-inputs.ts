import type { ScriptWords } from '#core/words/cli/scripts.ts';
import type { Run } from '#core/net/run.ts';
import { drops } from './python-chance.ts';
import { when } from './python.ts';

/** How a Keras script begins, and what its model takes. */

export const array = (list: string): string => `np.array(${list}, dtype=float)`;

/** Keras with a backend that is there, or what to install. */
export const kerasImports = (words: ScriptWords): string[] => [
  'import numpy as np',
  '',
  `# ${words.backend}`,
  'os.environ.setdefault("KERAS_BACKEND", "tensorflow")',
  'try:',
  '    import keras',
  'except ModuleNotFoundError as error:',
  `    sys.exit(f"${words.missing('pip install keras tensorflow')}")`,
  'from keras import layers, ops',
  '',
];

/** Layers that drop, by number, with how much. */
const dropoutOf = ({ spec }: Run): (readonly [layer: number, p: number, units: number])[] =>
  spec.network.layers.flatMap(({ dropout, units }, l) => (dropout > 0 ? [[l, dropout, units] as const] : []));
export const dropouts = (run: Run): string[] =>
  when(
    drops(run),
    '',
    `DROPOUT = {${dropoutOf(run)
      .map(([l, p]) => `${l}: ${p}`)
      .join(', ')}}`,
    '',
  ) as string[];

/** `inputs_of(x, k)`: what the model takes at step k, or in use. */
export const inputs = (run: Run, words: ScriptWords): string[] =>
  when(
    drops(run),
    '',
    'def inputs_of(x, k=None):',
    `    """${words.masksIn}"""`,
    `    shapes = {${dropoutOf(run)
      .map(([l, , units]) => `${l}: (len(x), ${units})`)
      .join(', ')}}`,
    '    return [x] + [np.ones(shape) if k is None else mask(k, l, shape) for l, shape in shapes.items()]',
    '',
    '',
  ) as string[];
export const inputsOf = (run: Run, x: string, k?: string): string => (drops(run) ? `inputs_of(${x}${k === undefined ? '' : `, ${k}`})` : x);
