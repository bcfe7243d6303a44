import type { Loss, WrittenActivation, WrittenOptimizer } from '#core/spec/methods.ts';
import { fromLogits } from '#core/math/loss.ts';

/** Python of an activation: f(z), and its slope from z and a = f(z). Softmax has no slope of its own: its backward pass is a product. */
export interface NumpyActivation {
  readonly value: string;
  readonly slope: string;
}

export const numpyActivations: Readonly<Record<Exclude<WrittenActivation, 'softmax'>, NumpyActivation>> = {
  linear: { value: 'z', slope: 'np.ones_like(z)' },
  relu: { value: 'np.maximum(0, z)', slope: '(z > 0).astype(float)' },
  'leaky-relu': { value: 'np.where(z > 0, z, 0.01 * z)', slope: 'np.where(z > 0, 1, 0.01)' },
  elu: { value: 'np.where(z > 0, z, np.expm1(np.minimum(z, 0)))', slope: 'np.where(z > 0, 1, np.exp(np.minimum(z, 0)))' },
  selu: {
    value: '1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * np.expm1(np.minimum(z, 0)))',
    slope: '1.0507009873554805 * np.where(z > 0, 1, 1.6732632423543772 * np.exp(np.minimum(z, 0)))',
  },
  gelu: {
    value: 'z * normal_distribution(z)',
    slope: 'normal_distribution(z) + z * np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi)',
  },
  'gelu-tanh': {
    value: 'z * sigmoid(gelu_curve(z))',
    slope: 'sigmoid(gelu_curve(z)) * (1 + z * sigmoid(-gelu_curve(z)) * 2 * np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * z * z))',
  },
  silu: { value: 'z * sigmoid(z)', slope: 'sigmoid(z) * (1 + z * sigmoid(-z))' },
  softplus: { value: 'np.logaddexp(0, z)', slope: 'sigmoid(z)' },
  // Near a = 1 these differences have lost their digits; of z they are σ(z)·σ(-z) and 4·σ(2z)·σ(-2z).
  sigmoid: { value: 'sigmoid(z)', slope: 'np.where(a > 0.99, a * sigmoid(-z), a * (1 - a))' },
  tanh: { value: 'np.tanh(z)', slope: 'np.where(np.abs(a) > 0.99, 4 * sigmoid(2 * z) * sigmoid(-2 * z), 1 - a * a)' },
};

/** Python of a loss: its elements (B,O) from u, a and y, and dL/da, or dL/du where loss and activation are taken together. */
export const numpyLoss = (
  loss: Loss,
  weighted: boolean,
): { readonly elements: string; readonly gradient: string; readonly fused: boolean } => {
  const fused = fromLogits(loss);
  const share = weighted ? '(CLASS_WEIGHTS[1] * y + CLASS_WEIGHTS[0] * (1 - y))' : '';
  const times = (factor: string): string => (share === '' ? factor : `${share} * ${factor}`);
  const pull = weighted ? 'CLASS_WEIGHTS[1] * y' : 'y';
  switch (loss) {
    case 'mse':
      return { elements: '(a - y) ** 2', gradient: '2 * (a - y)', fused };
    case 'mae':
      return { elements: 'np.abs(a - y)', gradient: 'np.sign(a - y)', fused };
    case 'huber':
      return { elements: 'np.where(np.abs(a - y) < 1, 0.5 * (a - y) ** 2, np.abs(a - y) - 0.5)', gradient: 'np.clip(a - y, -1, 1)', fused };
    case 'half-squared-error':
      return { elements: '0.5 * (y - a) ** 2', gradient: 'a - y', fused };
    case 'binary-cross-entropy':
      return { elements: logistic(weighted), gradient: `${times('a')} - ${pull}`, fused };
    case 'binary-cross-entropy-logits':
      return { elements: logistic(weighted), gradient: `${times('sigmoid(a)')} - ${pull}`, fused };
    case 'categorical-cross-entropy': {
      const target = weighted ? '(CLASS_WEIGHTS * y)' : 'y';
      return {
        elements: `${target} * np.logaddexp.reduce(u[:, None, :] - u[:, :, None], axis=2)`,
        gradient: `a * ${target}.sum(axis=1, keepdims=True) - ${target}`,
        fused,
      };
    }
  }
};

/** -y·ln σ(u) - (1-y)·ln(1-σ(u)), of which no term is negative. */
const logistic = (weighted: boolean): string => {
  const [one, zero] = weighted ? ['CLASS_WEIGHTS[1] * ', 'CLASS_WEIGHTS[0] * '] : ['', ''];
  return `${one}y * np.logaddexp(0, -u) + ${zero}(1 - y) * np.logaddexp(0, u)`;
};

const first = 'm = s["m"][name] = BETA1 * s["m"][name] + (1 - BETA1) * g';
const second = 'v = s["v"][name] = BETA2 * s["v"][name] + (1 - BETA2) * g * g';
const adam = [first, second, 'delta = -lr / (1 - BETA1**t) * m / (np.sqrt(v) / np.sqrt(1 - BETA2**t) + 1e-8)'];

/** Lines that make `delta` from the gradient g, the rate lr, the update's number t (from 1) and the optimiser's arrays s. */
export const numpyOptimizers: Readonly<Record<WrittenOptimizer, readonly string[]>> = {
  sgd: ['delta = -lr * g'],
  momentum: ['v = s["velocity"][name] = MOMENTUM * s["velocity"][name] + g', 'delta = -lr * v'],
  nesterov: ['v = s["velocity"][name] = MOMENTUM * s["velocity"][name] + g', 'delta = -lr * (g + MOMENTUM * v)'],
  adagrad: ['q = s["squareSum"][name] = s["squareSum"][name] + g * g', 'delta = -lr * g / (np.sqrt(q) + 1e-10)'],
  rmsprop: ['q = s["squareMean"][name] = RHO * s["squareMean"][name] + (1 - RHO) * g * g', 'delta = -lr * g / (np.sqrt(q) + 1e-8)'],
  adam,
  adamw: [...adam, 'delta = delta - lr * WEIGHT_DECAY * p[name]'],
  nadam: [
    first,
    second,
    'mu, mu_next = nadam_momentum(t), nadam_momentum(t + 1)',
    'product = np.prod([nadam_momentum(i) for i in range(1, t + 1)])',
    'delta = -lr * ((1 - mu) / (1 - product) * g + mu_next / (1 - product * mu_next) * m) / (np.sqrt(v / (1 - BETA2**t)) + 1e-8)',
  ],
  adamax: [first, 'u = s["u"][name] = np.maximum(BETA2 * s["u"][name], np.abs(g) + 1e-8)', 'delta = -lr / (1 - BETA1**t) * m / u'],
};
