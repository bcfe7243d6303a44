import type { ScriptWords } from '#core/words/cli/scripts.ts';
import { streams } from '#core/math/random.ts';
import type { Run } from '#core/net/run.ts';
import { drops, fractionLines, isNoisy } from './python-chance.ts';
import { when } from './python.ts';

/** Dropout masks and noise on the inputs in NumPy, from the `draw` and `substream` of `randomLines`. `p` says in Python how much layer l drops. */
export const chance = (run: Run, words: ScriptWords, p: string): string[] => {
  const { spec, layout } = run;
  const { inputs } = layout.layers[0]!;
  if (!drops(run) && !isNoisy(run)) return [];
  return [
    ...fractionLines(words),
    ...when(
      drops(run),
      '',
      'def mask(k, l, shape):',
      `    """${words.mask}"""`,
      `    p = ${p}`,
      `    words = draw(substream(substream(${streams.dropout}, l + 1), k), np.arange(shape[0] * shape[1], dtype=np.uint64), 0)`,
      '    return np.where(fraction(words[0], words[1]) < p, 0, 1 / (1 - p)).reshape(shape)',
      '',
    ),
    ...when(
      isNoisy(run),
      '',
      'def noise(k):',
      `    """${words.noise}"""`,
      `    index = np.array(samples(k), dtype=np.uint64)[:, None] * ${inputs} + np.arange(${inputs}, dtype=np.uint64)`,
      `    words = draw(substream(${streams.augment}, k), index, 1)`,
      '    radius = np.sqrt(-2 * np.log(1 - fraction(words[0], words[1])))',
      `    return ${spec.augment.noise} * radius * np.cos(2 * np.pi * fraction(words[2], words[3]))`,
      '',
    ),
  ];
};
