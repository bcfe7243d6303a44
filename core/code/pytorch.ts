import type { ScriptWords } from '#core/words/cli/scripts.ts';
import { fromLogits } from '#core/math/loss.ts';
import type { Run } from '#core/net/run.ts';
import { updateNumber } from '#core/net/update.ts';
import { drops, isNoisy } from './python-chance.ts';
import { evaluates, watchLines } from './python-watch.ts';
import { planOf } from './python-plan.ts';
import {
  assign,
  dataNames,
  float,
  head,
  preparedRows,
  probabilities,
  program,
  row,
  trainingSet,
  truth,
  when,
  type Watch,
} from './python.ts';
import { pytorchChance } from './pytorch-chance.ts';
import { pytorchLoss, pytorchModules, pytorchOptimizer } from './pytorch-methods.ts';
import { parametersOf, tensorsOf } from './tensors.ts';
import { written, writtenOptimizer } from './written.ts';

/**
 * A Python script, PyTorch its only package, that goes on training from theta_step in float64: the same data, batches, rates and updates, with
 * PyTorch's own layers, losses, derivatives and optimiser. Prints the parameters as JSON, named and shaped as the NumPy script does.
 */
export const pytorchSource = (run: Run, state: Float64Array, step: number, words: ScriptWords): string => {
  const plan = planOf(run, words, step);
  const watch = watchLines(run, words, state, step, tensor);
  const parts = [
    head(words, step, [...plan.imports, ...when(isNoisy(run), 'math')], [['--weights FILE.safetensors', words.usageWeights]]),
    ['import torch', 'from torch import nn', 'from torch.nn import functional as F', ''],
    ['torch.set_default_dtype(torch.float64)', ''],
    trainingSet(run, words, tensor),
    dataNames(run, words, 'torch', tensor),
    [''],
    plan.lines,
    pytorchChance(run, words),
    network(run, words),
    parameters(run, words, state, watch),
    optimizer(run, words, state, step),
    loss(run, words),
    update(run, words, watch),
    watch.lines,
    program(run, words, watch, weights),
  ];
  return parts.flat().join('\n') + '\n';
};

/** Parameters by the names of `nn.Module`, from a file of `safetensorsForPyTorch`. */
const weights = {
  options: ['    parser.add_argument("--weights", metavar="FILE")'],
  first: [
    '    if asked.weights:',
    '        from safetensors.torch import load_file',
    '',
    '        network.load_state_dict(load_file(asked.weights))',
  ],
};

const tensor = (list: string): string => `torch.tensor(${list}, dtype=torch.float64)`;

const normalised = ({ spec }: Run): boolean => spec.network.layers.some(({ normalization }) => normalization !== 'none');
const batchNormalised = ({ spec }: Run): boolean => spec.network.layers.some(({ normalization }) => normalization === 'batch');

const network = ({ spec, layout }: Run, words: ScriptWords): string[] => {
  const last = spec.network.layers.length - 1;
  const norms = {
    none: () => 'nn.Identity()',
    batch: (units: number) => `nn.BatchNorm1d(${units}, eps=1e-5, momentum=0.1)`,
    layer: (units: number) => `nn.LayerNorm(${units}, eps=1e-5)`,
  };
  const layers = spec.network.layers.flatMap(({ units, activation, normalization, residual, dropout }, l) => {
    const held = l === last && fromLogits(spec.loss);
    const f = held ? pytorchModules.linear : pytorchModules[written(activation)];
    const dropped = dropout > 0 ? `nn.Sequential(${f}, Dropout(${dropout}, ${l}))` : f;
    return [
      ...when(held, `    # ${words.held(activation)}`),
      `    Layer(${layout.layers[l]!.inputs}, ${units}, ${norms[normalization](units)}, ${dropped}, residual=${truth(residual)}),`,
    ];
  });
  return [
    '',
    '',
    'class Layer(nn.Module):',
    `    """${words.layer}"""`,
    '',
    '    def __init__(self, inputs, units, norm, activation, residual):',
    '        super().__init__()',
    '        self.linear = nn.Linear(inputs, units)',
    '        self.norm = norm',
    '        self.activation = activation',
    '        self.residual = residual',
    '',
    '    def forward(self, x):',
    '        f = self.activation(self.norm(self.linear(x)))',
    '        return f + x if self.residual else f',
    '',
    '',
    'network = nn.Sequential(',
    ...layers,
    ')',
    '',
  ];
};

const parameters = (run: Run, words: ScriptWords, state: Float64Array, watch: Watch): string[] => [
  '',
  'def named_parameters():',
  '    for l, layer in enumerate(network):',
  '        yield f"layers.{l}.W", layer.linear.weight',
  '        yield f"layers.{l}.b", layer.linear.bias',
  ...when(
    normalised(run),
    '        if not isinstance(layer.norm, nn.Identity):',
    '            yield f"layers.{l}.gamma", layer.norm.weight',
    '            yield f"layers.{l}.beta", layer.norm.bias',
  ),
  ...when(
    batchNormalised(run),
    '        if isinstance(layer.norm, nn.BatchNorm1d):',
    '            yield f"layers.{l}.runningMean", layer.norm.running_mean',
    '            yield f"layers.{l}.runningVariance", layer.norm.running_var',
  ),
  '',
  '',
  'def parameters():',
  `    """${words.lists}"""`,
  '    return {name: value.detach().t().tolist() for name, value in named_parameters()}',
  '',
  ...when(
    watch.restores,
    '',
    'def restore(values):',
    '    with torch.no_grad():',
    '        for name, value in named_parameters():',
    `            value.copy_(${tensor('values[name]')}.t())`,
    '',
  ),
  '',
  'p = {}',
  ...assign('p', tensorsOf(run, state), tensor),
  'with torch.no_grad():',
  '    for name, value in named_parameters():',
  '        value.copy_(p[name].t())',
  '',
];

