import type { ScriptWords } from '#core/words/cli/scripts.ts';
import type { Run } from '#core/net/run.ts';
import { updateNumber } from '#core/net/update.ts';
import { activations } from './numpy-activations.ts';
import { numpyLoss, numpyOptimizers } from './numpy-methods.ts';
import { chance } from './numpy-chance.ts';
import { drops, isNoisy } from './python-chance.ts';
import { evaluates, watchLines } from './python-watch.ts';
import { planOf } from './python-plan.ts';
import { answerOf, assign, dataNames, head, preparedRows, program, row, trainingSet, truth, uses, when, type Watch } from './python.ts';
import { parametersOf, tensorsOf, type Tensor } from './tensors.ts';
import { writtenOptimizer } from './written.ts';

/**
 * A Python script, NumPy its only package, that goes on training from theta_step: data and numbers at full precision, the forward pass,
 * the loss, the backward pass and the update of this run and of no other. Prints the parameters as JSON.
 */
export const numpySource = (run: Run, state: Float64Array, step: number, words: ScriptWords): string => {
  const plan = planOf(run, words, step);
  const watch = watchLines(run, words, state, step, array);
  const parts = [
    head(words, step, [...plan.imports, ...when(uses(run, 'gelu'), 'math')]),
    ['import numpy as np', ''],
    numbers(run, words, state, step),
    dataNames(run, words, 'np', array),
    plan.lines,
    activations(run),
    chance(run, words, 'LAYERS[l]["dropout"]'),
    forward(run, words),
    loss(run, words),
    backward(run, words),
    update(run, words, watch),
    watch.lines,
    program(run, words, watch),
  ];
  return parts.flat().join('\n') + '\n';
};

const normalised = ({ spec }: Run): boolean => spec.network.layers.some(({ normalization }) => normalization !== 'none');
const residual = ({ spec }: Run): boolean => spec.network.layers.some((layer) => layer.residual);

const remembers = (run: Run): boolean => run.layout.layers.some(({ runningMean }) => runningMean >= 0);
const statisticsOf = (run: Run, state: Float64Array): Tensor[] => tensorsOf(run, state).filter(({ name }) => name.includes('running'));

const array = (list: string): string => `np.array(${list}, dtype=float)`;

const numbers = (run: Run, words: ScriptWords, state: Float64Array, step: number): string[] => {
  const { spec, layout } = run;
  const settings = Object.entries(spec.optimizer).filter(([name]) => name !== 'kind' && name !== 'learningRate');
  const layers = spec.network.layers.map(
    ({ activation, normalization, residual, dropout }) =>
      `    dict(activation="${activation}", normalization="${normalization}", residual=${truth(residual)}${drops(run) ? `, dropout=${dropout}` : ''}),`,
  );
  const slots = layout.slots.flatMap((name, s) =>
    step === 0
      ? [`s["${name}"] = {name: np.zeros_like(value) for name, value in p.items()}`]
      : [`s["${name}"] = {}`, ...assign(`s["${name}"]`, parametersOf(run, state, s), array)],
  );
  return [
    ...trainingSet(run, words, array),
    '',
    'LAYERS = [',
    ...layers,
    ']',
    `# ${words.parametersByName}`,
    'p = {}',
    ...assign('p', parametersOf(run, state), array),
    ...when(remembers(run), `# ${words.runningStatistics}`, 'r = {}', ...assign('r', statisticsOf(run, state), array)),
    `# ${words.optimizerArrays(spec.optimizer.kind)}`,
    's = {}',
    ...slots,
    ...settings.map(([name, value]) => `${name.replace(/[A-Z]/g, '_$&').toUpperCase()} = ${value}`),
    ...when(spec.classWeights !== null, `CLASS_WEIGHTS = ${array(row(spec.classWeights ?? []))}`),
    '',
  ];
};

