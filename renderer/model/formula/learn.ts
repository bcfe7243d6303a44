import { exact, factor, num, unitsIn, type Card, type Row, type Telling } from './card.ts';
import { gradientCard } from './gradient.ts';
import { d, mark, symbols } from './latex.ts';
import { optimiserFormulas, settingSymbols, stateSymbols, type Ingredients } from './optimiser.ts';
import { stateAt } from './order.ts';
import { decays, frozen, labelOf, layerOf, phaseState, pick, pickState, symbolOf, type Parameter } from './parameter.ts';
import { isPlain, rateCard, rateNumber } from './rate.ts';

/** Gradient over the batch, what the optimiser makes of it, and the new value. */
export const learnCards = (telling: Telling, parameter: Parameter): Card[] => [
  gradientCard(telling, parameter),
  ...(isPlain(telling.spec) ? [] : [rateCard(telling, parameter.layer)]),
  deltaCard(telling, parameter),
  updateCard(telling, parameter),
];

/** What the optimiser adds to the parameter, and how its own state moves. */
const deltaCard = (telling: Telling, parameter: Parameter): Card => {
  const own = layerOf(telling, parameter);
  const { optimizer } = telling.spec;
  const state = stateAt(telling.place, { phase: 'optimise', layer: parameter.layer, unit: 0, first: 0, last: 0 });
  const symbol = `\\Delta ${symbolOf(parameter)}`;
  const value = pick(parameter, own.deltaW, own.deltab);
  if (frozen(telling, parameter)) {
    return {
      name: 'delta',
      state,
      symbol,
      symbolic: [`${symbol}=0`],
      numeric: state === 'later' ? [] : [`${symbol}=${mark('value', num(telling, value))}`],
      value: state === 'later' ? undefined : value,
      notes: ['frozenBias'],
    };
  }
  const kept = Object.keys(own.optimizer);
  const { state: moves, delta } = optimiserFormulas[optimizer.kind];
  const settings = optimizer as unknown as Readonly<Record<string, number>>;
  const bySymbol: Ingredients = {
    g: kept.length === 0 ? d(symbolOf(parameter)) : 'g',
    w: symbolOf(parameter),
    eta: '\\eta',
    t: 't',
    setting: (name) => settingSymbols[name]!,
    before: (name) => stateSymbols[name]!,
    after: (name) => `${stateSymbols[name]!}'`,
    momenta: { now: '\\mu_t', next: '\\mu_{t+1}', product: '\\Pi_t' },
  };
  const stateOf = (name: string, when: 'before' | 'after'): number => pickState(parameter, own.optimizer[name]![when]);
  const byNumber: Ingredients = {
    g: factor(telling, pick(parameter, own.dW, own.db)),
    w: factor(telling, pick(parameter, own.W, own.b)),
    eta: rateNumber(telling),
    t: String(telling.trace.updates),
    setting: (name) => exact(telling, settings[name]!),
    before: (name) => factor(telling, stateOf(name, 'before')),
    after: (name) => factor(telling, stateOf(name, 'after')),
    momenta: momentaOf(telling),
  };
  const decay = (eta: string, rate: string, w: string): string => (decays(telling, parameter) ? `-${eta}\\cdot ${rate}\\cdot ${w}` : '');
  return {
    name: 'delta',
    state,
    symbol,
    symbolic: [
      ...(kept.length === 0 ? [] : [`g=${d(symbolOf(parameter))}`]),
      ...kept.map((name) => `${stateSymbols[name]!}'=${moves[name]!(bySymbol)}`),
      `${symbol}=${delta(bySymbol)}${decay('\\eta', '\\lambda_w', symbolOf(parameter))}`,
      ...(telling.trace.nadam
        ? [
            '\\mu_t=\\beta_1\\bigl(1-\\tfrac12\\cdot 0.96^{t/250}\\bigr),\\quad\\Pi_t=\\mu_1\\,\\mu_2\\cdots\\mu_t'.replace(
              '0.96',
              exact(telling, 0.96),
            ),
          ]
        : []),
    ],
    numeric:
      state === 'later'
        ? []
        : [
            ...kept.map((name) => `${stateSymbols[name]!}'=${moves[name]!(byNumber)}=${num(telling, stateOf(name, 'after'))}`),
            `${symbol}=${delta(byNumber)}${decay(byNumber.eta, exact(telling, telling.spec.penalty.decay), byNumber.w)}=${mark('value', num(telling, value))}`,
          ],
    value: state === 'later' ? undefined : value,
    table:
      state === 'later' || kept.length === 0
        ? undefined
        : {
            head: ['', 't', "t'"],
            rows: kept.map((name) => ({
              label: { symbol: stateSymbols[name]! },
              cells: [stateOf(name, 'before'), stateOf(name, 'after')],
              state: 'done',
            })),
          },
    notes: decays(telling, parameter) ? ['decay'] : [],
  };
};

