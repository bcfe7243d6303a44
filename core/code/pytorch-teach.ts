import { fromLogits } from '#core/math/loss.ts';
import type { ScriptWords } from '#core/words/cli/scripts.ts';
import type { LayerSpec } from '#core/spec/run-spec.ts';
import type { Run } from '#core/net/run.ts';
import { dataNames, float, preparedRows, probabilities, row, rows, when } from './python.ts';
import { pytorchLoss, pytorchModules, pytorchOptimizer } from './pytorch-methods.ts';
import { boundaryOf, dataLines, epochsOf, hasSchedule, partsOf, scheduleImports, scheduleLines } from './teach.ts';
import { written, writtenOptimizer } from './written.ts';

/**
 * A short Python script for PyTorch that trains a network like the run's on the run's data, as one is taught to: in float32, with a DataLoader and
 * starting values of PyTorch's own. It trains as many epochs as lead to theta_step and evaluates at the end.
 */
export const pytorchTeachSource = (run: Run, _state: Float64Array, step: number, words: ScriptWords): string => {
  const { spec } = run;
  const parts = [
    [`"""${words.teachHead}"""`, ...scheduleImports(run), 'import torch', 'from torch import nn', 'from torch.nn import functional as F'],
    ['from torch.utils.data import DataLoader, TensorDataset', '', `torch.manual_seed(${spec.seed})`, `EPOCHS = ${epochsOf(run, step)}`],
    ['', `# ${words.data}`, ...dataLines(run, words, tensor)],
    [`loader = DataLoader(TensorDataset(X, Y), batch_size=${run.batchSize}, shuffle=${spec.shuffle ? 'True' : 'False'})`],
    dataNames(run, words, 'torch', tensor),
    ['', `# ${words.model}`, ...network(run, words)],
    ['', `# ${words.initial}`, 'linear = [layer for layer in model.modules() if isinstance(layer, nn.Linear)]', ...initial(run)],
    [''],
    lossLines(run),
    ['', ...scheduleLines(run), ...optimizer(run)],
    ['', `# ${words.loop}`, ...loop(run, words)],
    ['', `# ${words.evaluation}`, ...evaluation(run, words)],
  ];
  return parts.flat().join('\n') + '\n';
};

const tensor = (list: string): string => `torch.tensor(${list}, dtype=torch.float32)`;

const network = ({ spec, layout }: Run, words: ScriptWords): string[] => {
  const last = spec.network.layers.length - 1;
  const layers = spec.network.layers.flatMap(({ units, activation, normalization, residual, dropout }, l) => {
    const held = l === last && fromLogits(spec.loss);
    const modules = [
      `nn.Linear(${layout.layers[l]!.inputs}, ${units})`,
      ...when(normalization === 'batch', `nn.BatchNorm1d(${units})`),
      ...when(normalization === 'layer', `nn.LayerNorm(${units})`),
      ...when(!held && activation !== 'linear', pytorchModules[written(activation)]),
      ...when(dropout > 0, `nn.Dropout(${dropout})`),
    ];
    return [
      ...when(held && activation !== 'linear', `    # ${words.held(activation)}`),
      ...(residual ? [`    Residual(${modules.join(', ')}),`] : modules.map((module) => `    ${module},`)),
    ];
  });
  return [
    ...when(
      spec.network.layers.some(({ residual }) => residual),
      'class Residual(nn.Sequential):',
      '    def forward(self, x):',
      '        return x + super().forward(x)',
      '',
      '',
    ),
    'model = nn.Sequential(',
    ...layers,
    ')',
  ];
};

const initial = ({ spec, layout }: Run): string[] => {
  const own = spec.parameters;
  if (own)
    return [
      'with torch.no_grad():',
      ...own.flatMap(({ W, b }, l) => [
        `    linear[${l}].weight.copy_(${rows(Float64Array.from(W.flat()), b.length, tensor)}.t())`,
        `    linear[${l}].bias.copy_(${tensor(row(b))})`,
      ]),
    ];
  const lines = spec.network.layers.map((layer, l) => startOf(layer, layout.layers[l]!.inputs));
  const same = lines.every((line) => line.join() === lines[0]!.join());
  return same
    ? ['for layer in linear:', ...lines[0]!.map((line) => `    ${line('layer')}`)]
    : lines.flatMap((layer, l) => layer.map((line) => line(`linear[${l}]`)));
};

