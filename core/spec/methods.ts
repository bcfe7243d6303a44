/** The methods a run can name, with the ranges of their settings. The schema, the editor and the words are built on these. */

export const activations = [
  'linear',
  'relu',
  'leaky-relu',
  'elu',
  'selu',
  'gelu',
  'gelu-tanh',
  'silu',
  'softplus',
  'sigmoid',
  'tanh',
  'softmax',
] as const;
export type Activation = (typeof activations)[number];

export const losses = [
  'mse',
  'mae',
  'huber',
  'half-squared-error',
  'binary-cross-entropy',
  'binary-cross-entropy-logits',
  'categorical-cross-entropy',
] as const;
export type Loss = (typeof losses)[number];

export const initializers = [
  'zeros',
  'constant',
  'uniform',
  'normal',
  'xavier-uniform',
  'xavier-normal',
  'he-uniform',
  'he-normal',
  'lecun-uniform',
  'lecun-normal',
  'orthogonal',
] as const;
export type Initializer = (typeof initializers)[number];

/** `usual`: zeros, but drawn like the weights where those are `uniform`, as the seed article does. */
export const biasInitializers = ['usual', 'zeros', 'constant', 'uniform', 'normal', 'lecun-uniform'] as const;
export type BiasInitializer = (typeof biasInitializers)[number];

export const normalizations = ['none', 'batch', 'layer'] as const;
export type Normalization = (typeof normalizations)[number];

export const arithmetics = ['standard', 'article'] as const;
export type Arithmetic = (typeof arithmetics)[number];

/**
 * Mistakes that programs for backpropagation are known for, one at a time:
 * - derivative-at-activation: f' is taken at a = f(z) and not at z
 * - sum-for-mean: the gradient is a sum over the batch where the loss is a mean
 * - bias-per-sample: a bias is updated once per sample: its gradient counts as often as the batch has samples
 * - update-before-backward: a layer's weights are updated before the error passes through them
 * - gradients-not-zeroed: each gradient is added to those of all steps before
 * - mask-on-activations: ReLU's 0/1 mask overwrites the activations that the next layer's weight gradient is made of
 */
export const faults = [
  'none',
  'derivative-at-activation',
  'sum-for-mean',
  'bias-per-sample',
  'update-before-backward',
  'gradients-not-zeroed',
  'mask-on-activations',
  'softmax-diagonal',
  'output-slope-missing',
  'error-reversed',
  'gradient-of-half',
] as const;
export type Fault = (typeof faults)[number];

/** A number that a person may set: its default and its closed range. */
export interface Setting {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. */
  readonly whole?: true;
}

/** What the weights, or the biases, of a layer are that starts them `constant`. */
export const constantValue: Setting = { default: 0.1, min: -1e6, max: 1e6 };

const learningRate: Setting = { default: 0.01, min: 0, max: 1e6 };
const classes = (value: number) => ({ default: value, min: 2, max: 10, whole: true }) as const satisfies Setting;
const decayRate = (value: number): Setting => ({ default: value, min: 0, max: 0.999999999 });
const momentum = decayRate(0.9);
const moments = { beta1: decayRate(0.9), beta2: decayRate(0.999) };

/**
 * Optimisers by name, each with its settings, the names of the state arrays that it keeps per parameter, and the multiplications and divisions
 * of one parameter's update, square roots left out.
 */
export const optimizers = {
  sgd: { settings: { learningRate }, state: [], multiplications: 1 },
  momentum: { settings: { learningRate, momentum }, state: ['velocity'], multiplications: 2 },
  nesterov: { settings: { learningRate, momentum }, state: ['velocity'], multiplications: 3 },
  adagrad: { settings: { learningRate }, state: ['squareSum'], multiplications: 3 },
  rmsprop: { settings: { learningRate, rho: decayRate(0.99) }, state: ['squareMean'], multiplications: 5 },
  adam: { settings: { learningRate, ...moments }, state: ['m', 'v'], multiplications: 7 },
  adamw: {
    settings: { learningRate, ...moments, weightDecay: { default: 0.01, min: 0, max: 1e3 } },
    state: ['m', 'v'],
    multiplications: 8,
  },
  nadam: { settings: { learningRate, ...moments }, state: ['m', 'v'], multiplications: 9 },
  adamax: { settings: { learningRate, ...moments }, state: ['m', 'u'], multiplications: 5 },
} as const satisfies Record<string, { settings: Record<string, Setting>; state: readonly string[]; multiplications: number }>;
export type OptimizerKind = keyof typeof optimizers;

/** Methods that `core/code` has not learnt to write down: an export refuses a run that uses one. Off the list, the compiler asks for its texts. */
export const unwritten = { activations: [], optimizers: [] } as const satisfies {
  readonly activations: readonly Activation[];
  readonly optimizers: readonly OptimizerKind[];
};
export type WrittenActivation = Exclude<Activation, (typeof unwritten.activations)[number]>;
export type WrittenOptimizer = Exclude<OptimizerKind, (typeof unwritten.optimizers)[number]>;

/** Steps of linear warm-up that go before any schedule. */
export const warmup: Setting = { default: 0, min: 0, max: 1e9, whole: true };

const steps = (value: number): Setting => ({ default: value, min: 1, max: 1e9, whole: true });
const share = (value: number): Setting => ({ default: value, min: 0, max: 1 });
const lowest: Setting = { default: 0, min: 0, max: 1e6 };
const patience = (value: number): Setting => ({ default: value, min: 0, max: 1e9, whole: true });

