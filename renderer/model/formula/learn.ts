import { change, decayOf, isFrozen, isPlainDescent, momenta, optimiserState, parameterBefore, update } from '#core/account/learn.ts';
import { gradient, parameterAt, parameterSymbol, type Parameter } from '#core/account/gradient.ts';
import { unitsIn } from '#core/account/program.ts';
import { exact, factor, num, numPair, reached, type Card, type FormulaContext, type Label, type Row } from './card.ts';
import { gradientCard } from './gradient.ts';
import { d, mark, symbols } from './latex.ts';
import { optimiserFormulas, settingSymbols, stateSymbols, type Ingredients } from './optimiser.ts';
import { isPlain, rateCard, rateNumber } from './rate.ts';
import { latexOf } from './symbol.ts';

/** Gradient over the batch, what the optimiser makes of it, and the new value. */
export const learnCards = (context: FormulaContext, parameter: Parameter): Card[] => [
  gradientCard(context, parameter),
  ...(isPlain(context.spec) ? [] : [rateCard(context, parameter.layer)]),
  deltaCard(context, parameter),
  updateCard(context, parameter),
];

/** What the optimiser adds to the parameter, and how its own state moves. */
const deltaCard = (context: FormulaContext, parameter: Parameter): Card => {
  const { account, spec } = context;
  const own = change(account, parameter);
  const w = latexOf(parameterSymbol(parameter));
  const symbol = `\\Delta ${w}`;
  const value = mark('value', num(context, own.value));
  if (isFrozen(account, parameter))
    return {
      name: 'delta',
      symbol,
      symbolic: [`${symbol}=0`],
      ...reached(own, () => [`${symbol}=${value}`]),
      notes: ['frozenBias'],
    };
  const kept = Object.keys(account.trace.layers[parameter.layer - 1]!.optimizer);
  const { state: moves, delta } = optimiserFormulas[spec.optimizer.kind];
  const settings = spec.optimizer as unknown as Readonly<Record<string, number>>;
  const bySymbol: Ingredients = {
    g: kept.length === 0 ? d(w) : 'g',
    w,
    eta: '\\eta',
    t: 't',
    setting: (name) => settingSymbols[name]!,
    before: (name) => stateSymbols[name]!,
    after: (name) => `${stateSymbols[name]!}'`,
    momenta: { now: '\\mu_t', next: '\\mu_{t+1}', product: '\\Pi_t' },
  };
  const stateOf = (name: string, when: 'before' | 'after') => optimiserState(account, parameter, name, when).value;
  const nadam = momenta(account, parameter.layer);
  const byNumber: Ingredients = {
    g: factor(context, gradient(account, parameter).value),
    w: factor(context, parameterBefore(account, parameter).value),
    eta: rateNumber(context, parameter.layer),
    t: String(account.trace.updates),
    setting: (name) => exact(context, settings[name]!),
    before: (name) => factor(context, stateOf(name, 'before')),
    after: (name) => factor(context, stateOf(name, 'after')),
    momenta: { now: num(context, nadam?.now.value), next: num(context, nadam?.next.value), product: num(context, nadam?.product.value) },
  };
  const decayed = decayOf(account, parameter);
  const decay = (eta: string, rate: string, w: string): string => (decayed > 0 ? `-${eta}\\cdot ${rate}\\cdot ${w}` : '');
  return {
    name: 'delta',
    symbol,
    symbolic: [
      ...(kept.length === 0 ? [] : [`g=${d(w)}`]),
      ...kept.map((name) => `${stateSymbols[name]!}'=${moves[name]!(bySymbol)}`),
      `${symbol}=${delta(bySymbol)}${decay('\\eta', '\\lambda_w', w)}`,
      ...(nadam
        ? [
            '\\mu_t=\\beta_1\\bigl(1-\\tfrac12\\cdot 0.96^{t/250}\\bigr),\\quad\\Pi_t=\\mu_1\\,\\mu_2\\cdots\\mu_t'.replace(
              '0.96',
              exact(context, 0.96),
            ),
          ]
        : []),
    ],
    ...reached(own, () => [
      ...kept.map((name) => `${stateSymbols[name]!}'=${moves[name]!(byNumber)}=${num(context, stateOf(name, 'after'))}`),
      `${symbol}=${delta(byNumber)}${decay(byNumber.eta, exact(context, decayed), byNumber.w)}=${value}`,
    ]),
    table:
      own.state === 'later' || kept.length === 0
        ? undefined
        : {
            head: ['', 't', "t'"],
            rows: kept.map((name) => ({
              label: { symbol: stateSymbols[name]! },
              cells: [stateOf(name, 'before'), stateOf(name, 'after')],
              state: 'done',
            })),
          },
    notes: decayed > 0 ? ['decay'] : [],
  };
};

