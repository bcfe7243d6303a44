import type { Run } from '#core/net/run.ts';
import { numpyActivations } from './numpy-methods.ts';
import { uses, when } from './python.ts';
import { written } from './written.ts';

/** `activate(name, z)` and `slope(name, z, a)` in NumPy, of the activations that a run has. */
export const activations = (run: Run): string[] => {
  const names = [...new Set(run.spec.network.layers.map(({ activation }) => written(activation)))];
  const branches = (part: 'value' | 'slope'): string[] =>
    names.flatMap((name) => (name === 'softmax' ? [] : [`    if name == "${name}":`, `        return ${numpyActivations[name][part]}`]));
  const sigmoid = uses(run, 'sigmoid', 'tanh', 'silu', 'softplus', 'gelu-tanh') || run.spec.loss === 'binary-cross-entropy-logits';
  return [
    ...when(sigmoid, '', 'def sigmoid(z):', '    e = np.exp(-np.abs(z))', '    return np.where(z < 0, e, 1) / (1 + e)', ''),
    ...when(
      uses(run, 'gelu'),
      '',
      'erfc = np.vectorize(math.erfc, otypes=[float])',
      '',
      '',
      'def normal_distribution(z):',
      '    return 0.5 * erfc(-z / np.sqrt(2))',
      '',
    ),
    ...when(uses(run, 'gelu-tanh'), '', 'def gelu_curve(z):', '    return 2 * np.sqrt(2 / np.pi) * (z + 0.044715 * z * z * z)', ''),
    '',
    'def activate(name, z):',
    ...branches('value'),
    ...when(
      uses(run, 'softmax'),
      '    if name == "softmax":',
      '        e = np.exp(z - z.max(axis=1, keepdims=True))',
      '        return e / e.sum(axis=1, keepdims=True)',
    ),
    '    raise ValueError(name)',
    '',
    '',
    'def slope(name, z, a):',
    ...branches('slope'),
    '    raise ValueError(name)',
    '',
  ];
};
