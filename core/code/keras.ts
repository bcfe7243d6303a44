import type { WrittenOptimizer } from '#core/spec/methods.ts';
import type { ScriptWords } from '#core/words/cli/scripts.ts';
import { fromLogits } from '#core/math/loss.ts';
import { learningRate } from '#core/math/schedule.ts';
import type { Run } from '#core/net/run.ts';
import { updateNumber } from '#core/net/update.ts';
import { kerasActivations, kerasLoss, kerasOptimizer, wide } from './keras-methods.ts';
import { chance } from './numpy-chance.ts';
import { array, dropouts, inputs, inputsOf, kerasImports } from './keras-inputs.ts';
import { isNoisy } from './python-chance.ts';
import { planOf } from './python-plan.ts';
import { evaluates, watchLines } from './python-watch.ts';
import { assign, dataNames, float, head, preparedRows, probabilities, program, row, trainingSet, when, type Watch } from './python.ts';
import { parametersOf, tensorsOf } from './tensors.ts';
import { written, writtenOptimizer } from './written.ts';

/**
 * A Python script for Keras 3 on any backend that goes on training from theta_step in float64: the same data, batches and rates, with Keras's
 * own layers, derivatives and optimiser. Where their definitions differ the head of the script says so.
 */
export const kerasSource = (run: Run, state: Float64Array, step: number, words: ScriptWords): string => {
  const plan = planOf(run, words, step);
  const watch = watchLines(run, words, state, step, array);
  const parts = [
    head(words, step, [...plan.imports, 'os'], [], remarks(run, words)),
    kerasImports(words),
    ['keras.config.set_floatx("float64")', ''],
    trainingSet(run, words, array),
    dataNames(run, words, 'np', array),
    [''],
    plan.lines,
    dropouts(run),
    chance(run, words, 'DROPOUT[l]'),
    [''],
    model(run, words),
    inputs(run, words),
    parameters(run, words, state, watch),
    compiled(run, words, state, step),
    update(run, words, step, watch),
    inUse(run, words),
    watch.lines,
    program(run, words, watch),
  ];
  return parts.flat().join('\n') + '\n';
};

/** What Keras defines in another way than the run. */
const remarks = ({ spec }: Run, words: ScriptWords): string[] => {
  const differences: Readonly<Record<WrittenOptimizer, string | undefined>> = {
    sgd: undefined,
    momentum: undefined,
    nesterov: undefined,
    adagrad: words.underRoot('Adagrad'),
    rmsprop: words.underRoot('RMSprop'),
    adam: words.early('Adam'),
    adamw: words.early('AdamW'),
    nadam: undefined,
    adamax: words.afterMaximum,
  };
  const own = differences[writtenOptimizer(spec.optimizer).kind];
  return [words.float32, ...(own === undefined ? [] : [words.departs(own)]), ...when(spec.clipNorm !== null, words.clipping)];
};

const model = ({ spec, layout }: Run, words: ScriptWords): string[] => {
  const { l1, l2 } = spec.penalty;
  const last = spec.network.layers.length - 1;
  // Keras' own L1L2 makes its constants float32.
  const terms = [...when(l1 > 0, `${l1} * ops.sum(ops.abs(w))`), ...when(l2 > 0, `${l2} / 2 * ops.sum(ops.square(w))`)];
  const regularizer = terms.length > 0 ? `, kernel_regularizer=lambda w: ${terms.join(' + ')}` : '';
  return [
    `x = inputs = keras.Input((${layout.layers[0]!.inputs},))`,
    ...spec.network.layers.flatMap(({ units, activation, normalization, residual, dropout }, l) => {
      const held = l === last && fromLogits(spec.loss);
      const f = residual ? 'f' : 'x';
      return [
        `${f} = layers.Dense(${units}, name="dense_${l}"${regularizer})(x)`,
        ...when(normalization === 'batch', `${f} = layers.BatchNormalization(epsilon=1e-5, momentum=0.9, name="norm_${l}")(${f})`),
        ...when(normalization === 'layer', `${f} = layers.LayerNormalization(epsilon=1e-5, name="norm_${l}")(${f})`),
        ...when(held, `# ${words.held(activation)}`),
        ...when(!held && activation !== 'linear', `${f} = ${kerasActivations[written(activation)]}(${f})`),
        ...when(dropout > 0, `mask_${l} = keras.Input((${units},))`, `${f} = layers.Multiply()([${f}, mask_${l}])`),
        ...when(residual, 'x = layers.Add()([f, x])'),
      ];
    }),
    `model = keras.Model(${['inputs', ...spec.network.layers.flatMap(({ dropout }, l) => when(dropout > 0, `mask_${l}`))].join(', ').replace(/^(.*,.*)$/, '[$1]')}, x)`,
    '',
  ];
};

