/**
 * What usual wrong answers come from, each with the belief of the bank (`assets/courses/beliefs`) that leads there, where one does.
 */
export const beliefOfSlip = {
  /** z */
  'bias-missing': 'bias-forgotten',
  'weights-transposed': 'no-transpose',
  'weights-of-another': undefined,
  'inputs-through-f': 'input-through-f',
  'sums-for-outputs': undefined,
  'weights-unused': undefined,
  'f-applied': undefined,
  'weights-updated': undefined,
  /** a */
  'f-missing': undefined,
  'slope-for-f': undefined,
  'sign-inside': undefined,
  'softmax-unshared': undefined,
  'softmax-as-sigmoid': 'softmax-diagonal',
  'output-of-another': undefined,
  /** loss */
  'half-extra': 'half-matters',
  'half-missing': 'half-matters',
  'mean-of-outputs-missing': 'sum-or-mean',
  'square-missing': undefined,
  'square-extra': undefined,
  'sign-kept': undefined,
  'log-missing': undefined,
  'class-of-another': undefined,
  'log-sign': undefined,
  'log-ten': undefined,
  /** delta and the gradients */
  'sign-turned': 'sign-flip',
  'mean-missing': 'sum-or-mean',
  'slope-missing-out': 'no-fprime-out',
  'slope-missing-hidden': 'no-fprime-hidden',
  'slope-extra': 'fprime-with-ce',
  'slope-at-a': 'z-or-a',
  'two-missing': 'half-matters',
  'weights-ignored': 'weight-ignored',
  'one-line': 'one-edge',
  'weights-backward-transposed': 'no-transpose',
  'weights-backward-updated': 'update-on-the-way',
  'output-for-weights': 'error-times-activation',
  'input-missing': 'error-only',
  'weight-for-input': undefined,
  'input-divides': 'divide-by-input',
  'input-extra': undefined,
  'input-of-another': undefined,
  'error-of-another': undefined,
  'rate-extra': 'backprop-is-update',
  'bias-still': 'bias-never-learns',
  /** update */
  'rate-missing': 'rate-forgotten',
  'gradient-added': 'sign-flip',
  'change-alone': undefined,
  'gradient-of-another': undefined,
  'memory-missing': undefined,
  'memory-whole': undefined,
  'memory-alone': undefined,
} as const satisfies Record<string, string | undefined>;

export type Slip = keyof typeof beliefOfSlip;
export const slips = Object.keys(beliefOfSlip) as Slip[];
