import type {
  Activation,
  Arithmetic,
  BiasInitializer,
  DatasetName,
  GeneratorName,
  Initializer,
  Loss,
  Normalization,
  missingPolicies,
  OptimizerKind,
  Preprocessing,
  ScheduleKind,
  tasks,
} from '#core/spec/methods.ts';
import { settings, type SettingName } from './settings.ts';

type MissingPolicy = (typeof missingPolicies)[number];
type Task = (typeof tasks)[number];

/** Names of the methods and of their settings. A method without its name here is a compile error. */
interface MethodWords {
  readonly activations: Readonly<Record<Activation, string>>;
  readonly losses: Readonly<Record<Loss, string>>;
  readonly initializers: Readonly<Record<Initializer, string>>;
  readonly biasInitializers: Readonly<Record<BiasInitializer, string>>;
  readonly normalizations: Readonly<Record<Normalization, string>>;
  readonly optimizers: Readonly<Record<OptimizerKind, string>>;
  readonly schedules: Readonly<Record<ScheduleKind, string>>;
  readonly generators: Readonly<Record<GeneratorName, string>>;
  readonly datasets: Readonly<Record<DatasetName, string>>;
  readonly preprocessings: Readonly<Record<Preprocessing, string>>;
  readonly missing: Readonly<Record<MissingPolicy, string>>;
  readonly tasks: Readonly<Record<Task, string>>;
  readonly arithmetics: Readonly<Record<Arithmetic, string>>;
  readonly reductions: Readonly<Record<'mean' | 'sum', string>>;
  /** Settings of optimisers and generators by their key. */
  readonly settings: Readonly<Record<SettingName, string>>;
}

const es: MethodWords = {
  activations: {
    linear: 'Lineal',
    relu: 'ReLU',
    'leaky-relu': 'Leaky ReLU',
    elu: 'ELU',
    selu: 'SELU',
    gelu: 'GELU',
    'gelu-tanh': 'GELU (tanh)',
    silu: 'SiLU',
    softplus: 'Softplus',
    sigmoid: 'Sigmoide',
    tanh: 'Tanh',
    softmax: 'Softmax',
  },
  losses: {
    mse: 'Error cuadrático medio',
    mae: 'Error absoluto medio',
    huber: 'Huber',
    'half-squared-error': 'Mitad del error cuadrático',
    'binary-cross-entropy': 'Entropía cruzada binaria',
    'binary-cross-entropy-logits': 'Entropía cruzada binaria (logits)',
    'categorical-cross-entropy': 'Entropía cruzada categórica',
  },
  initializers: {
    zeros: 'Ceros',
    constant: 'Constantes',
    uniform: 'Uniforme (−1, 1)',
    normal: 'Normal (0, 1)',
    'xavier-uniform': 'Xavier uniforme',
    'xavier-normal': 'Xavier normal',
    'he-uniform': 'He uniforme',
    'he-normal': 'He normal',
    'lecun-uniform': 'LeCun uniforme',
    'lecun-normal': 'LeCun normal',
    orthogonal: 'Ortogonal',
  },
  biasInitializers: {
    usual: 'Los usuales',
    zeros: 'Ceros',
    constant: 'Constantes',
    uniform: 'Uniforme (−1, 1)',
    normal: 'Normal (0, 1)',
    'lecun-uniform': 'LeCun uniforme',
  },
  normalizations: { none: 'Ninguna', batch: 'Por lote', layer: 'Por capa' },
  optimizers: {
    sgd: 'Descenso de gradiente',
    momentum: 'Con inercia',
    nesterov: 'Nesterov',
    adagrad: 'AdaGrad',
    rmsprop: 'RMSprop',
    adam: 'Adam',
    adamw: 'AdamW',
    nadam: 'NAdam',
    adamax: 'AdaMax',
  },
  schedules: {
    constant: 'Constante',
    step: 'Por escalones',
    exponential: 'Exponencial',
    cosine: 'Coseno',
    'cosine-restarts': 'Coseno con reinicios',
    'one-cycle': 'Un ciclo',
    'inverse-square-root': 'Raíz cuadrada inversa',
    plateau: 'Al estancarse',
  },
  generators: {
    'gaussian-quantiles': 'Cuantiles gaussianos',
    xor: 'XOR',
    circles: 'Círculos',
    moons: 'Lunas',
    spirals: 'Espirales',
    blobs: 'Nubes',
    plane: 'Plano (regresión)',
    sine: 'Seno (regresión)',
    line: 'Recta (regresión)',
    paraboloid: 'Paraboloide (regresión)',
    saddle: 'Silla (regresión)',
    friedman1: 'Friedman 1 (regresión)',
  },
  datasets: {
    iris: 'Lirios (iris)',
    wine: 'Vinos',
    'breast-cancer': 'Cáncer de mama',
    digits: 'Dígitos escritos a mano',
    diabetes: 'Diabetes (regresión)',
  },
  preprocessings: { none: 'Como vienen', standardize: 'Media 0 y desviación 1', 'min-max': 'De 0 a 1' },
  missing: { refuse: 'Avisar de la primera', drop: 'Quitar esas filas', mean: 'Poner la media' },
  tasks: { auto: 'Según el objetivo', classes: 'Clases', regression: 'Regresión' },
  arithmetics: { standard: 'Estándar', article: 'Del artículo' },
  reductions: { mean: 'Media', sum: 'Suma' },
  settings: settings.es,
};

