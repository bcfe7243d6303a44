import type { QuantitySymbol } from './quantity.ts';

/** What a question hides: all of a letter, those of a layer, or of one unit or weight. `after`: only what is of later steps. Plain data. */
export interface Cover extends Pick<QuantitySymbol, 'letter' | 'derivative' | 'updated' | 'layer' | 'indices'> {
  readonly after?: number;
}

/** What can be covered, by the names that lessons use, as the account of a step calls it; the last five are told by other places than the account. */
export const coverable = {
  z: { letter: 'z' },
  a: { letter: 'a' },
  slope: { letter: 'slope' },
  blame: { letter: 'a', derivative: true },
  delta: { letter: 'z', derivative: true },
  w: { letter: 'w' },
  'w.after': { letter: 'w', updated: true },
  dw: { letter: 'w', derivative: true },
  b: { letter: 'b' },
  'b.after': { letter: 'b', updated: true },
  db: { letter: 'b', derivative: true },
  loss: { letter: 'L' },
  'loss.sample': { letter: 'sampleLoss' },
  /** Prediction minus target of an output. */
  residual: { letter: 'residual' },
  /** What is counted over whole parts of the data: the share that is right, classes mistaken for others. */
  accuracy: { letter: 'accuracy' },
  /** Signs of what is wrong: dead, saturated, vanishing. */
  findings: { letter: 'findings' },
  /** What training comes to after this step: curves, small pictures, paths. */
  later: { letter: 'later' },
  /** Branches that are not on the stage, and where two first differ. */
  branches: { letter: 'branches' },
} as const satisfies Readonly<Record<string, Cover>>;
export type Coverable = keyof typeof coverable;

export type Covers = (symbol: QuantitySymbol) => boolean;

const isOf = (symbol: QuantitySymbol, { letter, derivative = false, updated = false }: Cover): boolean =>
  symbol.letter === letter && (symbol.derivative ?? false) === derivative && (symbol.updated ?? false) === updated;

/** Quantities that say as much as what is covered: the sum before the bias, what a change or an optimiser's memory is made of. */
const gradients = [coverable.dw, coverable.db];
const moved = [...gradients, coverable['w.after'], coverable['b.after']];
const saying: Readonly<Record<string, readonly Cover[]>> = {
  sum: [coverable.z],
  f: [coverable.a],
  h: [coverable.a],
  opening: [coverable.slope],
  dataLoss: [coverable.loss],
  norm: gradients,
  Δw: moved,
  Δb: moved,
  velocity: moved,
};
/** What optimisers remember has names of its own, and is before or after a step. */
const sayingOf = ({ letter, updated, derivative = false }: QuantitySymbol): readonly Cover[] =>
  saying[letter] ?? (updated !== undefined && !derivative && letter !== 'w' && letter !== 'b' ? gradients : []);

const isInput = ({ letter, layer, derivative }: QuantitySymbol): boolean => letter === 'a' && layer === 0 && !derivative;

/** Whether one of the covers hides a quantity. */
export const coversOf =
  (covers: readonly Cover[]): Covers =>
  (symbol) =>
    covers.some(
      (cover) =>
        (isOf(symbol, cover) || sayingOf(symbol).some((said) => isOf(said, cover))) &&
        // Inputs are given: they are covered by their own layer alone.
        (cover.layer === undefined ? !isInput(symbol) : symbol.layer === cover.layer) &&
        (cover.indices ?? []).every((index, i) => symbol.indices?.[i] === index),
    );

/** Whether covers hide any of some quantities somewhere; where a layer is given, in that layer. */
export const coversAny = (covers: readonly Cover[], names: readonly Coverable[], layer?: number): boolean =>
  covers.some(
    (cover) =>
      (layer === undefined || cover.layer === undefined || cover.layer === layer) && names.some((name) => isOf(coverable[name], cover)),
  );

/** The last step that the course of training is shown to; without an end where nothing hides what comes later. */
export const shownTo = (covers: readonly Cover[]): number => covers.reduce((last, { after = Infinity }) => Math.min(last, after), Infinity);