const parameters = (run: Run, words: ScriptWords, state: Float64Array, watch: Watch): string[] => {
  const { layers } = run.spec.network;
  const normalised = layers.flatMap(({ normalization }, l) => (normalization === 'none' ? [] : [l]));
  return [
    `# ${words.parametersByName}`,
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
        `variables["layers.${l}.runningMean"] = model.get_layer("norm_${l}").moving_mean`,
        `variables["layers.${l}.runningVariance"] = model.get_layer("norm_${l}").moving_variance`,
      ),
    ),
    'for name, variable in variables.items():',
    '    variable.assign(p[name])',
    '',
    '',
    'def parameters():',
    '    return {name: ops.convert_to_numpy(variable).tolist() for name, variable in variables.items()}',
    '',
    ...when(
      watch.restores,
      '',
      'def restore(values):',
      '    for name, variable in variables.items():',
      '        variable.assign(values[name])',
      '',
    ),
  ];
};

/** The rate at which step k is made. */
const rateAt = ({ spec }: Run, k: number): number => learningRate(spec.schedule, spec.optimizer.learningRate, k);

const compiled = (run: Run, words: ScriptWords, state: Float64Array, step: number): string[] => {
  const { spec } = run;
  const number = updateNumber(run, step);
  const { name, settings, slots } = kerasOptimizer(writtenOptimizer(spec.optimizer), number);
  const { decay } = spec.penalty;
  const all = [
    `learning_rate=${float(rateAt(run, step))}`,
    ...settings,
    ...when(decay > 0, `weight_decay=${wide(decay)}`),
    ...(spec.clipNorm === null ? [] : [`global_clipnorm=${wide(spec.clipNorm)}`]),
    ...(spec.clipValue === null ? [] : [`clipvalue=${wide(spec.clipValue)}`]),
  ];
  const resumed = step > 0 && slots.length > 0;
  const velocity = slots[0] === 'momentums';
  return [
    ...loss(run, words),
    '',
    `optimizer = keras.optimizers.${name}(${all.join(', ')})`,
    ...when(decay > 0, 'optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])'),
    `model.compile(optimizer=optimizer, loss=${kerasLoss(spec.loss, spec.reduction, spec.classWeights !== null).name})`,
    'optimizer.build(model.trainable_variables)',
    ...when(
      resumed,
      `# ${words.optimizerMemory}`,
      `optimizer.iterations.assign(${number - 1})`,
      's = {}',
      ...slots.flatMap((slot, i) => [`s["${slot}"] = {}`, ...assign(`s["${slot}"]`, parametersOf(run, state, i), array)]),
      'names = {variable.path: name for name, variable in variables.items()}',
      'for slot in s:',
      '    for variable, memory in zip(model.trainable_variables, getattr(optimizer, slot)):',
      velocity
        ? `        memory.assign(-${float(rateAt(run, step - 1))} * s[slot][names[variable.path]])  # ${words.velocity}`
        : '        memory.assign(s[slot][names[variable.path]])',
    ),
    '',
  ];
};

