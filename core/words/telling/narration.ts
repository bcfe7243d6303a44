/** Where in training a place is: names of its phase, its layer and its part. Layers count from 1. */
const es = {
  step: (step: string) => `Paso ${step}`,
  layer: (index: number) => `capa ${index}`,
  outputLayer: 'salida',
  part: {
    product: (part: number, count: number) => `producto ${part} de ${count}`,
    sum: 'suma',
    bias: 'sesgo',
    activation: 'activación',
    residual: 'diferencia',
    blame: (part: number, count: number) => `culpa ${part} de ${count}`,
    blameSum: 'suma de culpas',
    gate: 'compuerta f′(z)',
    gradient: (part: number, count: number) => `peso ${part} de ${count}`,
    biasGradient: 'sesgo',
  },
  phase: {
    batch: 'lote',
    forward: 'hacia delante',
    loss: 'pérdida',
    backward: 'hacia atrás',
    gradient: 'gradiente',
    optimise: 'optimizador',
    update: 'actualización',
  },
};

const en: typeof es = {
  step: (step) => `Step ${step}`,
  layer: (index) => `layer ${index}`,
  outputLayer: 'output',
  part: {
    product: (part, count) => `product ${part} of ${count}`,
    sum: 'sum',
    bias: 'bias',
    activation: 'activation',
    residual: 'difference',
    blame: (part, count) => `blame ${part} of ${count}`,
    blameSum: 'sum of blames',
    gate: 'gate f′(z)',
    gradient: (part, count) => `weight ${part} of ${count}`,
    biasGradient: 'bias',
  },
  phase: {
    batch: 'batch',
    forward: 'forward',
    loss: 'loss',
    backward: 'backward',
    gradient: 'gradient',
    optimise: 'optimiser',
    update: 'update',
  },
};

export const narration = { es, en };
