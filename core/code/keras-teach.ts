import { fromLogits } from '#core/math/loss.ts';
import type { ScriptWords } from '#core/words/cli/scripts.ts';
import type { LayerSpec } from '#core/spec/run-spec.ts';
import type { Run } from '#core/net/run.ts';
import { kerasActivations, kerasLoss, kerasOptimizer } from './keras-methods.ts';
import { array, kerasImports } from './keras-inputs.ts';
import { loss } from './keras.ts';
import { dataNames, float, preparedRows, probabilities, row, rows, when } from './python.ts';
import { boundaryOf, dataLines, epochsOf, hasSchedule, partsOf, scheduleImports, scheduleLines } from './teach.ts';
import { written, writtenOptimizer } from './written.ts';

/**
 * A short Python script for Keras 3 that trains a network like the run's on the run's data, as one is taught to: compile, fit, evaluate, with
 * starting values of Keras's own. It trains as many epochs as lead to theta_step.
 */
export const kerasTeachSource = (run: Run, _state: Float64Array, step: number, words: ScriptWords): string => {
  const { spec } = run;
  const parts = [
    [`"""${words.teachHead}"""`, ...scheduleImports(run), 'import os', 'import sys', ''],
    kerasImports(words),
    [`keras.utils.set_random_seed(${spec.seed})`, `EPOCHS = ${epochsOf(run, step)}`],
    ['', `# ${words.data}`, ...dataLines(run, words, array)],
    dataNames(run, words, 'np', array),
    ['', `# ${words.model}`, ...model(run, words), ''],
    loss(run, words),
    scheduleLines(run),
    fit(run, words),
    ['', `# ${words.evaluation}`, ...evaluation(run, words)],
  ];
  return parts.flat().join('\n') + '\n';
};

const model = ({ spec, layout }: Run, words: ScriptWords): string[] => {
  const { l1, l2 } = spec.penalty;
  const last = spec.network.layers.length - 1;
  const regularizer = l1 > 0 || l2 > 0 ? `, kernel_regularizer=keras.regularizers.L1L2(l1=${l1}, l2=${l2 / 2})` : '';
  return [
    `x = inputs = keras.Input((${layout.layers[0]!.inputs},))`,
    ...when(spec.augment.noise > 0, `x = layers.GaussianNoise(${spec.augment.noise})(x)`),
    ...spec.network.layers.flatMap((layer, l) => {
      const { units, activation, normalization, residual, dropout } = layer;
      const held = l === last && fromLogits(spec.loss);
      const f = residual ? 'f' : 'x';
      return [
        ...when(held && activation !== 'linear', `# ${words.held(activation)}`),
        `${f} = layers.Dense(${units}, ${startOf(layer, layout.layers[l]!.inputs)}${regularizer})(x)`,
        ...when(normalization === 'batch', `${f} = layers.BatchNormalization(epsilon=1e-5, momentum=0.9)(${f})`),
        ...when(normalization === 'layer', `${f} = layers.LayerNormalization(epsilon=1e-5)(${f})`),
        ...when(!held && activation !== 'linear', `${f} = ${kerasActivations[written(activation)]}(${f})`),
        ...when(dropout > 0, `${f} = layers.Dropout(${dropout})(${f})`),
        ...when(residual, 'x = layers.Add()([f, x])'),
      ];
    }),
    'model = keras.Model(inputs, x)',
    ...when(
      !spec.train.biases,
      'for layer in model.layers:',
      '    if isinstance(layer, layers.Dense):',
      '        layer.bias.trainable = False',
    ),
    ...(spec.parameters
      ? [
          'dense = [layer for layer in model.layers if isinstance(layer, layers.Dense)]',
          ...spec.parameters.map(
            ({ W, b }, l) => `dense[${l}].set_weights([${rows(Float64Array.from(W.flat()), b.length, array)}, ${array(row(b))}])`,
          ),
        ]
      : []),
  ];
};

