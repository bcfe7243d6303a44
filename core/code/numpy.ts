import { createBatcher } from '#core/data/batches.ts';
import { learningRate } from '#core/math/schedule.ts';
import type { Run } from '#core/net/run.ts';
import { numpyActivations, numpyLoss, numpyOptimizers } from './numpy-methods.ts';
import { parametersOf, type Tensor } from './tensors.ts';

/** Steps whose batches and rates are written where they are not all the same; at least an epoch. */
const fewestSteps = 100;

/**
 * A Python script, NumPy its only package, that goes on training from theta_step: data and numbers at full precision, the forward pass,
 * the loss, the backward pass and the update of this run and of no other. Prints the parameters as JSON.
 */
export const numpySource = (run: Run, state: Float64Array, step: number): string =>
  [
    ...imports(run, step),
    ...numbers(run, state, step),
    ...activations(run),
    ...forward(run),
    ...loss(run),
    ...backward(run),
    ...update(run),
    ...program(),
  ].join('\n') + '\n';

const uses = ({ spec }: Run, ...names: readonly string[]): boolean =>
  spec.network.layers.some(({ activation }) => names.includes(activation));
const normalised = ({ spec }: Run): boolean => spec.network.layers.some(({ normalization }) => normalization !== 'none');
const residual = ({ spec }: Run): boolean => spec.network.layers.some((layer) => layer.residual);
const when = (condition: boolean, ...lines: readonly string[]): readonly string[] => (condition ? lines : []);

const imports = (run: Run, step: number): string[] => [
  `"""Training of a network step by step, from step ${step} on. Written by Retrograd.`,
  '',
  'python3 THIS.py [--steps N]   the loss of each step goes to standard error, the parameters to standard output',
  '"""',
  'import argparse',
  'import json',
  ...when(uses(run, 'gelu'), 'import math'),
  'import sys',
  '',
  'import numpy as np',
  '',
];

const rows = (data: Float64Array, columns: number): string => {
  const lines = Array.from({ length: data.length / columns }, (_, r) => `    ${row(data.subarray(r * columns, (r + 1) * columns))},`);
  return `np.array([\n${lines.join('\n')}\n], dtype=float)`;
};
const row = (data: ArrayLike<number>): string => JSON.stringify(Array.from(data));
const array = ({ shape, data }: Tensor): string => (shape.length === 2 ? rows(data, shape[1]!) : `np.array(${row(data)}, dtype=float)`);
const assign = (target: string, tensors: readonly Tensor[]): string[] =>
  tensors.map((tensor) => `${target}["${tensor.name}"] = ${array(tensor)}`);

const numbers = (run: Run, state: Float64Array, step: number): string[] => {
  const { spec, train, layout } = run;
  const { kind, learningRate: base, ...settings } = spec.optimizer;
  const layers = spec.network.layers.map(
    ({ activation, normalization, residual }) =>
      `    dict(activation="${activation}", normalization="${normalization}", residual=${residual ? 'True' : 'False'}),`,
  );
  const slots = layout.slots.flatMap((name, s) =>
    step === 0
      ? [`s["${name}"] = {name: np.zeros_like(value) for name, value in p.items()}`]
      : [`s["${name}"] = {}`, ...assign(`s["${name}"]`, parametersOf(run, state, s))],
  );
  return [
    '# Inputs and targets of the training set, a sample per row.',
    `X = ${rows(train.x, train.inputs)}`,
    `Y = ${rows(train.y, train.outputs)}`,
    '',
    'LAYERS = [',
    ...layers,
    ']',
    '# Parameters by name: W (inputs, units), b (units).',
    'p = {}',
    ...assign('p', parametersOf(run, state)),
    `# Arrays that the optimiser (${kind}) keeps.`,
    's = {}',
    ...slots,
    ...Object.entries(settings).map(([name, value]) => `${name.replace(/[A-Z]/g, '_$&').toUpperCase()} = ${value}`),
    ...when(spec.classWeights !== null, `CLASS_WEIGHTS = np.array(${row(spec.classWeights ?? [])}, dtype=float)`),
    ...plan(run, step, base),
    '',
  ];
};