const startOf = (layer: LayerSpec, inputs: number): ((name: string) => string)[] => {
  const { initializer, constant, biasInitializer, biasConstant } = layer;
  const weights: Readonly<Record<LayerSpec['initializer'], readonly [name: string, settings: string]>> = {
    zeros: ['zeros_', ''],
    constant: ['constant_', `, ${constant}`],
    uniform: ['uniform_', ', -1, 1'],
    normal: ['normal_', ''],
    'xavier-uniform': ['xavier_uniform_', ''],
    'xavier-normal': ['xavier_normal_', ''],
    'he-uniform': ['kaiming_uniform_', ', nonlinearity="relu"'],
    'he-normal': ['kaiming_normal_', ', nonlinearity="relu"'],
    'lecun-uniform': ['kaiming_uniform_', ', nonlinearity="linear"'],
    'lecun-normal': ['kaiming_normal_', ', nonlinearity="linear"'],
    orthogonal: ['orthogonal_', ''],
  };
  const bound = 1 / Math.sqrt(inputs);
  const biases: Readonly<Record<LayerSpec['biasInitializer'], readonly [name: string, settings: string]>> = {
    usual: initializer === 'uniform' ? ['uniform_', ', -1, 1'] : ['zeros_', ''],
    zeros: ['zeros_', ''],
    constant: ['constant_', `, ${biasConstant}`],
    uniform: ['uniform_', ', -1, 1'],
    normal: ['normal_', ''],
    'lecun-uniform': ['uniform_', `, -${bound}, ${bound}`],
  };
  const [weight, bias] = [weights[initializer], biases[biasInitializer]];
  return [(name) => `nn.init.${weight[0]}(${name}.weight${weight[1]})`, (name) => `nn.init.${bias[0]}(${name}.bias${bias[1]})`];
};

const lossLines = ({ spec }: Run): string[] => [
  ...when(spec.classWeights !== null, `CLASS_WEIGHTS = ${tensor(row(spec.classWeights ?? []))}`, ''),
  '',
  'def loss_of(out, y):',
  `    return ${pytorchLoss(spec.loss, spec.reduction, spec.classWeights !== null)}`,
  '',
];

const optimizer = ({ spec }: Run): string[] => {
  const plain = 'momentum' in spec.optimizer && spec.optimizer.momentum === 0;
  const { make } = pytorchOptimizer(writtenOptimizer(spec.optimizer));
  return [
    spec.train.biases ? 'trained = model.parameters()' : 'trained = [layer.weight for layer in linear]',
    `optimizer = ${plain ? `torch.optim.SGD(trained, lr=${float(spec.optimizer.learningRate)})` : make}`,
  ];
};

const loop = (run: Run, words: ScriptWords): string[] => {
  const { spec } = run;
  const { l1, l2 } = spec.penalty;
  const sum = spec.reduction === 'sum';
  const scheduled = hasSchedule(run);
  return [
    ...when(scheduled, 'step = 0'),
    'for epoch in range(1, EPOCHS + 1):',
    '    total = 0',
    '    for x, y in loader:',
    ...when(spec.augment.noise > 0, `        x = x + ${spec.augment.noise} * torch.randn_like(x)`),
    ...when(
      scheduled,
      '        for group in optimizer.param_groups:',
      '            group["lr"] = learning_rate(step)',
      '        step += 1',
    ),
    '        loss = loss_of(model(x), y)',
    ...when(l1 > 0, `        loss = loss + ${l1} * sum(layer.weight.abs().sum() for layer in linear)`),
    ...when(l2 > 0, `        loss = loss + ${l2} / 2 * sum((layer.weight ** 2).sum() for layer in linear)`),
    '        optimizer.zero_grad()',
    '        loss.backward()',
    ...when(spec.clipNorm !== null, `        nn.utils.clip_grad_norm_(model.parameters(), ${spec.clipNorm})`),
    ...when(spec.clipValue !== null, `        nn.utils.clip_grad_value_(model.parameters(), ${spec.clipValue})`),
    '        optimizer.step()',
    `        total += loss.item()${sum ? '' : ' * len(x)'}`,
    '    if epoch % max(1, EPOCHS // 10) == 0:',
    `        print(f"${words.epoch} {epoch}: ${words.loss} {total${sum ? '' : ' / len(X)'}:.6f}")`,
  ];
};

const evaluation = (run: Run, words: ScriptWords): string[] => {
  const classes = run.train.task === 'classes';
  const right = run.train.outputs === 1 ? `(out > ${boundaryOf(run)}) == (y > 0.5)` : 'out.argmax(dim=1) == y.argmax(dim=1)';
  return [
    'model.eval()',
    '',
    '',
    'def predict(rows):',
    `    """${words.predict}"""`,
    '    with torch.no_grad():',
    `        out = model(${preparedRows(run, tensor('rows'))})`,
    `    return [told(row) for row in ${probabilities(run, 'out', { sigmoid: 'torch.sigmoid', softmax: 'torch.softmax' })}.tolist()]`,
    '',
    '',
    'with torch.no_grad():',
    `    for name, x, y in [${partsOf(run, words)
      .map(({ name, x, y }) => `("${name}", ${x}, ${y})`)
      .join(', ')}]:`,
    '        out = model(x)',
    ...when(classes, `        accuracy = (${right}).float().mean().item()`),
    `        print(f"{name}: ${words.loss} {loss_of(out, y).item():.6f}${classes ? `, ${words.accuracy} {accuracy:.1%}` : ''}")`,
  ];
};
