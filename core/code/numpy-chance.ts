import { streams } from '#core/math/random.ts';
import type { Run } from '#core/net/run.ts';
import { when } from './python.ts';

export const drops = ({ spec }: Run): boolean => spec.network.layers.some(({ dropout }) => dropout > 0);
export const isNoisy = ({ spec }: Run): boolean => spec.augment.noise > 0;

/** The run's own random numbers in NumPy, as far as training draws any: dropout masks and noise on the inputs. See `core/math/random.ts`. */
export const chance = (run: Run): string[] => {
  const { spec, layout } = run;
  if (!drops(run) && !isNoisy(run)) return [];
  return [
    '',
    'def draw(stream, index, kind):',
    '    """Four arrays of 32 random bits, a function of seed, stream and index: Philox-4x32-10 (Salmon et al., 2011)."""',
    '    low = 0xFFFFFFFF',
    '    index = np.asarray(index, dtype=np.uint64)',
    '    x = [index & low, index >> 32, np.full_like(index, kind), np.zeros_like(index)]',
    `    key = [${spec.seed}, stream]`,
    '    for _ in range(10):',
    '        first, second = x[0] * 0xD2511F53, x[2] * 0xCD9E8D57',
    '        x = [(second >> 32) ^ x[1] ^ key[0], second & low, (first >> 32) ^ x[3] ^ key[1], first & low]',
    '        key = [(key[0] + 0x9E3779B9) & low, (key[1] + 0xBB67AE85) & low]',
    '    return x',
    '',
    '',
    'def substream(stream, k):',
    '    low = 0xFFFFFFFF',
    '    h = (stream * 0x9E3779B1 + k + 1) & low',
    '    h = (h ^ (h >> 16)) * 0x85EBCA6B & low',
    '    h = (h ^ (h >> 13)) * 0xC2B2AE35 & low',
    '    return h ^ (h >> 16)',
    '',
    '',
    'def fraction(high, low):',
    '    return ((high >> 5) * 67108864 + (low >> 6)) / 9007199254740992',
    '',
    ...when(
      drops(run),
      '',
      'def mask(k, l, shape):',
      '    """0 for what layer l drops at step k, else 1 / (1 - p)."""',
      '    p = LAYERS[l]["dropout"]',
      `    bits = draw(substream(substream(${streams.dropout}, l + 1), k), np.arange(shape[0] * shape[1]), 0)`,
      '    return np.where(fraction(bits[0], bits[1]) < p, 0, 1 / (1 - p)).reshape(shape)',
      '',
    ),
    ...when(
      isNoisy(run),
      '',
      'def noise(k):',
      '    """Normal noise for the inputs of the batch of step k."""',
      '    samples = np.arange(len(X)) if BATCHES is None else np.array(BATCHES[k - FIRST_STEP])',
      `    index = samples[:, None] * ${layout.layers[0]!.inputs} + np.arange(${layout.layers[0]!.inputs})`,
      `    bits = draw(substream(${streams.augment}, k), index, 1)`,
      '    radius = np.sqrt(-2 * np.log(1 - fraction(bits[0], bits[1])))',
      `    return ${spec.augment.noise} * radius * np.cos(2 * np.pi * fraction(bits[2], bits[3]))`,
      '',
    ),
  ];
};