const startOf = ({ initializer, constant, biasInitializer, biasConstant }: LayerSpec, inputs: number): string => {
  const uniform = (bound: number): string => `keras.initializers.RandomUniform(-${bound}, ${bound})`;
  const normal = 'keras.initializers.RandomNormal(stddev=1.0)';
  const weights: Readonly<Record<LayerSpec['initializer'], string>> = {
    zeros: '"zeros"',
    constant: `keras.initializers.Constant(${constant})`,
    uniform: uniform(1),
    normal,
    'xavier-uniform': '"glorot_uniform"',
    'xavier-normal': '"glorot_normal"',
    'he-uniform': '"he_uniform"',
    'he-normal': '"he_normal"',
    'lecun-uniform': '"lecun_uniform"',
    'lecun-normal': '"lecun_normal"',
    orthogonal: '"orthogonal"',
  };
  const biases: Readonly<Record<LayerSpec['biasInitializer'], string>> = {
    usual: initializer === 'uniform' ? uniform(1) : '"zeros"',
    zeros: '"zeros"',
    constant: `keras.initializers.Constant(${biasConstant})`,
    uniform: uniform(1),
    normal,
    'lecun-uniform': uniform(1 / Math.sqrt(inputs)),
  };
  const bias = biases[biasInitializer];
  return `kernel_initializer=${weights[initializer]}${bias === '"zeros"' ? '' : `, bias_initializer=${bias}`}`;
};

const fit = (run: Run, words: ScriptWords): string[] => {
  const { spec } = run;
  const { name, settings } = kerasOptimizer(writtenOptimizer(spec.optimizer), 1);
  const all = [
    `learning_rate=${float(spec.optimizer.learningRate)}`,
    ...settings,
    ...(spec.clipNorm === null ? [] : [`global_clipnorm=${float(spec.clipNorm)}`]),
    ...(spec.clipValue === null ? [] : [`clipvalue=${float(spec.clipValue)}`]),
  ];
  const scheduled = hasSchedule(run);
  const classes = run.train.task === 'classes';
  const metric =
    run.train.outputs === 1
      ? `keras.metrics.BinaryAccuracy(name="accuracy", threshold=${boundaryOf(run)})`
      : 'keras.metrics.CategoricalAccuracy(name="accuracy")';
  const held = run.validation.samples > 0 ? ', validation_data=(X_VALIDATION, Y_VALIDATION)' : '';
  return [
    ...when(
      scheduled,
      '',
      'class Rate(keras.callbacks.Callback):',
      '    def on_train_batch_begin(self, batch, logs=None):',
      '        self.model.optimizer.learning_rate = learning_rate(int(self.model.optimizer.iterations))',
      '',
      '',
    ),
    `# ${words.loop}`,
    `optimizer = keras.optimizers.${name}(${all.join(', ')})`,
    `model.compile(optimizer=optimizer, loss=${kerasLoss(spec.loss, spec.reduction, spec.classWeights !== null).name}${classes ? `, metrics=[${metric}]` : ''})`,
    `model.fit(X, Y, batch_size=${run.batchSize}, epochs=EPOCHS, shuffle=${spec.shuffle ? 'True' : 'False'}${held}${scheduled ? ', callbacks=[Rate()]' : ''}, verbose=2)`,
  ];
};

const evaluation = (run: Run, words: ScriptWords): string[] => {
  const out = `ops.convert_to_tensor(model.predict(${preparedRows(run, 'np.array(rows, dtype=float)')}, verbose=0))`;
  return [
    '',
    'def predict(rows):',
    `    """${words.predict}"""`,
    `    out = ${probabilities(run, out, { sigmoid: 'ops.sigmoid', softmax: 'ops.softmax' })}`,
    '    return [told(row) for row in ops.convert_to_numpy(out).tolist()]',
    '',
    '',
    `for name, x, y in [${partsOf(run, words)
      .map(({ name, x, y }) => `("${name}", ${x}, ${y})`)
      .join(', ')}]:`,
    '    print(name, model.evaluate(x, y, batch_size=len(x), verbose=0, return_dict=True))',
  ];
};
