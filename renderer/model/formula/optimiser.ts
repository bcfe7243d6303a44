import type { OptimizerKind } from '#core/spec/methods.ts';
import { squared } from './latex.ts';

/** What an optimiser's formulas are written with: symbols first, then numbers. */
export interface Ingredients {
  /** The gradient and the parameter, as they stand after an operator. */
  readonly g: string;
  readonly w: string;
  /** Learning rate of this step. */
  readonly eta: string;
  /** The number of this update, from 1: bias correction needs it. */
  readonly t: string;
  /** The optimiser's own settings by name. */
  readonly setting: (name: string) => string;
  /** Its state of this parameter, before and after this step. */
  readonly before: (name: string) => string;
  readonly after: (name: string) => string;
  /** NAdam's momenta: of this update, of the next, and the product of all up to this one. */
  readonly momenta: { readonly now: string; readonly next: string; readonly product: string };
}

interface OptimiserFormula {
  /** The new value of each state array. */
  readonly state: Readonly<Record<string, (of: Ingredients) => string>>;
  /** What is added to the parameter. */
  readonly delta: (of: Ingredients) => string;
}

const decay = (rate: string, old: string, fresh: string): string => `${rate}\\cdot ${old}+(1-${rate})\\cdot ${fresh}`;
const first = ({ setting, before, g }: Ingredients): string => decay(setting('beta1'), before('m'), g);
const second = ({ setting, before, g }: Ingredients): string => decay(setting('beta2'), before('v'), squared(g));
const corrected = (value: string, rate: string, t: string): string => `${value}/(1-${rate}^{${t}})`;
const root = (value: string): string => `\\sqrt{${value}}+\\varepsilon`;
const adam = ({ eta, after, setting, t }: Ingredients): string =>
  `-${eta}\\cdot\\dfrac{${corrected(after('m'), setting('beta1'), t)}}{${root(corrected(after('v'), setting('beta2'), t))}}`;

export const optimiserFormulas: Readonly<Record<OptimizerKind, OptimiserFormula>> = {
  sgd: { state: {}, delta: ({ eta, g }) => `-${eta}\\cdot ${g}` },
  momentum: {
    state: { velocity: ({ setting, before, g }) => `${setting('momentum')}\\cdot ${before('velocity')}+${g}` },
    delta: ({ eta, after }) => `-${eta}\\cdot ${after('velocity')}`,
  },
  nesterov: {
    state: { velocity: ({ setting, before, g }) => `${setting('momentum')}\\cdot ${before('velocity')}+${g}` },
    delta: ({ eta, after, setting, g }) => `-${eta}\\cdot\\bigl(${g}+${setting('momentum')}\\cdot ${after('velocity')}\\bigr)`,
  },
  adagrad: {
    state: { squareSum: ({ before, g }) => `${before('squareSum')}+${squared(g)}` },
    delta: ({ eta, after, g }) => `-${eta}\\cdot\\dfrac{${g}}{${root(after('squareSum'))}}`,
  },
  rmsprop: {
    state: { squareMean: ({ setting, before, g }) => decay(setting('rho'), before('squareMean'), squared(g)) },
    delta: ({ eta, after, g }) => `-${eta}\\cdot\\dfrac{${g}}{${root(after('squareMean'))}}`,
  },
  adam: { state: { m: first, v: second }, delta: adam },
  adamw: {
    state: { m: first, v: second },
    delta: (of) => `-${of.eta}\\cdot ${of.setting('weightDecay')}\\cdot ${of.w}${adam(of)}`,
  },
  nadam: {
    state: { m: first, v: second },
    // The momentum of the next step stands in for that of this one.
    delta: ({ eta, after, g, setting, t, momenta: { now, next, product } }) => {
      const moment = `\\dfrac{${next}}{1-${product}\\cdot ${next}}\\cdot ${after('m')}`;
      const gradient = `\\dfrac{1-${now}}{1-${product}}\\cdot ${g}`;
      return `-${eta}\\cdot\\dfrac{${moment}+${gradient}}{${root(corrected(after('v'), setting('beta2'), t))}}`;
    },
  },
  adamax: {
    state: {
      m: first,
      u: ({ setting, before, g }) => `\\max\\bigl(${setting('beta2')}\\cdot ${before('u')},\\,|${g}|+\\varepsilon\\bigr)`,
    },
    delta: ({ eta, after, setting, t }) => `-\\dfrac{${eta}}{1-${setting('beta1')}^{${t}}}\\cdot\\dfrac{${after('m')}}{${after('u')}}`,
  },
};

/** How a state array is written in a formula. */
export const stateSymbols: Readonly<Record<string, string>> = {
  velocity: 'v',
  squareSum: 's',
  squareMean: 's',
  m: 'm',
  v: 'v',
  u: 'u',
};

/** How a setting is written in a formula. */
export const settingSymbols: Readonly<Record<string, string>> = {
  momentum: '\\mu',
  rho: '\\rho',
  beta1: '\\beta_1',
  beta2: '\\beta_2',
  weightDecay: '\\lambda',
};