const momentaOf = (telling: Telling): Ingredients['momenta'] => {
  const { momentum = 0, next = 0, product = 0 } = telling.trace.nadam ?? {};
  return { now: num(telling, momentum), next: num(telling, next), product: num(telling, product) };
};

/** The parameter's old value plus what the optimiser adds. */
const updateCard = (telling: Telling, parameter: Parameter): Card => {
  const own = layerOf(telling, parameter);
  const state = phaseState(telling, parameter, 'update');
  const symbol = symbolOf(parameter);
  const before = pick(parameter, own.W, own.b);
  const value = pick(parameter, own.WAfter, own.bAfter);
  const plain = telling.spec.optimizer.kind === 'sgd' && !frozen(telling, parameter) && !decays(telling, parameter);
  return {
    name: 'update',
    state,
    symbol,
    symbolic: [`${symbol}\\leftarrow ${symbol}${plain ? `-\\eta\\,${d(symbol)}` : `+\\Delta ${symbol}`}`],
    numeric:
      state === 'later'
        ? []
        : [
            `${symbol}\\leftarrow ${num(telling, before)}${
              plain
                ? `-${rateNumber(telling)}\\cdot ${factor(telling, pick(parameter, own.dW, own.db))}`
                : `+${factor(telling, pick(parameter, own.deltaW, own.deltab))}`
            }=${mark('value', num(telling, value))}`,
          ],
    value: state === 'later' ? undefined : value,
    notes: frozen(telling, parameter) ? ['frozenBias'] : [],
  };
};

/** All that flows into a unit, weight by weight: old value, gradient, new value, as far as the step has come. */
export const incomingCard = (telling: Telling, layer: number, unit: number): Card => {
  const own = telling.trace.layers[layer - 1]!;
  const inputs = unitsIn(telling, layer - 1);
  const parameters: Parameter[] = [...Array.from({ length: inputs }, (_, from) => ({ layer, from, to: unit })), { layer, to: unit }];
  const rowOf = (parameter: Parameter): Row => {
    const gradient = phaseState(telling, parameter, 'gradient');
    const update = phaseState(telling, parameter, 'update');
    const now = gradient === 'now' || update === 'now';
    return {
      label: labelOf(parameter),
      cells: [
        pick(parameter, own.W, own.b),
        gradient === 'later' ? undefined : pick(parameter, own.dW, own.db),
        update === 'later' ? undefined : pick(parameter, own.WAfter, own.bAfter),
      ],
      state: now ? 'now' : gradient === 'later' ? 'later' : 'done',
    };
  };
  const rows = parameters.map(rowOf);
  const { place } = telling;
  const here =
    place.layer === layer &&
    (place.phase === 'optimise' || (place.unit === unit && (place.phase === 'gradient' || place.phase === 'update')));
  const symbol = symbols.w(layer, 0, unit).replace('_{1,', '_{i,');
  const plain = telling.spec.optimizer.kind === 'sgd' && telling.spec.penalty.decay === 0;
  return {
    name: 'incoming',
    state: here ? 'now' : rows.every((row) => row.state === 'later') ? 'later' : 'done',
    symbol,
    symbolic: [`${symbol}\\leftarrow ${symbol}${plain ? `-\\eta\\,${d(symbol)}` : `+\\Delta ${symbol}`}`],
    numeric: [],
    table: { head: ['', 'w', '\\partial L/\\partial w', "w'"], rows },
    notes: [],
  };
};
