import type { Loss } from '#core/spec/methods.ts';

/** One output's loss against its prediction a, for target y, as the title over its curve. */
export const lossFormula: Readonly<Record<Loss, string>> = {
  mse: '(a − y)²',
  mae: '|a − y|',
  huber: 'huber(a − y)',
  'half-squared-error': '½ (a − y)²',
  'binary-cross-entropy': '−y ln a − (1 − y) ln(1 − a)',
  'binary-cross-entropy-logits': 'ln(1 + eᵃ) − y a',
  'categorical-cross-entropy': '−Σ y ln a',
};
