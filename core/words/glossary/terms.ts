/** The terms of the glossary, in the order in which one meets them, with their symbols and the terms that stand near. */
export const terms = {
  sample: { symbol: 'x, y', near: ['target', 'batch'] },
  target: { symbol: 'y', near: ['sample', 'loss'] },
  unit: { near: ['layer', 'activation', 'sum'] },
  layer: { near: ['unit', 'parameter'] },
  weight: { symbol: 'w', near: ['bias', 'gradient', 'sum'] },
  bias: { symbol: 'b', near: ['weight', 'sum'] },
  parameter: { symbol: 'w, b', near: ['weight', 'bias', 'step'] },
  sum: { symbol: 'z', near: ['weight', 'bias', 'activation'] },
  activation: { symbol: 'a = f(z)', near: ['sum', 'gate', 'relu'] },
  relu: { symbol: 'max(0, z)', near: ['activation', 'gate', 'dead'] },
  forward: { near: ['sum', 'activation', 'backward'] },
  loss: { symbol: 'L', near: ['target', 'batch', 'gradient'] },
  backward: { near: ['blame', 'error', 'chain'] },
  chain: { near: ['backward', 'blame', 'gate'] },
  blame: { symbol: '∂L/∂a', near: ['error', 'gate', 'backward'] },
  gate: { symbol: 'f′(z)', near: ['blame', 'error', 'saturated'] },
  error: { symbol: 'δ = ∂L/∂z', near: ['blame', 'gate', 'gradient'] },
  gradient: { symbol: '∂L/∂w', near: ['error', 'weight', 'rate'] },
  rate: { symbol: 'η', near: ['gradient', 'optimiser', 'divergence'] },
  optimiser: { near: ['rate', 'momentum', 'gradient'] },
  momentum: { symbol: 'v', near: ['optimiser', 'rate', 'step'] },
  schedule: { near: ['rate', 'epoch'] },
  step: { symbol: 'k', near: ['epoch', 'batch', 'optimiser'] },
  batch: { near: ['sample', 'epoch', 'loss'] },
  epoch: { near: ['batch', 'step'] },
  validation: { near: ['overfitting', 'loss'] },
  overfitting: { near: ['validation', 'regularisation', 'dropout'] },
  regularisation: { symbol: 'λ', near: ['overfitting', 'dropout', 'weight'] },
  decay: { near: ['regularisation', 'weight', 'rate'] },
  clipping: { near: ['gradient', 'divergence'] },
  stopping: { near: ['validation', 'overfitting'] },
  dropout: { near: ['overfitting', 'regularisation'] },
  normalisation: { symbol: 'γ, β', near: ['saturated', 'vanishing'] },
  saturated: { near: ['gate', 'vanishing', 'normalisation'] },
  dead: { near: ['relu', 'gate', 'rate'] },
  vanishing: { near: ['gate', 'chain', 'relu'] },
  divergence: { near: ['rate', 'loss'] },
  softmax: { near: ['activation', 'loss'] },
  initialisation: { near: ['weight', 'bias', 'seed'] },
  seed: { near: ['parameter', 'batch'] },
} as const satisfies Record<string, { readonly symbol?: string; readonly near: readonly string[] }>;

export type Term = keyof typeof terms;
export const termIds = Object.keys(terms) as Term[];
export const isTerm = (id: string): id is Term => Object.hasOwn(terms, id);

interface About {
  readonly symbol?: string;
  readonly near: readonly Term[];
}
export const about = (term: Term): About => terms[term];
