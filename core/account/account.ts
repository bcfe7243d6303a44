import { at } from '#core/contract/matrix.ts';
import type { LayerTrace, StepTrace } from '#core/contract/step-trace.ts';
import type { Covers } from './cover.ts';
import { stateAt, type Place, type Span } from './place.ts';
import type { Program } from './program.ts';
import { exceptionOf, rulesOf, type Exception, type Rules, type ToldMistake } from './rules.ts';
import type { Factor, Quantity, QuantitySymbol, Value, Terms } from './quantity.ts';

/**
 * What one step of a program computes for the followed sample, as far as it has come at a place: from it every quantity is told by the
 * functions of this folder, each once. Printers (the picture, the formulas, the sentence, the graph) set what they are told and nothing else.
 */
export interface Account {
  readonly program: Program;
  readonly trace: StepTrace;
  readonly place: Place;
  /** The exception that is told. */
  readonly exception: Exception | undefined;
  readonly rules: Rules;
  readonly depth: number;
  /** Samples of the batch, whatever the trace carries of it. */
  readonly samples: number;
  /** Whether the followed sample takes part in the update. */
  readonly inBatch: boolean;
  /** Whether a question hides a quantity. */
  readonly covers: Covers;
}

export interface Telling {
  /** The mistake that is told. Left out for a program that makes none, and for one whose mistake is still to be guessed. */
  readonly mistake?: ToldMistake | undefined;
  readonly covers?: Covers | undefined;
}

const nothing = (): boolean => false;

export const accountOf = (program: Program, trace: StepTrace, place: Place, { mistake, covers = nothing }: Telling = {}): Account => {
  const exception = exceptionOf(program, mistake && trace.step >= mistake.since ? mistake.fault : undefined);
  return {
    program,
    trace,
    place,
    exception,
    rules: rulesOf(exception),
    depth: program.layers.length,
    samples: trace.batch.indices.length,
    inBatch: trace.batch.rows[0] !== -1,
    covers,
  };
};

/** Layer l of the trace, from 1. */
export const layerIn = ({ trace }: Account, layer: number): LayerTrace => trace.layers[layer - 1]!;

/** What unit `unit` of layer `layer` (0 the inputs) puts out. */
export const outputIn = ({ trace }: Account, layer: number, unit: number): number =>
  at(layer === 0 ? trace.batch.x : trace.layers[layer - 1]!.a, 0, unit);

/** A number as it may be shown. */
export const known = ({ covers }: Account, symbol: QuantitySymbol, value: number): Value =>
  covers === nothing || !covers(symbol) ? value : undefined;

export const factor = (account: Account, symbol: QuantitySymbol, value: number): Factor => ({
  symbol,
  value: known(account, symbol, value),
});

/** A quantity that comes to be in a span of parts; what has none is there from the start. */
export const quantity = (
  account: Account,
  symbol: QuantitySymbol,
  value: number,
  span: Span | undefined,
  more: Pick<Quantity, 'terms' | 'by' | 'right'> = {},
): Quantity => {
  const covered = account.covers(symbol);
  return {
    symbol,
    value: covered ? undefined : value,
    covered,
    state: span ? stateAt(account.place, span) : 'done',
    ...more,
    ...(covered && more.terms ? { terms: asked(more.terms) } : {}),
    ...(covered && more.right ? { right: { ...more.right, value: undefined } } : {}),
  };
};

/** The factors of a covered sum are told and its products are not: of a single one the product would be the sum. */
const asked = (terms: Terms): Terms => ({
  get count() {
    return terms.count;
  },
  factors: (i) => terms.factors(i),
  value: () => undefined,
  state: (i) => terms.state(i),
});
