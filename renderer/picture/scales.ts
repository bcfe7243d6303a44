import type { Matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';

/**
 * The largest magnitudes of one step, rounded up to a round number so that scales do not twitch from step to
 * step. Nothing that is drawn lies beyond its scale.
 */
export interface Scales {
  /** |a| and |x| of the followed sample. */
  readonly activation: number;
  /** |z| of the followed sample. */
  readonly preActivation: number;
  /** |W| before and after, per layer, and over all layers. */
  readonly weights: readonly number[];
  readonly weight: number;
  /** |w·a| and |w·dZ| of the followed sample, with what goes along residual connections. */
  readonly product: number;
  readonly upstream: number;
  /** |dA|, and |dZ| where there is no dA. */
  readonly owed: number;
  readonly gradient: number;
  readonly delta: number;
  /** How many weights, outputs and gradients lie on no scale: infinite, or no numbers. */
  readonly notFinite: number;
}

const known = new WeakMap<StepTrace, Scales>();

/** Computed once per trace. */
export const scalesOf = (trace: StepTrace): Scales => {
  let scales = known.get(trace);
  if (!scales) known.set(trace, (scales = measure(trace)));
  return scales;
};

const together = new WeakMap<StepTrace, { readonly beside: readonly StepTrace[]; readonly scales: Scales }>();

/** The scales of a step among others of networks of its shape, so that what is as large looks as large. What lies on none is its own. */
export const commonScales = (trace: StepTrace, beside: readonly StepTrace[]): Scales => {
  const own = scalesOf(trace);
  if (beside.length === 0) return own;
  const before = together.get(trace);
  if (before?.beside.length === beside.length && before.beside.every((one, i) => one === beside[i])) return before.scales;
  const all = [own, ...beside.map(scalesOf)];
  const most = (of: (scales: Scales) => number): number => Math.max(...all.map(of));
  const scales: Scales = {
    activation: most(({ activation }) => activation),
    preActivation: most(({ preActivation }) => preActivation),
    weights: own.weights.map((weight, l) => most(({ weights }) => weights[l] ?? weight)),
    weight: most(({ weight }) => weight),
    product: most(({ product }) => product),
    upstream: most(({ upstream }) => upstream),
    owed: most(({ owed }) => owed),
    gradient: most(({ gradient }) => gradient),
    delta: most(({ delta }) => delta),
    notFinite: own.notFinite,
  };
  together.set(trace, { beside, scales });
  return scales;
};

const measure = (trace: StepTrace): Scales => {
  const { layers, batch } = trace;
  const weights = layers.map(({ W, WAfter }) => niceCeiling(Math.max(largest(W.data), largest(WAfter.data))));
  const inputs = (index: number): Matrix => (index === 0 ? batch.x : layers[index - 1]!.a);
  return {
    activation: niceCeiling(Math.max(largest(firstRow(batch.x)), ...layers.map(({ a }) => largest(firstRow(a))))),
    preActivation: niceCeiling(Math.max(...layers.map(({ z }) => largest(firstRow(z))))),
    weights,
    weight: Math.max(...weights),
    product: niceCeiling(
      Math.max(
        ...layers.map(({ W, branch }, i) => Math.max(largestProduct(W, inputs(i), 'rows'), branch ? largest(firstRow(inputs(i))) : 0)),
      ),
    ),
    upstream: niceCeiling(
      Math.max(
        ...layers.map(({ W, dZ, dA, branch }, i) =>
          i === 0 ? 0 : Math.max(largestProduct(W, dZ, 'columns'), branch ? largest(firstRow(dA!)) : 0),
        ),
      ),
    ),
    owed: niceCeiling(Math.max(...layers.map(({ dA, dZ }) => largest(firstRow(dA ?? dZ))))),
    gradient: niceCeiling(Math.max(...layers.map(({ dW, db }) => Math.max(largest(dW.data), largest(db.data))))),
    notFinite: layers.reduce(
      (sum, { W, z, a, dZ, dW }) => sum + [W, z, a, dZ, dW].reduce((own, { data }) => own + countNotFinite(data), 0),
      0,
    ),
    delta: niceCeiling(Math.max(...layers.map(({ deltaW, deltab }) => Math.max(largest(deltaW.data), largest(deltab.data))))),
  };
};

const firstRow = ({ data, cols }: Matrix): Float64Array => data.subarray(0, cols);

/** The largest finite magnitude. */
const largest = (values: Float64Array): number => {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > most && size < Infinity) most = size;
  }
  return most;
};

const countNotFinite = (values: Float64Array): number => {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! - values[i]! !== 0) count++;
  return count;
};

/** The largest |w·v|, where v goes with the rows (a) or the columns (dZ) of W. */
const largestProduct = ({ rows, cols, data }: Matrix, values: Matrix, along: 'rows' | 'columns'): number => {
  let most = 0;
  for (let row = 0, i = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++, i++) {
      const size = Math.abs(data[i]! * values.data[along === 'rows' ? row : col]!);
      if (size > most && size < Infinity) most = size;
    }
  }
  return most;
};

/** The next round number: few enough that a scale seldom changes, enough that it is never much too wide. 1 for 0. */
export const niceCeiling = (value: number): number => {
  if (!(value > 0)) return 1;
  const power = Math.pow(10, Math.floor(Math.log10(value)));
  const lead = value / power;
  // A hair of room, so that 0.1 + 0.2 does not leap from 0.3 to 0.5 by its last bit.
  const round = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => lead <= step * (1 + 1e-9))!;
  // Of the largest numbers the next round one would be infinite.
  return Math.min(round * power, Number.MAX_VALUE);
};