export const loss = ({ spec }: Run, words: ScriptWords): string[] => {
  const { elements } = kerasLoss(spec.loss, spec.reduction, spec.classWeights !== null);
  if (elements === undefined) return [];
  const perSample = spec.loss === 'half-squared-error' || spec.loss === 'categorical-cross-entropy' ? 'sum' : 'mean';
  return [
    '',
    ...when(spec.classWeights !== null, `CLASS_WEIGHTS = ${array(row(spec.classWeights ?? []))}`, ''),
    '',
    'def loss(y, out):',
    ...when(spec.classWeights !== null, '    weights = ops.convert_to_tensor(CLASS_WEIGHTS, out.dtype)'),
    ...(spec.reduction === 'sum'
      ? [`    return ops.sum(${elements})`]
      : [`    # ${words.perSample}`, `    return ops.${perSample}(${elements}, axis=-1)`]),
    '',
  ];
};

const update = (run: Run, words: ScriptWords, step: number, watch: Watch): string[] => {
  const { spec } = run;
  const rescaled =
    kerasOptimizer(writtenOptimizer(spec.optimizer), updateNumber(run, step)).slots[0] === 'momentums' &&
    (spec.schedule.kind !== 'constant' || spec.schedule.warmup >= Math.max(1, step));
  const normalised = spec.network.layers.flatMap(({ normalization }, l) => (normalization === 'batch' ? [l] : []));
  const penalised = watch.lines.length > 0 && (spec.penalty.l1 > 0 || spec.penalty.l2 > 0);
  return [
    ...when(rescaled, `last_rate = ${float(rateAt(run, Math.max(0, step - 1)))}`, ''),
    '',
    'def step(x, y, rate, k):',
    `    """${words.update}"""`,
    ...when(
      rescaled,
      '    global last_rate',
      `    # ${words.velocityChanges}`,
      '    for memory in optimizer.momentums if last_rate > 0 else []:',
      '        memory.assign(memory * (rate / last_rate))',
      '    last_rate = rate',
    ),
    '    optimizer.learning_rate = rate',
    ...when(
      normalised.length > 0,
      `    norms = [model.get_layer(f"norm_{l}") for l in [${normalised.join(', ')}]]`,
      '    before = [ops.convert_to_numpy(norm.moving_variance) for norm in norms]',
    ),
    ...when(penalised, '    penalty = float(sum(model.losses))'),
    '    model.reset_metrics()',
    `    total = float(model.train_on_batch(${inputsOf(run, isNoisy(run) ? 'x + noise(k)' : 'x', 'k')}, y))`,
    ...when(
      normalised.length > 0,
      `    # ${words.variance}`,
      '    for norm, old in zip(norms, before):',
      '        new = ops.convert_to_numpy(norm.moving_variance) - 0.9 * old',
      '        norm.moving_variance.assign(0.9 * old + new * len(x) / max(1, len(x) - 1))',
    ),
    `    return ${watch.lines.length === 0 ? 'total' : penalised ? 'total - penalty, total' : 'total, total'}`,
    '',
  ];
};

/** The network as it is used: its losses and its predictions. */
const inUse = (run: Run, words: ScriptWords): string[] => {
  const { l1, l2 } = run.spec.penalty;
  const out = `ops.convert_to_tensor(model.predict_on_batch(${inputsOf(run, preparedRows(run, 'np.array(rows)'))}))`;
  return [
    '',
    'def loss_of(x, y):',
    '    model.reset_metrics()',
    `    return float(model.test_on_batch(${inputsOf(run, 'x')}, y))`,
    '',
    ...when(
      evaluates(run),
      '',
      'def held_out_loss():',
      `    return loss_of(X_HELD, Y_HELD)${l1 > 0 || l2 > 0 ? ' - float(sum(model.losses))' : ''}`,
      '',
    ),
    '',
    'def training_loss():',
    `    """${words.trainingLoss}"""`,
    '    return loss_of(X, Y)',
    '',
    '',
    'def predict(rows):',
    `    """${words.predict}"""`,
    `    out = ${probabilities(run, out, { sigmoid: 'ops.sigmoid', softmax: 'ops.softmax' })}`,
    '    return ops.convert_to_numpy(out).tolist()',
    '',
  ];
};
