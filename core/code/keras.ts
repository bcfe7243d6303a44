import type { WrittenOptimizer } from '#core/spec/methods.ts';
import { fromLogits } from '#core/math/loss.ts';
import { learningRate } from '#core/math/schedule.ts';
import type { Run } from '#core/net/run.ts';
import { updateNumber } from '#core/net/update.ts';
import { kerasActivations, kerasLoss, kerasOptimizer } from './keras-methods.ts';
import { planOf } from './python-plan.ts';
import { assign, float, head, program, row, trainingSet, when } from './python.ts';
import { parametersOf, tensorsOf } from './tensors.ts';
import { written, writtenOptimizer } from './written.ts';

/**
 * A Python script for Keras 3 on any backend that goes on training from theta_step in float64: the same data, batches and rates, with Keras's
 * own layers, derivatives and optimiser. Where their definitions differ the head of the script says so.
 */
export const kerasSource = (run: Run, state: Float64Array, step: number): string => {
  const plan = planOf(run, step);
  const parts = [
    head(step, plan.imports, ...remarks(run)),
    ['import keras', 'import numpy as np', 'from keras import layers, ops', ''],
    ['keras.config.set_floatx("float64")', ''],
    trainingSet(run, array),
    [''],
    plan.lines,
    [''],
    model(run),
    parameters(run, state),
    compiled(run, state, step),
    update(run, step),
    program(run),
  ];
  return parts.flat().join('\n') + '\n';
};

const array = (list: string): string => `np.array(${list}, dtype=float)`;

/** What Keras defines in another way than the run. */
const remarks = ({ spec }: Run): string[] => {
  const rounded = 'Keras rounds its constants to float32';
  const early = `adds its epsilon before the second moment is corrected (1e-8 after it at the first step here), and ${rounded}`;
  const differences: Readonly<Record<WrittenOptimizer, string | undefined>> = {
    sgd: undefined,
    momentum: rounded,
    nesterov: rounded,
    adagrad: 'Adagrad has its epsilon under the root',
    rmsprop: `RMSprop has its epsilon under the root, and ${rounded}`,
    adam: `Adam ${early}`,
    adamw: `AdamW ${early}`,
    nadam: undefined,
    adamax: `Adamax adds its epsilon after the maximum, and ${rounded}`,
  };
  const own = differences[writtenOptimizer(spec.optimizer).kind];
  return [
    'Keras computes in float64 on TensorFlow alone; on JAX and PyTorch its numbers have the digits of float32.',
    ...(own === undefined ? [] : [`${own}: its steps differ a little from Retrograd's.`]),
    ...when(spec.clipNorm !== null, "Clipping by norm has no 1e-6 in its divisor: its steps differ a little from Retrograd's."),
    ...when(
      spec.network.layers.some(({ normalization }) => normalization === 'batch'),
      'The running variance of batch normalisation, which training does not use, is the biased one.',
    ),
  ];
};

const model = ({ spec, layout }: Run): string[] => {
  const { l1, l2 } = spec.penalty;
  const last = spec.network.layers.length - 1;
  const regularizer = l1 > 0 || l2 > 0 ? `, kernel_regularizer=keras.regularizers.L1L2(l1=${l1}, l2=${l2} / 2)` : '';
  return [
    `x = inputs = keras.Input((${layout.layers[0]!.inputs},))`,
    ...spec.network.layers.flatMap(({ units, activation, normalization, residual }, l) => {
      const held = l === last && fromLogits(spec.loss);
      const f = residual ? 'f' : 'x';
      return [
        `${f} = layers.Dense(${units}, name="dense_${l}"${regularizer})(x)`,
        ...when(normalization === 'batch', `${f} = layers.BatchNormalization(epsilon=1e-5, momentum=0.9, name="norm_${l}")(${f})`),
        ...when(normalization === 'layer', `${f} = layers.LayerNormalization(epsilon=1e-5, name="norm_${l}")(${f})`),
        ...when(held, `# Its ${activation} is part of the loss below: what comes out are logits.`),
        ...when(!held && activation !== 'linear', `${f} = ${kerasActivations[written(activation)]}(${f})`),
        ...when(residual, 'x = layers.Add()([f, x])'),
      ];
    }),
    'model = keras.Model(inputs, x)',
    '',
  ];
};