/** Learning-rate schedules by name with their settings. Lengths count steps; the patience of `plateau` counts epochs. */
export const schedules = {
  constant: { settings: {} },
  step: { settings: { every: steps(100), gamma: share(0.5) } },
  exponential: { settings: { gamma: share(0.999) } },
  cosine: { settings: { steps: steps(1000), lowest } },
  'cosine-restarts': {
    settings: { steps: steps(200), growth: { default: 2, min: 1, max: 100, whole: true }, lowest },
  },
  'one-cycle': {
    settings: {
      steps: steps(1000),
      rise: { default: 0.3, min: 0, max: 0.99 },
      startDivisor: { default: 25, min: 1, max: 1e9 },
      endDivisor: { default: 1e4, min: 1, max: 1e9 },
    },
  },
  'inverse-square-root': { settings: { timescale: steps(100) } },
  plateau: {
    settings: { gamma: share(0.1), patience: patience(10), threshold: { default: 1e-4, min: 0, max: 1 }, lowest },
  },
} as const satisfies Record<string, { settings: Record<string, Setting> }>;
export type ScheduleKind = keyof typeof schedules;

/** Early stopping: epochs without a validation loss lower by `minImprovement` than the best before. */
export const stoppingSettings = {
  patience: { default: 10, min: 1, max: 1e9, whole: true },
  minImprovement: { default: 0, min: 0, max: 1e6 },
} as const satisfies Record<string, Setting>;

/** Data generators by name with their settings; every one is a function of the run's seed. */
export const generators = {
  'gaussian-quantiles': {
    task: 'classes',
    inputs: 2,
    settings: { covariance: { default: 1, min: 1e-6, max: 1e6 }, classes: classes(2) },
  },
  xor: { task: 'classes', inputs: 2, settings: { noise: { default: 0, min: 0, max: 10 } } },
  circles: {
    task: 'classes',
    inputs: 2,
    settings: { noise: { default: 0.05, min: 0, max: 10 }, factor: { default: 0.5, min: 0, max: 0.99 } },
  },
  moons: { task: 'classes', inputs: 2, settings: { noise: { default: 0.1, min: 0, max: 10 } } },
  spirals: {
    task: 'classes',
    inputs: 2,
    settings: {
      noise: { default: 0.05, min: 0, max: 10 },
      classes: classes(2),
      turns: { default: 1, min: 0.1, max: 5 },
    },
  },
  blobs: { task: 'classes', inputs: 2, settings: { spread: { default: 0.3, min: 0, max: 10 }, classes: classes(3) } },
  plane: { task: 'regression', inputs: 2, settings: { noise: { default: 0.05, min: 0, max: 10 } } },
  sine: { task: 'regression', inputs: 1, settings: { noise: { default: 0.05, min: 0, max: 10 } } },
  line: {
    task: 'regression',
    inputs: 1,
    settings: {
      slope: { default: 2, min: -100, max: 100 },
      intercept: { default: 0.5, min: -100, max: 100 },
      noise: { default: 0.1, min: 0, max: 10 },
    },
  },
  paraboloid: { task: 'regression', inputs: 2, settings: { noise: { default: 0.05, min: 0, max: 10 } } },
  saddle: { task: 'regression', inputs: 2, settings: { noise: { default: 0.05, min: 0, max: 10 } } },
  friedman1: { task: 'regression', inputs: 5, settings: { noise: { default: 0.5, min: 0, max: 10 } } },
} as const satisfies Record<string, { task: 'classes' | 'regression'; inputs: number; settings: Record<string, Setting> }>;
export type GeneratorName = keyof typeof generators;

/** Data sets that come with the program, each a file of `assets/datasets` whose last column is the target. */
export const datasets = {
  iris: { task: 'classes', samples: 150, inputs: 4, classes: 3, target: 'class' },
  wine: { task: 'classes', samples: 178, inputs: 13, classes: 3, target: 'class' },
  'breast-cancer': { task: 'classes', samples: 569, inputs: 30, classes: 2, target: 'class' },
  digits: { task: 'classes', samples: 1797, inputs: 64, classes: 10, target: 'digit' },
  diabetes: { task: 'regression', samples: 442, inputs: 10, target: 'progression' },
} as const satisfies Record<string, { task: 'classes' | 'regression'; samples: number; inputs: number; classes?: number; target: string }>;
export type DatasetName = keyof typeof datasets;

export const preprocessings = ['none', 'standardize', 'min-max'] as const;
export type Preprocessing = (typeof preprocessings)[number];

/** What to do about rows of a table that lack a value: name the first one, leave them out, or fill in the training set's mean. */
export const missingPolicies = ['refuse', 'drop', 'mean'] as const;
export const tasks = ['auto', 'classes', 'regression'] as const;

/** The same by every road: interface, file, link, message. */
export const limits = {
  parameters: 2_000_000,
  layers: 64,
  units: 10_000,
  samples: 1_000_000,
  cells: 10_000_000,
  /** Activations of one batch: its samples times all units. */
  activations: 20_000_000,
  /** Columns of a table, and inputs that it makes. */
  columns: 4096,
  /** Distinct values of a column that count as categories; beyond that it is text. */
  categories: 100,
  /** Bytes of a table's file, 1 GiB. */
  tableBytes: 1_073_741_824,
  /** Last step that can be asked for: the count of multiply-adds and every index derived from it stay exact. */
  steps: 1_000_000_000,
  /** Bytes of a run file, 64 MiB. */
  specBytes: 67_108_864,
  /** Bytes of memory that a run and its branches take, 2 GiB: histories take what is left of it, and are thinned. */
  memory: 2_147_483_648,
} as const;
