import type { RunSpec, ScheduleSpec } from '#core/spec/run-spec.ts';
import { rate } from '#core/account/learn.ts';
import { rateFactor } from '#core/account/watch.ts';
import { exact, num, reached, separator, type Card, type FormulaContext, type NoteName } from './card.ts';
import { mark } from './latex.ts';

/** What a schedule is written with: symbols first, then numbers. */
interface Terms {
  /** The rate that the person chose. */
  readonly base: string;
  /** Steps since the warm-up ended. */
  readonly s: string;
  readonly setting: (name: string) => string;
  /** What `plateau` has made of the rate so far. */
  readonly factor: string;
  readonly separator: string;
}

/** How a setting of a schedule is written in a formula. */
const symbols: Readonly<Record<string, string>> = {
  every: 'N',
  gamma: '\\gamma',
  steps: 'T',
  lowest: '\\eta_{\\min}',
  startDivisor: 'd_0',
  endDivisor: 'd_1',
  rise: '\\rho',
  timescale: '\\tau',
};

/** From `from` to `to` along half a cosine; `share` is the way done. */
const alongCosine = (from: string, to: string, share: string): string =>
  `${to}+\\Bigl(${from}-${to}\\Bigr)\\cdot\\dfrac{1+\\cos\\bigl(\\pi\\cdot ${share}\\bigr)}{2}`;

/** Whether the rate of every step is the one that was chosen. */
export const isPlain = ({ schedule }: Pick<RunSpec, 'schedule'>): boolean => schedule.kind === 'constant' && schedule.warmup === 0;

/** The learning rate of this step: as it was chosen, or as the schedule made it. */
export const rateNumber = (context: FormulaContext, layer: number): string => {
  const { value } = rate(context.account, layer);
  return value !== undefined && isPlain(context.spec) ? exact(context, value) : num(context, value);
};

/** How the schedule comes to the learning rate of this step; `layer` says when in the step that is told. */
export const rateCard = (context: FormulaContext, layer: number): Card => {
  const { account, spec } = context;
  const { schedule, optimizer } = spec;
  const { trace } = account;
  const own = rate(account, layer);
  const warming = trace.step < schedule.warmup;
  const s = trace.step - schedule.warmup;
  const settings = schedule as unknown as Readonly<Record<string, number>>;
  const base = exact(context, optimizer.learningRate);
  const symbolic: Terms = { base: '\\eta_0', s: 's', setting: (name) => symbols[name]!, factor: 'f', separator: separator(context) };
  const numeric: Terms = {
    base,
    s: String(s),
    setting: (name) => exact(context, settings[name]!),
    factor: num(context, rateFactor(account).value),
    separator: separator(context),
  };
  const value = mark('value', num(context, own.value));
  const lines = warming
    ? {
        symbolic: ['\\eta_t=\\eta_0\\cdot\\dfrac{t+1}{w+1}'],
        numeric: `${base}\\cdot\\dfrac{${trace.step}+1}{${schedule.warmup}+1}`,
      }
    : {
        symbolic: [
          `\\eta_t=${scheduled(schedule, s, symbolic, symbolPlace)}`,
          ...(schedule.kind === 'constant' || schedule.kind === 'plateau' ? [] : [schedule.warmup > 0 ? 's=t-w' : 's=t']),
        ],
        numeric: scheduled(schedule, s, numeric, numberPlace),
      };
  return {
    name: 'rate',
    symbol: '\\eta_t',
    symbolic: lines.symbolic,
    ...reached(own, () => [`\\eta_t=${lines.numeric}=${value}`]),
    notes: warming ? ['warmup'] : noteOf[schedule.kind],
  };
};

/** What the formula alone does not say. */
const noteOf: Readonly<Record<ScheduleSpec['kind'], readonly NoteName[]>> = {
  constant: [],
  step: [],
  exponential: [],
  cosine: [],
  'cosine-restarts': ['restarts'],
  'one-cycle': [],
  'inverse-square-root': [],
  plateau: ['plateau'],
};

/** Where in its period a restarted cosine stands. */
type Place = (place: { readonly left: number; readonly period: number }) => string;
const symbolPlace: Place = () => "s'/T'";
const numberPlace: Place = ({ left, period }) => `${left}/${period}`;

/** The formula of the branch that step s is in; the table of them stands in `core/math/schedule.ts`. */
const scheduled = (schedule: ScheduleSpec, s: number, of: Terms, place: Place): string => {
  const { base, setting } = of;
  switch (schedule.kind) {
    case 'constant':
      return base;
    case 'step':
      return `${base}\\cdot ${setting('gamma')}^{\\lfloor ${of.s}/${setting('every')}\\rfloor}`;
    case 'exponential':
      return `${base}\\cdot ${setting('gamma')}^{${of.s}}`;
    case 'cosine':
      return s < schedule.steps ? alongCosine(base, setting('lowest'), `${of.s}/${setting('steps')}`) : setting('lowest');
    case 'cosine-restarts':
      return alongCosine(base, setting('lowest'), place(restarted(s, schedule.steps, schedule.growth)));
    case 'one-cycle': {
      const start = `\\dfrac{${base}}{${setting('startDivisor')}}`;
      const end = `\\dfrac{${base}}{${setting('startDivisor')}\\cdot ${setting('endDivisor')}}`;
      const top = `(${setting('rise')}\\cdot ${setting('steps')}-1)`;
      if (s < schedule.rise * schedule.steps - 1) return alongCosine(start, base, `${of.s}/${top}`);
      if (s >= schedule.steps - 1) return end;
      return alongCosine(base, end, `\\dfrac{${of.s}-${top}}{${setting('steps')}-${setting('rise')}\\cdot ${setting('steps')}}`);
    }
    case 'inverse-square-root':
      return `${base}\\cdot\\sqrt{\\dfrac{${setting('timescale')}}{${of.s}+${setting('timescale')}}}`;
    case 'plateau':
      return `\\max\\bigl(${setting('lowest')}${of.separator}${base}\\cdot ${of.factor}\\bigr)`;
  }
};

const restarted = (s: number, first: number, growth: number): { left: number; period: number } => {
  if (growth === 1) return { left: s % first, period: first };
  let [left, period] = [s, first];
  while (left >= period) {
    left -= period;
    period *= growth;
  }
  return { left, period };
};
