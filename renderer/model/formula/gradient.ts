import { contributions, gradient, parameterSymbol, type Gradient, type Multiplier, type Parameter } from '#core/account/gradient.ts';
import { clipFactor, gradientNorm, isFrozen, isScaled, parameterBefore } from '#core/account/learn.ts';
import { exact, factor, num, reached, separator, type Card, type FormulaContext, type NoteName, type Row } from './card.ts';
import { d, mark, timesLatex } from './latex.ts';
import { latexOf } from './symbol.ts';

/** dL/dw = sum over the batch of a·dL/dz, plus the penalty's own gradient; or what a program with a mistake makes of it. */
export const gradientCard = (context: FormulaContext, parameter: Parameter): Card => {
  const { account } = context;
  const own = gradient(account, parameter);
  const { samples } = account;
  const { right, carried } = own;
  const symbol = d(latexOf(parameterSymbol(parameter)));
  const clip = clipLines(context, own, symbol);
  const g = clip ? 'g' : symbol;
  const written = (value: number | undefined): string => (clip ? num(context, value) : mark('value', num(context, value)));
  const penalty = penaltyTerms(context, parameter);
  const alone = samples === 1 && penalty.symbolic.length === 0 && account.inBatch;
  const added = [...penalty.numeric, ...(carried === undefined ? [] : [factor(context, carried)])];
  const equation = (): string => {
    if (added.length > 0) return `${num(context, own.data)}+${added.join('+')}=`;
    if (own.times) return `${timesLatex(own.times, '\\cdot ')}${factor(context, right!.value)}=`;
    return alone ? `${shareOf(context, own, own.multiplier)}=` : '';
  };
  const program = [summed(context, own, own.multiplier, parameter), ...penalty.symbolic, ...(carried === undefined ? [] : ['g_{k-1}'])];
  const rightly = { ...own.delta, symbol: { ...own.delta.symbol, times: undefined } };
  return {
    name: 'gradient',
    symbol,
    symbolic: [`${g}=${program.join('+')}`, ...(clip?.symbolic ?? [])],
    ...reached(own, () => [`${g}=${equation()}${written(own.before)}`, ...(clip?.numeric ?? [])]),
    table: own.state === 'later' || samples === 1 ? undefined : shares(context, own, parameter),
    notes: notesOf(context, own, parameter, clip !== undefined),
    right: right && {
      symbolic: [`${g}=${[summed(context, { ...own, delta: rightly }, own.rightMultiplier, parameter), ...penalty.symbolic].join('+')}`],
      numeric: reached(own, () => [`${g}=${alone ? `${shareOf(context, own, own.rightMultiplier)}=` : ''}${written(right.value)}`]).numeric,
    },
  };
};

/** The gradient of a bias is a mean in a program that averages it. */
const isMean = ({ account }: FormulaContext, { kind }: Pick<Multiplier, 'kind'>): boolean =>
  account.rules.averagesBias && (kind === 'one' || kind === 'mean');

/** The sum over the samples of what each adds, in symbols. */
const summed = (context: FormulaContext, { delta }: Gradient, multiplier: Multiplier, { layer, from = 0, to }: Parameter): string => {
  const { samples } = context.account;
  const input = `a^{[${layer - 1}](n)}_{${from + 1}}`;
  const taken = { output: `${input}\\,`, mask: `\\mathbf{1}_{${input}>0}\\,`, one: '', samples: '', mean: '' }[multiplier.kind];
  const times = timesLatex(delta.symbol.times);
  const before = isMean(context, multiplier) ? `\\dfrac{1}{${samples}}` : multiplier.kind === 'samples' ? `${samples}\\cdot ` : '';
  return `${before}\\sum_{n=1}^{${samples}}${taken}${times}\\dfrac{\\partial L}{\\partial z^{[${layer}](n)}_{${to + 1}}}`;
};

