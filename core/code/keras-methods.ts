import type { Loss, WrittenActivation } from '#core/spec/methods.ts';
import { power } from '#core/math/elementary.ts';
import { float, when } from './python.ts';
import type { WrittenOptimizerSpec } from './written.ts';

/** The layer of an activation; none for the linear one. */
export const kerasActivations: Readonly<Record<WrittenActivation, string>> = {
  linear: '',
  relu: 'layers.Activation("relu")',
  'leaky-relu': 'layers.LeakyReLU(negative_slope=0.01)',
  elu: 'layers.Activation("elu")',
  selu: 'layers.Activation("selu")',
  gelu: 'layers.Activation(lambda z: keras.activations.gelu(z, approximate=False))',
  'gelu-tanh': 'layers.Activation(lambda z: keras.activations.gelu(z, approximate=True))',
  silu: 'layers.Activation("silu")',
  softplus: 'layers.Activation("softplus")',
  sigmoid: 'layers.Activation("sigmoid")',
  tanh: 'layers.Activation("tanh")',
  softmax: 'layers.Activation("softmax")',
};

/** A number that stays one of float64: of Python's own Keras makes float32. */
export const wide = (value: number): string => `np.float64(${float(value)})`;

const plainDescent = { name: 'SGD', settings: [], slots: [] };

/** The class with its settings for the update that comes next, counted from 1, and the attributes under which Keras keeps the arrays of `optimizers[kind].state`. */
export const kerasOptimizer = (
  spec: WrittenOptimizerSpec,
  update: number,
): { readonly name: string; readonly settings: readonly string[]; readonly slots: readonly string[] } => {
  switch (spec.kind) {
    case 'sgd':
      return plainDescent;
    case 'momentum':
    case 'nesterov': {
      if (spec.momentum === 0) return plainDescent;
      const settings = [`momentum=${wide(spec.momentum)}`, ...when(spec.kind === 'nesterov', 'nesterov=True')];
      return { name: 'SGD', settings, slots: ['momentums'] };
    }
    // An epsilon under the root weighs as much as its root beside it.
    case 'adagrad':
      return { name: 'Adagrad', settings: ['initial_accumulator_value=0.0', 'epsilon=np.float64(1e-20)'], slots: ['_accumulators'] };
    case 'rmsprop':
      return { name: 'RMSprop', settings: [`rho=${wide(spec.rho)}`, 'epsilon=np.float64(1e-16)'], slots: ['_velocities'] };
    case 'adam':
    case 'adamw':
    case 'adamax':
    case 'nadam': {
      const names = { adam: 'Adam', adamw: 'AdamW', adamax: 'Adamax', nadam: 'Nadam' };
      // Keras's epsilon is divided by the root that corrects the second moment.
      const epsilon = spec.kind === 'adamax' ? 1e-8 : 1e-8 * Math.sqrt(1 - power(spec.beta2, update));
      const settings = [`beta_1=${wide(spec.beta1)}`, `beta_2=${wide(spec.beta2)}`, `epsilon=${wide(epsilon)}`];
      if (spec.kind === 'adamw') settings.push(`weight_decay=${wide(spec.weightDecay)}`);
      return { name: names[spec.kind], settings, slots: spec.kind === 'adamax' ? ['_m', '_u'] : ['_momentums', '_velocities'] };
    }
  }
};

interface LossText {
  /** What stands for the loss in `compile`. */
  readonly name: string;
  /** The elements of a loss that Keras has not, (B,O) or (B,1). */
  readonly elements?: string;
}

/** Keras's own losses are means; a function of the script's own takes what is a sum or has weights. */
export const kerasLoss = (loss: Loss, reduction: 'mean' | 'sum', weighted: boolean): LossText => {
  const own = (name: string, elements: string): LossText =>
    reduction === 'mean' && !weighted ? { name: `keras.losses.${name}` } : { name: 'loss', elements };
  switch (loss) {
    case 'mse':
      return own('MeanSquaredError()', '(out - y) ** 2');
    case 'mae':
      return own('MeanAbsoluteError()', 'ops.abs(out - y)');
    case 'huber':
      return own('Huber(delta=1.0)', 'ops.where(ops.abs(out - y) < 1, 0.5 * (out - y) ** 2, ops.abs(out - y) - 0.5)');
    case 'half-squared-error':
      return { name: 'loss', elements: '0.5 * (out - y) ** 2' };
    case 'binary-cross-entropy':
    case 'binary-cross-entropy-logits':
      return own(
        'BinaryCrossentropy(from_logits=True)',
        weighted ? 'weights[1] * y * ops.softplus(-out) + weights[0] * (1 - y) * ops.softplus(out)' : 'ops.softplus(out) - y * out',
      );
    case 'categorical-cross-entropy':
      return own('CategoricalCrossentropy(from_logits=True)', `-${weighted ? 'weights * ' : ''}y * ops.log_softmax(out, axis=-1)`);
  }
};
