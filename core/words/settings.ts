/** Settings of methods by their key. */
export type SettingName =
  | 'learningRate'
  | 'momentum'
  | 'rho'
  | 'beta1'
  | 'beta2'
  | 'weightDecay'
  | 'covariance'
  | 'classes'
  | 'noise'
  | 'factor'
  | 'turns'
  | 'spread'
  | 'slope'
  | 'intercept'
  | ScheduleSetting
  | 'constant'
  | 'biasConstant'
  | 'minImprovement';

/** Settings of schedules, warm-up and early stopping. */
type ScheduleSetting =
  | 'warmup'
  | 'every'
  | 'gamma'
  | 'steps'
  | 'lowest'
  | 'growth'
  | 'rise'
  | 'startDivisor'
  | 'endDivisor'
  | 'timescale'
  | 'patience'
  | 'threshold';

type SettingWords = Readonly<Record<SettingName, string>>;

const es: SettingWords = {
  learningRate: 'Tasa de aprendizaje',
  momentum: 'Inercia',
  rho: 'Memoria ρ',
  beta1: 'Memoria β₁',
  beta2: 'Memoria β₂',
  weightDecay: 'Decaimiento de pesos',
  covariance: 'Covarianza',
  classes: 'Clases',
  noise: 'Ruido',
  factor: 'Radio interior',
  turns: 'Vueltas',
  spread: 'Dispersión',
  warmup: 'Pasos de calentamiento',
  every: 'Pasos entre escalones',
  gamma: 'Factor γ',
  steps: 'Duración en pasos',
  lowest: 'Tasa mínima',
  growth: 'Crecimiento del periodo',
  rise: 'Fracción de subida',
  startDivisor: 'Divisor inicial',
  endDivisor: 'Divisor final',
  timescale: 'Escala en pasos',
  patience: 'Paciencia en épocas',
  threshold: 'Mejora relativa mínima',
  constant: 'Valor de los pesos',
  biasConstant: 'Valor de los sesgos',
  minImprovement: 'Mejora mínima',
  slope: 'Pendiente',
  intercept: 'Ordenada en el origen',
};

const en: SettingWords = {
  learningRate: 'Learning rate',
  momentum: 'Momentum',
  rho: 'Memory ρ',
  beta1: 'Memory β₁',
  beta2: 'Memory β₂',
  weightDecay: 'Weight decay',
  covariance: 'Covariance',
  classes: 'Classes',
  noise: 'Noise',
  factor: 'Inner radius',
  turns: 'Turns',
  spread: 'Spread',
  warmup: 'Warm-up steps',
  every: 'Steps between drops',
  gamma: 'Factor γ',
  steps: 'Length in steps',
  lowest: 'Lowest rate',
  growth: 'Growth of the period',
  rise: 'Share of the rise',
  startDivisor: 'Initial divisor',
  endDivisor: 'Final divisor',
  timescale: 'Time scale in steps',
  patience: 'Patience in epochs',
  threshold: 'Smallest relative gain',
  constant: 'Value of the weights',
  biasConstant: 'Value of the biases',
  minImprovement: 'Smallest gain',
  slope: 'Slope',
  intercept: 'Intercept',
};

export const settings = { es, en };
