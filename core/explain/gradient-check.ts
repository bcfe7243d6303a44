import type { DifferenceCurve, ParameterRef } from '#core/contract/explanation.ts';
import { checkTolerance, type GradientCheck, type GradientCheckEntry } from '#core/protocol/gradient-check.ts';
import { step as asStep } from '#core/contract/units.ts';
import { activationFacts } from '#core/math/activation.ts';
import { power } from '#core/math/elementary.ts';
import { lossKinks } from '#core/math/loss.ts';
import { computeLoss, createWorkspace, loadBatch, type Workspace } from '#core/net/advance.ts';
import { backwardPass } from '#core/net/backward.ts';
import type { Run } from '#core/net/run.ts';
import { effectScales } from './effect.ts';
import { extrapolate, type CentralDifference } from './extrapolate.ts';
import { implicitLoss } from './implicit-loss.ts';

/**
 * Half-width of the first difference, as a share of what moves the parameter's sum by its size (`effectScales`): close to the cube root of the
 * rounding unit, where truncation and rounding are of one size.
 */
export const defaultH = 1e-5;
/** Before a gradient is called wrong, differences of 34 half-widths are extrapolated: these multiples of the first. */
const ladder = Array.from({ length: 34 }, (_, i) => 8192 / power(2, i));
/** Gradients below this share of the largest one are judged against that share. */
const smallShare = 1e-3;

/**
 * What the gradients are held against: the loss that this run's arithmetic minimises, or the one that it prints. They are the same but in
 * article arithmetic, which prints the mean squared error and descends another loss (`implicitLoss`).
 */
export type Against = 'minimised' | 'printed';

/**
 * Every analytic gradient of step k against (L(w + h) - L(w - h)) / 2h, on the batch and with the dropout masks of that step. Where the two do
 * not agree, or a kink lies between, `numeric` is what wider and narrower differences are extrapolated to, and an error that they cannot tell
 * from their own accuses nobody.
 */
export const checkGradients = (run: Run, k: number, state: Float64Array, h = defaultH, against: Against = 'minimised'): GradientCheck =>
  verdictOf(k, h, [...gradientEntries(run, k, state, h, against)]);

/** What the entries of `gradientEntries` say together. */
export const verdictOf = (k: number, h: number, parameters: readonly GradientCheckEntry[]): GradientCheck => {
  let worst = 0;
  // NaN, the sign of a step that is not finite, must become the worst and stay it.
  for (const { kink, relativeError } of parameters) if (!kink && !(relativeError <= worst)) worst = relativeError;
  return { step: asStep(k), h, passed: worst <= checkTolerance, worst, parameters };
};

/** The same, one parameter at a time, for a caller that wants to stop in between. `state` is left as it is. */
export function* gradientEntries(
  run: Run,
  k: number,
  state: Float64Array,
  h = defaultH,
  against: Against = 'minimised',
): Generator<GradientCheckEntry, void> {
  const { loss, scales, analytic, differenceAt } = differences(run, k, state, against);
  const largest = largestOf(analytic);
  const largestEffect = largestOf(analytic.map((slope, i) => slope * scales[i]!));
  for (const { index, ...place } of parametersOf(run)) {
    const a = analytic[index]!;
    const scale = scales[index]!;
    // Whichever is the stricter: a share of the largest gradient, or of the largest effect.
    const smallest = smallShare * Math.min(largest, largestEffect / scale);
    const entry = (numeric: number, error: number, kink: boolean): GradientCheckEntry => {
      const size = Math.max(Math.abs(a), Math.abs(numeric), smallest, error / checkTolerance);
      return { ...place, analytic: a, numeric, relativeError: size === 0 ? 0 : Math.abs(a - numeric) / size, kink };
    };
    const first = differenceAt(index, h * scale);
    const plain = entry(first.slope, 0, first.kink);
    if ((!plain.kink && plain.relativeError <= checkTolerance) || !Number.isFinite(a)) yield plain;
    else {
      const taken = ladder.map((factor) => differenceAt(index, h * scale * factor));
      const found = extrapolate(
        taken.filter(({ h: width, slope, kink }) => width > 0 && Number.isFinite(slope) && !kink),
        loss,
      );
      yield found ? entry(found.slope, found.error, false) : plain;
    }
  }
}

/** Half-widths of the curve, two a decade from 0.1 down to 1e-12. */
const curveWidths = Array.from({ length: 23 }, (_, i) => (i % 2 === 0 ? 1 : 0.31622776601683794) * Number(`1e-${1 + Math.floor(i / 2)}`));

