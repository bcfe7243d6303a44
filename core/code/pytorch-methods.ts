import type { Loss, WrittenActivation, WrittenOptimizer } from '#core/spec/methods.ts';
import { float } from './python.ts';
import type { WrittenOptimizerSpec } from './written.ts';

/** The module of an activation. */
export const pytorchModules: Readonly<Record<WrittenActivation, string>> = {
  linear: 'nn.Identity()',
  relu: 'nn.ReLU()',
  'leaky-relu': 'nn.LeakyReLU(0.01)',
  elu: 'nn.ELU()',
  selu: 'nn.SELU()',
  gelu: 'nn.GELU()',
  'gelu-tanh': 'nn.GELU(approximate="tanh")',
  silu: 'nn.SiLU()',
  // Its default threshold, 20, is where float32 no longer sees the difference; float64 still does.
  softplus: 'nn.Softplus(threshold=40)',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  softmax: 'nn.Softmax(dim=1)',
};

/** The optimiser's class with its settings, and the names under which PyTorch keeps the arrays of `optimizers[kind].state`. */
export const pytorchOptimizer = (spec: WrittenOptimizerSpec): { readonly make: string; readonly slots: readonly string[] } => {
  const betas = 'beta1' in spec ? `, betas=(${float(spec.beta1)}, ${float(spec.beta2)})` : '';
  const classes: Readonly<Record<WrittenOptimizer, readonly [name: string, settings: string, slots: readonly string[]]>> = {
    sgd: ['SGD', '', []],
    momentum: ['SGD', `, momentum=${'momentum' in spec ? spec.momentum : 0}`, ['momentum_buffer']],
    nesterov: ['SGD', `, momentum=${'momentum' in spec ? spec.momentum : 0}, nesterov=True`, ['momentum_buffer']],
    adagrad: ['Adagrad', ', eps=1e-10', ['sum']],
    rmsprop: ['RMSprop', `, alpha=${'rho' in spec ? spec.rho : 0}, eps=1e-8`, ['square_avg']],
    adam: ['Adam', `${betas}, eps=1e-8`, ['exp_avg', 'exp_avg_sq']],
    adamw: ['AdamW', `${betas}, eps=1e-8, weight_decay=${'weightDecay' in spec ? spec.weightDecay : 0}`, ['exp_avg', 'exp_avg_sq']],
    nadam: ['NAdam', `${betas}, eps=1e-8, momentum_decay=0.004`, ['exp_avg', 'exp_avg_sq']],
    adamax: ['Adamax', `${betas}, eps=1e-8`, ['exp_avg', 'exp_inf']],
  };
  const [name, settings, slots] = classes[spec.kind];
  // The rate is set before each step.
  return { make: `torch.optim.${name}(trained, lr=${float(spec.learningRate)}${settings})`, slots };
};

/** The loss of the data from `out`, which is what comes out of the last layer, or its logits, and `y`. */
export const pytorchLoss = (loss: Loss, reduction: 'mean' | 'sum', weighted: boolean): string => {
  const perSample = (sum: string): string => (reduction === 'sum' ? sum : `${sum} / len(y)`);
  const named = (name: string): string => `F.${name}(out, y, reduction="${reduction}")`;
  switch (loss) {
    case 'mse':
      return named('mse_loss');
    case 'mae':
      return named('l1_loss');
    case 'huber':
      return named('huber_loss');
    case 'half-squared-error':
      return perSample('0.5 * ((out - y) ** 2).sum()');
    case 'binary-cross-entropy':
    case 'binary-cross-entropy-logits':
      return weighted
        ? `-(CLASS_WEIGHTS[1] * y * F.logsigmoid(out) + CLASS_WEIGHTS[0] * (1 - y) * F.logsigmoid(-out)).${reduction}()`
        : named('binary_cross_entropy_with_logits');
    case 'categorical-cross-entropy':
      return weighted ? `F.cross_entropy(out, y, weight=CLASS_WEIGHTS, reduction="${reduction}")` : named('cross_entropy');
  }
};