/** In training, `k` is the step; the forward pass of samples that are held out has none. */
const forward = (run: Run, words: ScriptWords): string[] => [
  '',
  'def forward(x, k=None):',
  `    """${words.forward}"""`,
  '    seen = []',
  '    for l, layer in enumerate(LAYERS):',
  '        z = x @ p[f"layers.{l}.W"] + p[f"layers.{l}.b"]',
  '        here = dict(x=x, u=z)',
  ...when(
    normalised(run),
    '        if layer["normalization"] != "none":',
    '            axis = 0 if layer["normalization"] == "batch" else 1',
    '            mean, variance = z.mean(axis=axis, keepdims=True), z.var(axis=axis, keepdims=True)',
    ...when(
      remembers(run),
      '            if layer["normalization"] == "batch":',
      '                if k is None:',
      '                    mean, variance = r[f"layers.{l}.runningMean"], r[f"layers.{l}.runningVariance"]',
      '                else:',
      '                    here["statistics"] = mean[0], variance[0] * len(x) / max(1, len(x) - 1)',
    ),
    '            here["deviation"] = np.sqrt(variance + 1e-5)',
    '            here["hat"] = (z - mean) / here["deviation"]',
    '            here["u"] = p[f"layers.{l}.gamma"] * here["hat"] + p[f"layers.{l}.beta"]',
  ),
  '        f = here["f"] = activate(layer["activation"], here["u"])',
  ...when(
    drops(run),
    '        if k is not None and layer["dropout"] > 0:',
    '            here["mask"] = mask(k, l, f.shape)',
    '            f = f * here["mask"]',
  ),
  residual(run) ? '        x = here["a"] = f + x if layer["residual"] else f' : '        x = here["a"] = f',
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

const loss = (run: Run, words: ScriptWords): string[] => {
  const { l1, l2 } = run.spec.penalty;
  const weights = 'p[f"layers.{l}.W"]';
  return [
    '',
    'def data_loss(out, y):',
    '    u, a = out["u"], out["a"]',
    `    return np.sum(${numpyLoss(run.spec.loss, run.spec.classWeights !== null).elements}) * (${scaleOf(run)})`,
    '',
    ...when(
      l1 > 0 || l2 > 0,
      '',
      'def penalty():',
      `    return sum(${l1} * np.abs(${weights}).sum() + ${l2} / 2 * (${weights} ** 2).sum() for l in range(len(LAYERS)))`,
      '',
    ),
    ...when(evaluates(run), '', 'def held_out_loss():', '    return data_loss(forward(X_HELD)[-1], Y_HELD)', ''),
    '',
    'def training_loss():',
    `    """${words.trainingLoss}"""`,
    `    return data_loss(forward(X)[-1], Y)${l1 > 0 || l2 > 0 ? ' + penalty()' : ''}`,
    '',
    '',
    'def predict(rows):',
    `    """${words.predict}"""`,
    `    return forward(${preparedRows(run, 'np.array(rows)')})[-1]["a"].tolist()`,
    '',
  ];
};

const backward = (run: Run, words: ScriptWords): string[] => {
  const { spec } = run;
  const article = spec.arithmetic === 'article';
  const { gradient, fused } = numpyLoss(spec.loss, spec.classWeights !== null);
  const last = spec.network.layers.at(-1)!.activation;
  const { l1, l2 } = spec.penalty;
  const first = article
    ? [`    # ${words.article}`, `    d_u = (a - y) * slope("${last}", a, activate("${last}", a))`]
    : fused
      ? [`    # ${words.fused}`, `    d_u = (${gradient}) * (${scaleOf(run)})`]
      : [`    d_u = through("${last}", seen[-1], (${gradient}) * (${scaleOf(run)}))`];
  return [
    '',
    'def through(name, here, d_f):',
    `    """${words.through}"""`,
    ...when(
      uses(run, 'softmax'),
      '    if name == "softmax":',
      '        return here["f"] * (d_f - (d_f * here["f"]).sum(axis=1, keepdims=True))',
    ),
    '    return d_f * slope(name, here["u"], here["f"])',
    '',
    '',
    'def backward(seen, y):',
    `    """${words.backward}"""`,
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
      ? `        gradient[f"layers.{l}.b"] = d_z.mean(axis=0)  # ${words.articleMean}`
      : '        gradient[f"layers.{l}.b"] = d_z.sum(axis=0)',
    ...when(l1 > 0 || l2 > 0, `        gradient[f"layers.{l}.W"] += ${l1} * np.sign(p[f"layers.{l}.W"]) + ${l2} * p[f"layers.{l}.W"]`),
    '        if l > 0:',
    residual(run)
      ? '            d_a = d_z @ p[f"layers.{l}.W"].T + (d_a if layer["residual"] else 0)'
      : '            d_a = d_z @ p[f"layers.{l}.W"].T',
    drops(run)
      ? '            d_u = through(LAYERS[l - 1]["activation"], seen[l - 1], d_a * seen[l - 1].get("mask", 1))'
      : '            d_u = through(LAYERS[l - 1]["activation"], seen[l - 1], d_a)',
    '    return gradient',
    '',
  ];
};

/** The update that step k makes, in Python. */
const numberOfUpdate = (run: Run): string => {
  const first = updateNumber(run, 0);
  return first < 0 ? `k - ${-first}` : first === 0 ? 'k' : `k + ${first}`;
};

const update = (run: Run, words: ScriptWords, watch: Watch): string[] => {
  const { spec } = run;
  return [
    ...when(spec.optimizer.kind === 'nadam', '', 'def nadam_momentum(t):', '    return BETA1 * (1 - 0.5 * 0.96 ** (0.004 * t))', ''),
    '',
    'def update(gradient, lr, t):',
    ...when(!spec.train.biases, '    gradient = {name: g for name, g in gradient.items() if not name.endswith(".b")}'),
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
    ...numpyOptimizers[writtenOptimizer(spec.optimizer).kind].map((line) => `        ${line}`),
    ...when(spec.penalty.decay > 0, '        if name.endswith(".W"):', `            delta = delta - lr * ${spec.penalty.decay} * p[name]`),
    '        p[name] = p[name] + delta',
    '',
    '',
    'def parameters():',
    `    return {name: value.tolist() for name, value in ${remembers(run) ? '[*p.items(), *r.items()]' : 'p.items()'}}`,
    '',
    ...when(
      watch.restores,
      '',
      'def restore(values):',
      `    for store in ${remembers(run) ? 'p, r' : '(p,)'}:`,
      '        for name in store:',
      '            store[name] = np.array(values[name])',
      '',
    ),
    '',
    'def step(x, y, rate, k):',
    `    """${words.update}"""`,
    `    seen = forward(${isNoisy(run) ? 'x + noise(k)' : 'x'}, k)`,
    '    data = data_loss(seen[-1], y)',
    `    total = data${spec.penalty.l1 > 0 || spec.penalty.l2 > 0 ? ' + penalty()' : ''}`,
    `    update(backward(seen, y), rate, ${numberOfUpdate(run)})`,
    ...when(
      remembers(run),
      '    for l, here in enumerate(seen):',
      '        if "statistics" in here:',
      '            for name, value in zip(("runningMean", "runningVariance"), here["statistics"]):',
      '                r[f"layers.{l}.{name}"] = 0.9 * r[f"layers.{l}.{name}"] + 0.1 * value',
    ),
    `    return ${answerOf(watch)}`,
    '',
  ];
};
