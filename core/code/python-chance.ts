import type { ScriptWords } from '#core/words/cli/scripts.ts';
import type { Run } from '#core/net/run.ts';

export const drops = ({ spec }: Run): boolean => spec.network.layers.some(({ dropout }) => dropout > 0);
export const isNoisy = ({ spec }: Run): boolean => spec.augment.noise > 0;

/**
 * The run's own random numbers in Python, for numbers and for NumPy's arrays of uint64: see `core/math/random.ts`. `draw` answers four words
 * of 32 bits, `substream` the k-th stream under a stream.
 */
export const randomLines = (words: ScriptWords, seed: number): string[] => [
  '',
  'def draw(stream, index, kind):',
  `    """${words.draw}"""`,
  '    low = 0xFFFFFFFF',
  '    x = [index & low, index >> 32, kind, 0]',
  `    key = [${seed}, stream]`,
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
];

/** `permutation(stream, n)`: 0..n-1 in an order of the stream's own. */
export const permutationLines = (words: ScriptWords): readonly string[] => [
  '',
  'def permutation(stream, n):',
  `    """${words.permutation}"""`,
  '    order, drawn = list(range(n)), 0',
  '    for i in range(n - 1, 0, -1):',
  '        word = 2**32',
  '        while word >= 2**32 - 2**32 % (i + 1):',
  '            if drawn % 4 == 0:',
  '                words = draw(stream, drawn // 4, 2)',
  '            word = words[drawn % 4]',
  '            drawn += 1',
  '        j = word % (i + 1)',
  '        order[i], order[j] = order[j], order[i]',
  '    return order',
  '',
];

export const fractionLines = (words: ScriptWords): readonly string[] => [
  '',
  'def fraction(high, low):',
  `    """${words.fraction}"""`,
  '    return ((high >> 5) * 67108864 + (low >> 6)) / 9007199254740992',
  '',
];