/** What the followed sample adds, in numbers. */
const shareOf = (context: FormulaContext, { delta }: Gradient, multiplier: Multiplier): string => {
  const before = isMean(context, multiplier) ? `\\dfrac{1}{${context.account.samples}}\\cdot ` : '';
  const taken = multiplier.kind === 'output' || multiplier.kind === 'mask' ? `${factor(context, multiplier.value)}\\cdot ` : '';
  return `${before}${taken}${factor(context, delta.value)}`;
};

/** What the penalty adds, in symbols and in numbers; biases are not penalised. */
const penaltyTerms = (context: FormulaContext, parameter: Parameter): { readonly symbolic: string[]; readonly numeric: string[] } => {
  const { l1, l2 } = context.spec.penalty;
  if (parameter.from === undefined) return { symbolic: [], numeric: [] };
  const w = latexOf(parameterSymbol(parameter));
  const { value } = parameterBefore(context.account, parameter);
  const [first, second] = [exact(context, l1), exact(context, l2)];
  return {
    symbolic: [...(l1 > 0 ? [`${first}\\operatorname{sgn}${w}`] : []), ...(l2 > 0 ? [`${second}\\,${w}`] : [])],
    numeric: [
      ...(l1 > 0 ? [`${first}\\cdot\\operatorname{sgn}(${num(context, value)})`] : []),
      ...(l2 > 0 ? [`${second}\\cdot ${factor(context, value)}`] : []),
    ],
  };
};

const notesOf = ({ account }: FormulaContext, own: Gradient, parameter: Parameter, clips: boolean): NoteName[] => [
  ...(account.inBatch ? [] : (['notInBatch'] as const)),
  ...(account.rules.averagesBias ? ([parameter.from === undefined ? 'articleBiases' : 'articleWeights'] as const) : []),
  ...(isScaled(account) ? (['clipped'] as const) : []),
  ...(clips && own.isCut ? (['cut'] as const) : []),
  ...(isFrozen(account, parameter) ? (['frozenBias'] as const) : []),
  ...(own.carried === undefined ? [] : (['carried'] as const)),
];

/** What clipping makes of the gradient g: scaled with all others by k, then cut at a bound; undefined for a run without it. */
const clipLines = (context: FormulaContext, { value, before }: Gradient, symbol: string) => {
  const { account, spec } = context;
  const { clipNorm, clipValue } = spec;
  if (clipNorm === null && clipValue === null) return undefined;
  const k = num(context, clipFactor(account)?.value);
  const comma = separator(context);
  const scaled = (gradient: string, k: string): string => (clipNorm === null ? gradient : `${k}\\cdot ${gradient}`);
  const cut = (gradient: string, bound: string): string =>
    clipValue === null ? gradient : `\\max\\bigl(-${bound}${comma}\\min(${bound}${comma}${gradient})\\bigr)`;
  const least = (bound: string, norm: string): string => `\\min\\Bigl(1${comma}\\dfrac{${bound}}{${norm}+10^{-6}}\\Bigr)`;
  const bound = clipValue === null ? '' : exact(context, clipValue);
  return {
    symbolic: [...(clipNorm === null ? [] : [`k=${least('c', '\\lVert g\\rVert')}`]), `${symbol}=${cut(scaled('g', 'k'), 'v')}`],
    numeric: [
      ...(clipNorm === null ? [] : [`k=${least(exact(context, clipNorm), num(context, gradientNorm(account).value))}=${k}`]),
      `${symbol}=${cut(scaled(factor(context, before), k), bound)}=${mark('value', num(context, value))}`,
    ],
  };
};

/** How this sample, the rest of the batch, the penalty and clipping add up to the gradient. */
const shares = ({ account }: FormulaContext, own: Gradient, { from }: Parameter): Card['table'] => {
  const error = `${timesLatex(own.delta.symbol.times)}\\partial L/\\partial z`;
  return {
    head: ['', from === undefined ? error : `a\\,${error}`],
    rows: contributions(account, own).map(({ name, value }): Row => ({ label: { word: name }, cells: [value], state: 'done' })),
    total: { label: { word: 'total' }, cells: [own.value], state: 'done' },
  };
};