/** The difference of one parameter at many half-widths, a pause after each: too wide a one misses the curvature, too narrow a one drowns in rounding. */
export function* differenceCurve(
  run: Run,
  k: number,
  state: Float64Array,
  place: ParameterRef,
  widths: readonly number[] = curveWidths,
): Generator<void, DifferenceCurve, void> {
  const { units, W, b } = run.layout.layers[place.layer - 1]!;
  const index = place.kind === 'W' ? W + place.row * units + place.col : b + place.col;
  const { analytic: gradient, differenceAt } = differences(run, k, state, 'minimised');
  const analytic = gradient[index]!;
  const points: DifferenceCurve['points'][number][] = [];
  for (const h of widths) {
    const { slope: numeric, kink } = differenceAt(index, h * Math.max(1, Math.abs(state[index]!)));
    const size = Math.max(Math.abs(analytic), Math.abs(numeric));
    // Unlike the verdict on all parameters, the curve shows rounding for what it is.
    points.push({ h, numeric, relativeError: size === 0 ? 0 : Math.abs(analytic - numeric) / size, kink });
    yield;
  }
  return { place, analytic, points };
}

/** A central difference; `h` is half of the distance that was really gone, 0 where it is lost beside the parameter. */
interface Difference extends CentralDifference {
  readonly kink: boolean;
}

/** Step k made ready for differences: the gradient, how far each parameter reaches, and a function from a parameter's index and a half-width. */
const differences = (run: Run, k: number, state: Float64Array, against: Against) => {
  const ws = createWorkspace(run);
  loadBatch(run, k, ws);
  const loss = computeLoss(run, k, state, ws);
  backwardPass(run, state, ws);
  const analytic = ws.gradient.slice();
  const scales = effectScales(run, ws);
  const here = sidesOf(run, state, ws);
  const implicit = run.rules.implicitLoss && against === 'minimised';
  const trial = state.slice();
  const differenceAt = (index: number, reach: number): Difference => {
    const w = state[index]!;
    const bias = isBias(run, index);
    const look = (value: number): { loss: number; kink: boolean } => {
      trial[index] = value;
      const printed = computeLoss(run, k, trial, ws);
      const kink = sidesOf(run, trial, ws).some((side, i) => side !== here[i]);
      return { loss: implicit ? implicitObjective(run, ws, bias) : printed, kink };
    };
    const [below, above] = [look(w - reach), look(w + reach)];
    trial[index] = w;
    // Divided by the distance that was really gone: w - reach and w + reach are rounded.
    const h = (w + reach - (w - reach)) / 2;
    return { h, slope: (above.loss - below.loss) / (2 * h), kink: below.kink || above.kink };
  };
  return { loss, analytic, scales, differenceAt };
};

const largestOf = (values: Float64Array): number => values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
const isBias = ({ layout }: Run, index: number): boolean => layout.layers.some(({ b, units }) => index >= b && index < b + units);

/** Every parameter with its place in the network and in the state. */
function* parametersOf({ layout }: Run) {
  for (const [l, { inputs, units, W, b, gamma, beta }] of layout.layers.entries()) {
    const layer = l + 1;
    for (let row = 0; row < inputs; row++)
      for (let col = 0; col < units; col++) yield { layer, kind: 'W', row, col, index: W + row * units + col } as const;
    for (let col = 0; col < units; col++) yield { layer, kind: 'b', row: 0, col, index: b + col } as const;
    if (gamma < 0) continue;
    for (let col = 0; col < units; col++) yield { layer, kind: 'gamma', row: 0, col, index: gamma + col } as const;
    for (let col = 0; col < units; col++) yield { layer, kind: 'beta', row: 0, col, index: beta + col } as const;
  }
}

/** On which side of every kink of the loss the state lies: activations, residuals, and weights under an l1 penalty. */
const sidesOf = ({ spec, layout }: Run, state: Float64Array, ws: Workspace): Int8Array => {
  const sides: number[] = [];
  const side = (value: number, kinks: readonly number[]): void => {
    for (const kink of kinks) sides.push(Math.sign(value - kink));
  };
  layout.layers.forEach(({ units, W, b }, l) => {
    const { kinks } = activationFacts[spec.network.layers[l]!.activation];
    if (kinks.length > 0) for (let i = 0; i < ws.rows * units; i++) side(ws.forward[l]!.u[i]!, kinks);
    if (spec.penalty.l1 > 0) for (let i = W; i < b; i++) side(state[i]!, [0]);
  });
  const kinks = lossKinks[spec.loss];
  const { a } = ws.forward.at(-1)!;
  if (kinks.length > 0) for (let i = 0; i < ws.rows * layout.layers.at(-1)!.units; i++) side(a[i]! - ws.y[i]!, kinks);
  return Int8Array.from(sides);
};

/** What article arithmetic descends: the sum of the implicit losses for weights, their mean over the batch for biases. */
const implicitObjective = ({ layout }: Run, ws: Workspace, mean: boolean): number => {
  const { u } = ws.forward.at(-1)!;
  const n = ws.rows * layout.layers.at(-1)!.units;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += implicitLoss(u[i]!, ws.y[i]!);
  return mean ? sum / ws.rows : sum;
};