/** Which samples each step takes and at which rate. */
const plan = ({ spec, train }: Run, step: number, base: number): string[] => {
  const batcher = createBatcher(spec, train.samples);
  const count = Math.max(fewestSteps, batcher.batchesPerEpoch);
  const listed = (line: (k: number) => string): string =>
    `[\n${Array.from({ length: count }, (_, k) => `    ${line(step + k)},`).join('\n')}\n]`;
  const constant = spec.schedule.kind === 'constant' && spec.schedule.warmup <= step;
  return [
    `# The first step is number ${step}.`,
    `FIRST_STEP = ${step}`,
    batcher.batchesPerEpoch === 1
      ? 'BATCHES = None  # every step takes all samples'
      : `BATCHES = ${listed((k) => row(batcher.at(k).indices))}`,
    constant ? `RATES = None\nLEARNING_RATE = ${base}` : `RATES = ${listed((k) => String(learningRate(spec.schedule, base, k)))}`,
  ];
};

const activations = (run: Run): string[] => {
  const names = [...new Set(run.spec.network.layers.map(({ activation }) => activation))];
  const branches = (part: 'value' | 'slope'): string[] =>
    names.flatMap((name) => (name === 'softmax' ? [] : [`    if name == "${name}":`, `        return ${numpyActivations[name][part]}`]));
  const sigmoid = uses(run, 'sigmoid', 'silu', 'softplus') || run.spec.loss === 'binary-cross-entropy-logits';
  return [
    ...when(sigmoid, '', 'def sigmoid(z):', '    e = np.exp(-np.abs(z))', '    return np.where(z < 0, e, 1) / (1 + e)', ''),
    ...when(uses(run, 'gelu'), '', 'erf = np.vectorize(math.erf, otypes=[float])', ''),
    ...when(uses(run, 'gelu-tanh'), '', 'def gelu_curve(z):', '    return np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z * z * z))', ''),
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

const forward = (run: Run): string[] => [
  '',
  'def forward(x):',
  '    """What each layer saw and gave: u is what the activation takes, f what it gives."""',
  '    seen = []',
  '    for l, layer in enumerate(LAYERS):',
  '        z = x @ p[f"layers.{l}.W"] + p[f"layers.{l}.b"]',
  '        here = dict(x=x, u=z)',
  ...when(
    normalised(run),
    '        if layer["normalization"] != "none":',
    '            axis = 0 if layer["normalization"] == "batch" else 1',
    '            here["deviation"] = np.sqrt(z.var(axis=axis, keepdims=True) + 1e-5)',
    '            here["hat"] = (z - z.mean(axis=axis, keepdims=True)) / here["deviation"]',
    '            here["u"] = p[f"layers.{l}.gamma"] * here["hat"] + p[f"layers.{l}.beta"]',
  ),
  '        here["f"] = activate(layer["activation"], here["u"])',
  residual(run) ? '        x = here["a"] = here["f"] + x if layer["residual"] else here["f"]' : '        x = here["a"] = here["f"]',
  '        seen.append(here)',
  '    return seen',
  '',
];

const scaleOf = ({ spec }: Run): string =>
  spec.reduction === 'sum'
    ? '1'
    : spec.loss === 'half-squared-error' || spec.loss === 'categorical-cross-entropy'
      ? '1 / len(y)'
      : '1 / y.size';

const loss = (run: Run): string[] => {
  const { l1, l2 } = run.spec.penalty;
  const weights = 'p[f"layers.{l}.W"]';
  return [
    '',
    'def loss(out, y):',
    '    u, a = out["u"], out["a"]',
    `    total = np.sum(${numpyLoss(run.spec.loss, run.spec.classWeights !== null).elements}) * (${scaleOf(run)})`,
    ...when(
      l1 > 0 || l2 > 0,
      '    for l in range(len(LAYERS)):',
      `        total += ${l1} * np.abs(${weights}).sum() + ${l2} / 2 * (${weights} ** 2).sum()`,
    ),
    '    return total',
    '',
  ];
};

const backward = (run: Run): string[] => {
  const { spec } = run;
  const article = spec.arithmetic === 'article';
  const { gradient, fused } = numpyLoss(spec.loss, spec.classWeights !== null);
  const last = spec.network.layers.at(-1)!.activation;
  const { l1, l2 } = spec.penalty;
  const first = article
    ? [
        "    # The article's own arithmetic: a - y neither doubled nor averaged, and the slope taken at a as if a were z.",
        `    d_u = (a - y) * slope("${last}", a, activate("${last}", a))`,
      ]
    : fused
      ? ['    # Loss and activation together: their quotients cancel.', `    d_u = (${gradient}) * (${scaleOf(run)})`]
      : [`    d_u = through("${last}", seen[-1], (${gradient}) * (${scaleOf(run)}))`];
  return [
    '',
    'def through(name, here, d_f):',
    '    """From dL/df back to dL/du."""',
    ...when(
      uses(run, 'softmax'),
      '    if name == "softmax":',
      '        return here["f"] * (d_f - (d_f * here["f"]).sum(axis=1, keepdims=True))',
    ),
    '    return d_f * slope(name, here["u"], here["f"])',
    '',
    '',
    'def backward(seen, y):',
    '    """The gradient of the loss by the name of its parameter."""',
    '    gradient = {}',
    '    a = seen[-1]["a"]',
    ...first,
    '    for l in reversed(range(len(LAYERS))):',
    '        layer, here = LAYERS[l], seen[l]',
    '        d_z = d_u',
    ...when(
      normalised(run),
      '        if layer["normalization"] != "none":',
      '            axis = 0 if layer["normalization"] == "batch" else 1',
      '            hat = here["hat"]',
      '            gradient[f"layers.{l}.gamma"] = (d_u * hat).sum(axis=0)',
      '            gradient[f"layers.{l}.beta"] = d_u.sum(axis=0)',
      '            d_hat = d_u * p[f"layers.{l}.gamma"]',
      '            spread = d_hat.mean(axis=axis, keepdims=True) + hat * (d_hat * hat).mean(axis=axis, keepdims=True)',
      '            d_z = (d_hat - spread) / here["deviation"]',
    ),
    '        gradient[f"layers.{l}.W"] = here["x"].T @ d_z',
    article
      ? '        gradient[f"layers.{l}.b"] = d_z.mean(axis=0)  # the mean, where the weights have the sum'
      : '        gradient[f"layers.{l}.b"] = d_z.sum(axis=0)',
    ...when(l1 > 0 || l2 > 0, `        gradient[f"layers.{l}.W"] += ${l1} * np.sign(p[f"layers.{l}.W"]) + ${l2} * p[f"layers.{l}.W"]`),
    '        if l > 0:',
    residual(run)
      ? '            d_a = d_z @ p[f"layers.{l}.W"].T + (d_a if layer["residual"] else 0)'
      : '            d_a = d_z @ p[f"layers.{l}.W"].T',
    '            d_u = through(LAYERS[l - 1]["activation"], seen[l - 1], d_a)',
    '    return gradient',
    '',
  ];
};

const update = ({ spec }: Run): string[] => [
  ...when(spec.optimizer.kind === 'nadam', '', 'def nadam_momentum(t):', '    return BETA1 * (1 - 0.5 * 0.96 ** (0.004 * t))', ''),
  '',
  'def update(gradient, lr, t):',
  '    """Moves every parameter once; t counts the updates from 1."""',
  ...when(!spec.train.biases, '    gradient = {name: g for name, g in gradient.items() if not name.endswith(".b")}  # biases stay'),
  ...when(
    spec.clipNorm !== null,
    '    norm = np.sqrt(sum((g * g).sum() for g in gradient.values()))',
    `    factor = min(1, ${spec.clipNorm} / (norm + 1e-6))`,
    '    gradient = {name: g * factor for name, g in gradient.items()}',
  ),
  ...when(
    spec.clipValue !== null,
    `    gradient = {name: np.clip(g, -${spec.clipValue}, ${spec.clipValue}) for name, g in gradient.items()}`,
  ),
  '    for name, g in gradient.items():',
  ...numpyOptimizers[spec.optimizer.kind].map((line) => `        ${line}`),
  ...when(spec.penalty.decay > 0, '        if name.endswith(".W"):', `            delta = delta - lr * ${spec.penalty.decay} * p[name]`),
  '        p[name] = p[name] + delta',
  '',
];

const program = (): string[] => [
  '',
  'def main():',
  '    parser = argparse.ArgumentParser()',
  '    parser.add_argument("--steps", type=int, default=3)',
  '    steps = parser.parse_args().steps',
  '    known = min([len(plan) for plan in (BATCHES, RATES) if plan is not None], default=steps)',
  '    if not 0 <= steps <= known:',
  '        parser.error(f"--steps must be from 0 to {known}: the plan of this script goes no further")',
  '    for k in range(steps):',
  '        x, y = (X, Y) if BATCHES is None else (X[BATCHES[k]], Y[BATCHES[k]])',
  '        seen = forward(x)',
  '        print(f"step {FIRST_STEP + k}: loss {loss(seen[-1], y)}", file=sys.stderr)',
  '        gradient = backward(seen, y)',
  '        update(gradient, LEARNING_RATE if RATES is None else RATES[k], FIRST_STEP + k + 1)',
  '    print(json.dumps({name: value.tolist() for name, value in p.items()}))',
  '',
  '',
  'if __name__ == "__main__":',
  '    main()',
];