const optimizer = (run: Run, words: ScriptWords, state: Float64Array, step: number): string[] => {
  const { spec, layout } = run;
  const { make, slots } = pytorchOptimizer(writtenOptimizer(spec.optimizer));
  // Nesterov's momentum must not be 0 there, and without momentum it is plain descent.
  const plain = 'momentum' in spec.optimizer && spec.optimizer.momentum === 0;
  return [
    ...when(!spec.train.biases, `# ${words.biasesFixed}`, 'for layer in network:', '    layer.linear.bias.requires_grad_(False)'),
    ...when(spec.optimizer.kind === 'nadam', 'if int(torch.__version__.split(".")[0]) < 2:', `    sys.exit("${words.nadamVersion}")`),
    'trained = [value for _, value in named_parameters() if value.requires_grad]',
    `optimizer = ${plain ? 'torch.optim.SGD(trained, lr=0.1)' : make}`,
    ...when(
      step > 0 && slots.length > 0 && !plain,
      `# ${words.optimizerMemory}`,
      's = {}',
      ...slots.flatMap((name, slot) => [`s["${name}"] = {}`, ...assign(`s["${name}"]`, parametersOf(run, state, slot), tensor)]),
      'for name, value in named_parameters():',
      '    if value.requires_grad:',
      `        optimizer.state[value] = {slot: s[slot][name].t().clone() for slot in s}`,
      ...when(slots[0] !== 'momentum_buffer', `        optimizer.state[value]["step"] = torch.tensor(${updateNumber(run, step) - 1}.0)`),
      ...when(
        spec.optimizer.kind === 'nadam',
        `        optimizer.state[value]["mu_product"] = torch.tensor(${float(state[layout.scalars]!)})`,
      ),
    ),
    '',
  ];
};

const loss = (run: Run, words: ScriptWords): string[] => {
  const { spec, validation } = run;
  const { l1, l2 } = spec.penalty;
  const weights = spec.classWeights;
  return [
    ...when(weights !== null, `CLASS_WEIGHTS = ${tensor(row(weights ?? []))}`, ''),
    '',
    'def data_loss(out, y):',
    `    return ${pytorchLoss(spec.loss, spec.reduction, weights !== null)}`,
    '',
    ...when(
      l1 > 0 || l2 > 0,
      '',
      'def penalty():',
      '    weights = [layer.linear.weight for layer in network]',
      `    return sum(${l1} * w.abs().sum() + ${l2} / 2 * (w ** 2).sum() for w in weights)`,
      '',
    ),
    '',
    'def in_use(x):',
    '    network.eval()',
    '    with torch.no_grad():',
    '        out = network(x)',
    '    network.train()',
    '    return out',
    '',
    ...when(
      evaluates(run) && validation.samples > 0,
      '',
      'def held_out_loss():',
      '    return data_loss(in_use(X_HELD), Y_HELD).item()',
      '',
    ),
    '',
    'def training_loss():',
    `    """${words.trainingLoss}"""`,
    `    return (data_loss(in_use(X), Y)${l1 > 0 || l2 > 0 ? ' + penalty()' : ''}).item()`,
    '',
    '',
    'def predict(rows):',
    `    """${words.predict}"""`,
    `    out = in_use(${preparedRows(run, tensor('rows'))})`,
    `    return ${probabilities(run, 'out', { sigmoid: 'torch.sigmoid', softmax: 'torch.softmax' })}.tolist()`,
    '',
  ];
};

const update = (run: Run, words: ScriptWords, watch: Watch): string[] => {
  const { spec } = run;
  const { l1, l2, decay } = spec.penalty;
  return [
    '',
    'def step(x, y, rate, k):',
    `    """${words.update}"""`,
    '    for group in optimizer.param_groups:',
    '        group["lr"] = rate',
    '    optimizer.zero_grad()',
    ...when(drops(run), '    Dropout.k = k'),
    `    data = data_loss(network(${isNoisy(run) ? 'x + noise(k)' : 'x'}), y)`,
    `    total = data${l1 > 0 || l2 > 0 ? ' + penalty()' : ''}`,
    '    total.backward()',
    ...when(spec.clipNorm !== null, `    nn.utils.clip_grad_norm_(trained, ${spec.clipNorm})`),
    ...when(spec.clipValue !== null, `    nn.utils.clip_grad_value_(trained, ${spec.clipValue})`),
    ...when(decay > 0, '    before = [layer.linear.weight.detach().clone() for layer in network]'),
    '    optimizer.step()',
    ...when(
      decay > 0,
      `    # ${words.decoupled}`,
      '    with torch.no_grad():',
      '        for layer, weight in zip(network, before):',
      `            layer.linear.weight -= rate * ${decay} * weight`,
    ),
    `    return ${watch.lines.length > 0 ? 'data.item(), total.item()' : 'total.item()'}`,
    '',
  ];
};
