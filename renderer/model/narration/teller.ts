import { accountOf, type Account } from '#core/account/account.ts';
import type { Covers } from '#core/account/cover.ts';
import type { Place } from '#core/account/place.ts';
import { unitsIn } from '#core/account/program.ts';
import type { Value } from '#core/account/quantity.ts';
import type { ToldMistake } from '#core/account/rules.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { MeasureWriter, NumberWriter } from '#core/words/number.ts';
import { marked, partsOf, strong, type Part } from '#core/words/telling/marked.ts';
import { ownName, type UnitNames } from '#renderer/picture/own-names.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';

/** What the words need: the language, its numbers, and the network they speak of. */
export interface Speech {
  readonly words: Words;
  readonly number: MeasureWriter;
  readonly count: NumberWriter;
  readonly spec: RunSpec;
  readonly shape: NetworkShape;
  /** What the data call inputs and outputs, where they have names. */
  readonly names?: UnitNames | undefined;
  /** The mistake that is told. */
  readonly mistake?: ToldMistake | undefined;
  /** What a question hides. */
  readonly covers?: Covers | undefined;
}

/** What happens, and in a smaller line what comes next or what to look at. */
export interface Narration {
  readonly line: readonly Part[];
  readonly next: readonly Part[];
}

/** The two lines as marked text. */
export interface Lines {
  readonly line: string;
  readonly next?: string | undefined;
}

export const narrationOf = ({ line, next = '' }: Lines): Narration => ({ line: partsOf(capital(line)), next: partsOf(capital(next)) });

/** What a narration says, without its colours. */
export const textOf = ({ line, next }: Narration): string =>
  [line, next]
    .map((parts) => parts.map(({ text }) => text).join(''))
    .filter(Boolean)
    .join(' ');

/** The first letter of each sentence in capitals; names of inputs are symbols and stay as they are. */
const capital = (text: string): string =>
  text.replace(/(^|\. )(\p{Ll})(?![₀-₉])/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** What a unit is called, without an article. */
export const nameIn = ({ words, shape, names: own }: Pick<Speech, 'words' | 'shape' | 'names'>, layer: number, unit: number): string => {
  const { names } = words.telling;
  const depth = shape.layers.length;
  const named = ownName(own, depth, layer, unit);
  if (layer === 0) return named === undefined ? names.input(unit + 1) : names.own(named);
  if (layer === depth && unitsIn(shape, depth) === 1) return names.output;
  if (layer === depth) return names.outputOf(named === undefined ? unit + 1 : names.own(named));
  return depth === 2 ? names.hidden(unit + 1) : names.hiddenOf(layer, unit + 1);
};

/** Sentences one after the other; empty ones are left out. */
export const joined = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(' ');

/** What is said of a number by its sign; nothing of one that a question covers. */
export const bySign = (value: Value, over: string, under: string, none: string): string =>
  value === undefined ? '' : value > 0 ? over : value < 0 ? under : none;

/** Writes quantities of an account into sentences. */
export class Teller {
  readonly account: Account;
  readonly telling: Words['telling'];

  constructor(
    readonly speech: Speech,
    trace: StepTrace,
    readonly place: Place,
  ) {
    this.account = accountOf(speech.shape, trace, place, { mistake: speech.mistake, covers: speech.covers });
    this.telling = speech.words.telling;
  }

  /** As it stands by itself. */
  plain({ value }: { readonly value: Value }): string {
    return value === undefined ? '?' : this.speech.number(value);
  }

  /** A weight, in the colour of its sign. */
  weight(quantity: { readonly value: Value }): string {
    if (quantity.value === undefined) return this.plain(quantity);
    return marked(quantity.value < 0 ? 'negative' : 'positive', this.plain(quantity));
  }

  /** What is owed: blame, error, gradient. */
  owed(quantity: { readonly value: Value }): string {
    return marked('owed', this.plain(quantity));
  }

  /** Factors one after the other; behind a sign of multiplication a negative one stands in parentheses. */
  product(...factors: readonly string[]): string {
    return factors.map((text, i) => (i > 0 && text.includes('−') && /^[\ue000-\uf8ff]?−/u.test(text) ? `(${text})` : text)).join(' · ');
  }

  /** Which way something must go that owes so much: against its sign. */
  way({ value }: { readonly value: Value }): string {
    const { rise, fall, change } = this.telling.names;
    return strong(value === undefined ? change : value < 0 ? rise : fall);
  }

  /** What a unit is called. */
  bare(layer: number, unit: number): string {
    return nameIn(this.speech, layer, unit);
  }

  /** Its name with the article. */
  the(layer: number, unit: number): string {
    return this.telling.names.the(this.bare(layer, unit));
  }

  /** Words one after the other; numbers that may have decimals are parted otherwise where those have a comma. */
  listed(items: readonly string[], comma = ', '): string {
    return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(comma)}${this.telling.names.and}${items.at(-1)!}`;
  }

  numbers(items: readonly string[]): string {
    return this.listed(items, this.telling.names.comma);
  }

  /** What comes after the last part of a unit's turn, or of its layer's. */
  following(of: 'unit' | 'layer' | 'phase'): string {
    const { telling, account, place } = this;
    const { phase, layer, unit } = place;
    const { names } = telling;
    if (of === 'unit' && unit + 1 < unitsIn(account.program, layer)) return telling.next(this.the(layer, unit + 1));
    const then = phase === 'backward' || phase === 'gradient' ? layer - 1 : layer + 1;
    if (of === 'phase' || phase === 'batch' || phase === 'loss' || then < 1 || then > account.depth) return telling.after[phase];
    if (unitsIn(account.program, then) === 1) return telling.next(this.the(then, 0));
    return telling.next(then === account.depth ? names.outputLayer : account.depth === 2 ? names.hiddenLayer : names.layer(then));
  }
}