const en: MethodWords = {
  activations: { ...es.activations, linear: 'Linear', sigmoid: 'Sigmoid' },
  losses: {
    mse: 'Mean squared error',
    mae: 'Mean absolute error',
    huber: 'Huber',
    'half-squared-error': 'Half squared error',
    'binary-cross-entropy': 'Binary cross-entropy',
    'binary-cross-entropy-logits': 'Binary cross-entropy (logits)',
    'categorical-cross-entropy': 'Categorical cross-entropy',
  },
  initializers: {
    zeros: 'Zeros',
    constant: 'Constant',
    uniform: 'Uniform (−1, 1)',
    normal: 'Normal (0, 1)',
    'xavier-uniform': 'Xavier uniform',
    'xavier-normal': 'Xavier normal',
    'he-uniform': 'He uniform',
    'he-normal': 'He normal',
    'lecun-uniform': 'LeCun uniform',
    'lecun-normal': 'LeCun normal',
    orthogonal: 'Orthogonal',
  },
  biasInitializers: {
    usual: 'The usual ones',
    zeros: 'Zeros',
    constant: 'Constant',
    uniform: 'Uniform (−1, 1)',
    normal: 'Normal (0, 1)',
    'lecun-uniform': 'LeCun uniform',
  },
  normalizations: { none: 'None', batch: 'Batch', layer: 'Layer' },
  optimizers: { ...es.optimizers, sgd: 'Gradient descent', momentum: 'Momentum' },
  schedules: {
    constant: 'Constant',
    step: 'Step',
    exponential: 'Exponential',
    cosine: 'Cosine',
    'cosine-restarts': 'Cosine with restarts',
    'one-cycle': 'One-cycle',
    'inverse-square-root': 'Inverse square root',
    plateau: 'Reduce on plateau',
  },
  generators: {
    'gaussian-quantiles': 'Gaussian quantiles',
    xor: 'XOR',
    circles: 'Circles',
    moons: 'Moons',
    spirals: 'Spirals',
    blobs: 'Blobs',
    plane: 'Plane (regression)',
    sine: 'Sine (regression)',
    line: 'Line (regression)',
    paraboloid: 'Paraboloid (regression)',
    saddle: 'Saddle (regression)',
    friedman1: 'Friedman 1 (regression)',
  },
  datasets: {
    iris: 'Iris flowers',
    wine: 'Wines',
    'breast-cancer': 'Breast cancer',
    digits: 'Handwritten digits',
    diabetes: 'Diabetes (regression)',
  },
  preprocessings: { none: 'As they come', standardize: 'Mean 0 and deviation 1', 'min-max': 'From 0 to 1' },
  missing: { refuse: 'Point out the first', drop: 'Leave those rows out', mean: 'Put in the mean' },
  tasks: { auto: 'By the target', classes: 'Classes', regression: 'Regression' },
  arithmetics: { standard: 'Standard', article: 'The article’s' },
  reductions: { mean: 'Mean', sum: 'Sum' },
  settings: settings.en,
};

export const methods = { es, en };