const parameters = (run: Run, state: Float64Array): string[] => {
  const { layers } = run.spec.network;
  const normalised = layers.flatMap(({ normalization }, l) => (normalization === 'none' ? [] : [l]));
  return [
    '# Parameters by name: W (inputs, units), b (units).',
    'p = {}',
    ...assign('p', tensorsOf(run, state), array),
    'variables = {}',
    `for l in range(${layers.length}):`,
    '    dense = model.get_layer(f"dense_{l}")',
    '    variables[f"layers.{l}.W"], variables[f"layers.{l}.b"] = dense.kernel, dense.bias',
    ...when(!run.spec.train.biases, '    dense.bias.trainable = False'),
    ...when(
      normalised.length > 0,
      `for l in [${normalised.join(', ')}]:`,
      '    norm = model.get_layer(f"norm_{l}")',
      '    variables[f"layers.{l}.gamma"], variables[f"layers.{l}.beta"] = norm.gamma, norm.beta',
    ),
    ...layers.flatMap(({ normalization }, l) =>
      when(
        normalization === 'batch',
        `model.get_layer("norm_${l}").moving_mean.assign(p["layers.${l}.runningMean"])`,
        `model.get_layer("norm_${l}").moving_variance.assign(p["layers.${l}.runningVariance"])`,
      ),
    ),
    'for name, variable in variables.items():',
    '    variable.assign(p[name])',
    '',
    '',
    'def parameters():',
    '    return {name: ops.convert_to_numpy(variable).tolist() for name, variable in variables.items()}',
    '',
  ];
};

/** The rate at which step k is made. */
const rateAt = ({ spec }: Run, k: number): number => learningRate(spec.schedule, spec.optimizer.learningRate, k);

const compiled = (run: Run, state: Float64Array, step: number): string[] => {
  const { spec } = run;
  const number = updateNumber(run, step);
  const { name, settings, slots } = kerasOptimizer(writtenOptimizer(spec.optimizer), number);
  const { decay } = spec.penalty;
  const all = [
    `learning_rate=${float(rateAt(run, step))}`,
    ...settings,
    ...when(decay > 0, `weight_decay=${float(decay)}`),
    ...(spec.clipNorm === null ? [] : [`global_clipnorm=${float(spec.clipNorm)}`]),
    ...(spec.clipValue === null ? [] : [`clipvalue=${float(spec.clipValue)}`]),
  ];
  const resumed = step > 0 && slots.length > 0;
  const velocity = slots[0] === 'momentums';
  return [
    ...loss(run),
    '',
    `optimizer = keras.optimizers.${name}(${all.join(', ')})`,
    ...when(decay > 0, 'optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])'),
    `model.compile(optimizer=optimizer, loss=${kerasLoss(spec.loss, spec.reduction, spec.classWeights !== null).name})`,
    'optimizer.build(model.trainable_variables)',
    ...when(
      resumed,
      '# What the optimiser remembers of the steps before.',
      `optimizer.iterations.assign(${number - 1})`,
      's = {}',
      ...slots.flatMap((slot, i) => [`s["${slot}"] = {}`, ...assign(`s["${slot}"]`, parametersOf(run, state, i), array)]),
      'names = {variable.path: name for name, variable in variables.items()}',
      'for slot in s:',
      '    for variable, memory in zip(model.trainable_variables, getattr(optimizer, slot)):',
      velocity
        ? `        memory.assign(-${float(rateAt(run, step - 1))} * s[slot][names[variable.path]])  # Keras keeps the rate inside the velocity`
        : '        memory.assign(s[slot][names[variable.path]])',
    ),
    '',
  ];
};

const loss = ({ spec }: Run): string[] => {
  const { elements } = kerasLoss(spec.loss, spec.reduction, spec.classWeights !== null);
  if (elements === undefined) return [];
  const perSample = spec.loss === 'half-squared-error' || spec.loss === 'categorical-cross-entropy' ? 'sum' : 'mean';
  return [
    '',
    ...when(spec.classWeights !== null, `CLASS_WEIGHTS = ${array(row(spec.classWeights ?? []))}`, ''),
    '',
    'def loss(y, out):',
    ...(spec.reduction === 'sum'
      ? [`    return ops.sum(${elements})`]
      : ['    """One number per sample: Keras takes their mean."""', `    return ops.${perSample}(${elements}, axis=-1)`]),
    '',
  ];
};

const update = (run: Run, step: number): string[] => {
  const { spec } = run;
  const rescaled =
    kerasOptimizer(writtenOptimizer(spec.optimizer), updateNumber(run, step)).slots[0] === 'momentums' &&
    (spec.schedule.kind !== 'constant' || spec.schedule.warmup >= Math.max(1, step));
  return [
    ...when(rescaled, `last_rate = ${float(rateAt(run, Math.max(0, step - 1)))}`, ''),
    '',
    'def step(x, y, rate, k):',
    '    """One update. Answers the loss before it."""',
    ...when(
      rescaled,
      '    global last_rate',
      '    # Keras keeps the rate inside the velocity: a new rate must change it there.',
      '    for memory in optimizer.momentums if last_rate > 0 else []:',
      '        memory.assign(memory * (rate / last_rate))',
      '    last_rate = rate',
    ),
    '    optimizer.learning_rate = rate',
    '    model.reset_metrics()',
    '    return float(model.train_on_batch(x, y))',
    '',
  ];
};
