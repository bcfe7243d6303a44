import type { Activation } from '#core/spec/methods.ts';
import { fromLogits } from '#core/math/loss.ts';
import type { Run } from '#core/net/run.ts';
import { elementwise2 } from './activation.ts';

/**
 * What a step of a run computes, in order; l is a layer, from 0. The passes of `core/net` compute the same, and tests hold the two equal to the
 * bit.
 */
export type Operation =
  /** X, Y ← the rows of the batch. */
  | { readonly kind: 'load' }
  /** X += deviation·normal draws. */
  | { readonly kind: 'noise' }
  /** Z = A_{l-1}·W + b, and F = f(Z) at once where that is a matter of an instruction or two. */
  | { readonly kind: 'dense'; readonly l: number; readonly activation: Activation | undefined }
  /** hat = (Z - mean)/√(variance + ε), U = gamma·hat + beta. */
  | { readonly kind: 'normalise'; readonly l: number }
  /** F = f(U), and f'(U) where it costs little more. */
  | { readonly kind: 'activate'; readonly l: number }
  /** branch = F·mask. */
  | { readonly kind: 'drop'; readonly l: number }
  /** A = branch + A_{l-1}. */
  | { readonly kind: 'add-input'; readonly l: number }
  /** L = scale·Σₙ loss of sample n. */
  | { readonly kind: 'loss' }
  /** l1·Σ|w| + l2/2·Σw². */
  | { readonly kind: 'penalty' }
  /** dA = dL/dA of the output, or dU = dL/dU where the loss undoes its activation. */
  | { readonly kind: 'output-gradient' }
  /** dU = dA·mask·f'(U). */
  | { readonly kind: 'back-activation'; readonly l: number }
  /** dZ, dGamma, dBeta from dU. */
  | { readonly kind: 'back-normalise'; readonly l: number }
  /** dW = A_{l-1}ᵀ·dZ, db = Σₙ dZ (or its mean). */
  | { readonly kind: 'weight-gradient'; readonly l: number }
  /** dW += l1·sign(W) + l2·W. */
  | { readonly kind: 'penalty-gradient'; readonly l: number }
  /** What a rule makes of a layer's gradient. */
  | { readonly kind: 'amend'; readonly l: number }
  /** W of the layer is updated before its error passes. */
  | { readonly kind: 'update-early'; readonly l: number }
  /** dA_{l-1} = dZ·Wᵀ, and dZ_{l-1} = dA_{l-1}·f'(Z_{l-1}) at once where that is a matter of an instruction or two, or f' is there. */
  | { readonly kind: 'input-gradient'; readonly l: number; readonly activates: boolean }
  /** dA_{l-1} += dA. */
  | { readonly kind: 'back-input'; readonly l: number }
  /** ‖g‖ of every layer and of all. */
  | { readonly kind: 'norms' }
  /** g ← g·min(1, limit/(‖g‖ + 1e-6)), then cut to ±limit. */
  | { readonly kind: 'clip' }
  /** θ ← θ + delta, with the optimiser's arrays; decay; what is held stays. */
  | { readonly kind: 'update' }
  /** Running mean and variance of batch normalisation. */
  | { readonly kind: 'move-running'; readonly l: number };

/** Functions of one or two instructions, applied to a sum while it is in a register. */
const atOnce: ReadonlySet<Activation> = new Set<Activation>(['linear', 'relu', 'leaky-relu']);

/** Whether layer l's slopes are computed along with its activations: where the two share most of their work. */
export const keepsSlopes = ({ spec, rules }: Run, l: number): boolean => {
  const { activation } = spec.network.layers[l]!;
  if (activation === 'softmax' || !elementwise2[activation].passes || rules.slopes[l] !== 'at-sum') return false;
  return l < spec.network.layers.length - 1 || !fromLogits(rules.loss);
};

/** Whether layer l drops units: the output never does. */
export const drops = ({ spec }: Run, l: number): boolean => spec.network.layers[l]!.dropout > 0 && l < spec.network.layers.length - 1;

/** Whether something is drawn by chance in each step: noise on the inputs, or masks. */
export const drawsByStep = (run: Run): boolean => run.spec.augment.noise > 0 || run.spec.network.layers.some((_, l) => drops(run, l));

export const planOf = (run: Run): readonly Operation[] => {
  const { spec, layout, rules } = run;
  const { layers } = spec.network;
  const penalised = spec.penalty.l1 > 0 || spec.penalty.l2 > 0;
  const last = layers.length - 1;
  const plan: Operation[] = [{ kind: 'load' }];
  if (spec.augment.noise > 0) plan.push({ kind: 'noise' });
  layers.forEach(({ normalization, activation, residual }, l) => {
    const fused = normalization === 'none' && atOnce.has(activation);
    plan.push({ kind: 'dense', l, activation: fused ? activation : undefined });
    if (normalization !== 'none') plan.push({ kind: 'normalise', l });
    if (!fused) plan.push({ kind: 'activate', l });
    if (drops(run, l)) plan.push({ kind: 'drop', l });
    if (residual) plan.push({ kind: 'add-input', l });
  });
  plan.push({ kind: 'loss' });
  if (penalised) plan.push({ kind: 'penalty' });
  plan.push({ kind: 'output-gradient' });
  let done = fromLogits(rules.loss);
  for (let l = last; l >= 0; l--) {
    const { normalization, residual } = layers[l]!;
    if (!done) plan.push({ kind: 'back-activation', l });
    if (normalization !== 'none') plan.push({ kind: 'back-normalise', l });
    plan.push({ kind: 'weight-gradient', l });
    if (penalised) plan.push({ kind: 'penalty-gradient', l });
    if (rules.amend !== 'nothing') plan.push({ kind: 'amend', l });
    if (l === 0) break;
    if (rules.updatesEarly) plan.push({ kind: 'update-early', l });
    const before = layers[l - 1]!;
    // What is added to dA later, or needed of it, is not multiplied at once.
    const plain = !residual && !before.residual && !drops(run, l - 1) && before.normalization === 'none';
    done = plain && (keepsSlopes(run, l - 1) || (atOnce.has(before.activation) && rules.slopes[l - 1] === 'at-sum'));
    plan.push({ kind: 'input-gradient', l, activates: done });
    if (residual) plan.push({ kind: 'back-input', l });
  }
  plan.push({ kind: 'norms' });
  if (spec.clipNorm !== null || spec.clipValue !== null) plan.push({ kind: 'clip' });
  plan.push({ kind: 'update' });
  layout.layers.forEach(({ runningMean }, l) => {
    if (runningMean >= 0) plan.push({ kind: 'move-running', l });
  });
  return plan;
};
