import { fromLogits } from '#core/math/loss.ts';
import type { Run } from '#core/net/run.ts';
import { updateNumber } from '#core/net/update.ts';
import { drops, isNoisy } from './python-chance.ts';
import { evaluates, watchLines } from './python-watch.ts';
import { planOf } from './python-plan.ts';
import { assign, float, head, program, row, trainingSet, truth, when, type Watch } from './python.ts';
import { pytorchChance } from './pytorch-chance.ts';
import { pytorchLoss, pytorchModules, pytorchOptimizer } from './pytorch-methods.ts';
import { parametersOf, tensorsOf } from './tensors.ts';
import { written, writtenOptimizer } from './written.ts';

/**
 * A Python script, PyTorch its only package, that goes on training from theta_step in float64: the same data, batches, rates and updates, with
 * PyTorch's own layers, losses, derivatives and optimiser. Prints the parameters as JSON, named and shaped as the NumPy script does.
 */
export const pytorchSource = (run: Run, state: Float64Array, step: number): string => {
  const plan = planOf(run, step);
  const watch = watchLines(run, state, step, tensor);
  const parts = [
    head(step, [...plan.imports, ...when(isNoisy(run), 'math')]),
    ['import torch', 'from torch import nn', 'from torch.nn import functional as F', ''],
    ['torch.set_default_dtype(torch.float64)', ''],
    trainingSet(run, tensor),
    [''],
    plan.lines,
    pytorchChance(run),
    network(run),
    parameters(run, state),
    optimizer(run, state, step),
    loss(run),
    update(run, watch),
    watch.lines,
    program(run, watch),
  ];
  return parts.flat().join('\n') + '\n';
};

const tensor = (list: string): string => `torch.tensor(${list}, dtype=torch.float64)`;

const normalised = ({ spec }: Run): boolean => spec.network.layers.some(({ normalization }) => normalization !== 'none');
const batchNormalised = ({ spec }: Run): boolean => spec.network.layers.some(({ normalization }) => normalization === 'batch');

const network = ({ spec, layout }: Run): string[] => {
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
      ...when(held, `    # Its ${activation} is part of the loss below: what comes out are logits.`),
      `    Layer(${layout.layers[l]!.inputs}, ${units}, ${norms[normalization](units)}, ${dropped}, residual=${truth(residual)}),`,
    ];
  });
  return [
    '',
    '',
    'class Layer(nn.Module):',
    '    """f(norm(x W + b)), with x added to it where the layer is residual."""',
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

const parameters = (run: Run, state: Float64Array): string[] => [
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
  '',
  '',
  'def parameters():',
  '    """Lists of numbers by name: W (inputs, units), which nn.Linear keeps transposed, b (units)."""',
  '    return {name: value.detach().t().tolist() for name, value in named_parameters()}',
  '',
  '',
  'p = {}',
  ...assign('p', batchNormalised(run) ? tensorsOf(run, state) : parametersOf(run, state), tensor),
  'with torch.no_grad():',
  '    for name, value in named_parameters():',
  '        value.copy_(p[name].t())',
  ...when(
    batchNormalised(run),
    '    for l, layer in enumerate(network):',
    '        if isinstance(layer.norm, nn.BatchNorm1d):',
    '            layer.norm.running_mean.copy_(p[f"layers.{l}.runningMean"])',
    '            layer.norm.running_var.copy_(p[f"layers.{l}.runningVariance"])',
  ),
  '',
];

const optimizer = (run: Run, state: Float64Array, step: number): string[] => {
  const { spec, layout } = run;
  const { make, slots } = pytorchOptimizer(writtenOptimizer(spec.optimizer));
  // Nesterov's momentum must not be 0 there, and without momentum it is plain descent.
  const plain = 'momentum' in spec.optimizer && spec.optimizer.momentum === 0;
  return [
    ...when(!spec.train.biases, '# The biases stay as they are.', 'for layer in network:', '    layer.linear.bias.requires_grad_(False)'),
    ...when(
      spec.optimizer.kind === 'nadam',
      'if int(torch.__version__.split(".")[0]) < 2:',
      '    sys.exit("NAdam needs PyTorch 2 or newer: earlier ones multiply its momentum in twice")',
    ),
    'trained = [value for _, value in named_parameters() if value.requires_grad]',
    `optimizer = ${plain ? 'torch.optim.SGD(trained, lr=0.1)' : make}`,
    ...when(
      step > 0 && slots.length > 0 && !plain,
      '# What the optimiser remembers of the steps before.',
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

const loss = (run: Run): string[] => {
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
    ...when(
      evaluates(run) && validation.samples > 0,
      '',
      'def held_out_loss():',
      '    network.eval()',
      '    with torch.no_grad():',
      '        found = data_loss(network(X_HELD), Y_HELD).item()',
      '    network.train()',
      '    return found',
      '',
    ),
  ];
};

const update = (run: Run, watch: Watch): string[] => {
  const { spec } = run;
  const { l1, l2, decay } = spec.penalty;
  return [
    '',
    'def step(x, y, rate, k):',
    '    """One update. Answers the loss before it."""',
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
      '    # Decoupled decay, beside the update of the optimiser.',
      '    with torch.no_grad():',
      '        for layer, weight in zip(network, before):',
      `            layer.linear.weight -= rate * ${decay} * weight`,
    ),
    `    return ${watch.lines.length > 0 ? 'data.item(), total.item()' : 'total.item()'}`,
    '',
  ];
};