/** "w <- w - eta dL/dw", or with what the optimiser adds where that is more. */
const assignment = (symbol: string, plain: boolean): string =>
  `${symbol}\\leftarrow ${symbol}${plain ? `-\\eta\\,${d(symbol)}` : `+\\Delta ${symbol}`}`;

/** The parameter's old value plus what the optimiser adds. */
const updateCard = (context: FormulaContext, parameter: Parameter): Card => {
  const { account } = context;
  const own = update(account, parameter);
  const symbol = latexOf(parameterSymbol(parameter));
  const [before, after] = numPair(context, parameterBefore(account, parameter).value, own.value);
  const plain = isPlainDescent(account) && !isFrozen(account, parameter) && decayOf(account, parameter) === 0;
  const added = plain
    ? `-${rateNumber(context, parameter.layer)}\\cdot ${factor(context, gradient(account, parameter).value)}`
    : `+${factor(context, change(account, parameter).value)}`;
  return {
    name: 'update',
    symbol,
    symbolic: [assignment(symbol, plain)],
    ...reached(own, () => [`${symbol}\\leftarrow ${before}${added}=${mark('value', after)}`]),
    notes: isFrozen(account, parameter) ? ['frozenBias'] : [],
  };
};

const labelOf = ({ layer, from, to }: Parameter): Label =>
  from === undefined ? { symbol: 'b', layer, indices: [to] } : { symbol: 'w', layer, indices: [from, to] };

/** All that flows into a unit, weight by weight: old value, gradient, new value, as far as the step has come. */
export const incomingCard = ({ account, spec }: FormulaContext, layer: number, unit: number): Card => {
  const rowOf = (parameter: Parameter): Row => {
    const [found, updated] = [gradient(account, parameter), update(account, parameter)];
    return {
      label: labelOf(parameter),
      cells: [
        parameterBefore(account, parameter).value,
        found.state === 'later' ? undefined : found.value,
        updated.state === 'later' ? undefined : updated.value,
      ],
      state: found.state === 'now' || updated.state === 'now' ? 'now' : found.state === 'later' ? 'later' : 'done',
    };
  };
  const rows = Array.from({ length: unitsIn(account.program, layer - 1) + 1 }, (_, part) => rowOf(parameterAt(account, layer, part, unit)));
  const { place } = account;
  const here =
    place.layer === layer &&
    (place.phase === 'optimise' || (place.unit === unit && (place.phase === 'gradient' || place.phase === 'update')));
  const symbol = symbols.w(layer, 0, unit).replace('_{1,', '_{i,');
  return {
    name: 'incoming',
    state: here ? 'now' : rows.every((row) => row.state === 'later') ? 'later' : 'done',
    symbol,
    symbolic: [assignment(symbol, isPlainDescent(account) && spec.penalty.decay === 0)],
    numeric: [],
    table: { head: ['', 'w', '\\partial L/\\partial w', "w'"], rows, pair: [0, 2] },
    notes: [],
  };
};
