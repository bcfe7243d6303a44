import type { Fault } from '#core/spec/methods.ts';
import type { Program } from './program.ts';

/** A mistake of a program. */
export type Mistake = Exclude<Fault, 'none'>;

/** What a program does wrong, from a step on. */
export interface ToldMistake {
  readonly fault: Mistake;
  readonly since: number;
}

/** What makes a quantity another than the right one. */
export type Exception = Mistake | 'article';

/** The questions that have another answer in a program with an exception; below are the right answers. */
export interface Rules {
  /** In which layers f' is taken at what f gave, as if that were what f took. */
  readonly slopeAtOutput: 'none' | 'last' | 'all';
  /** The loss's slope is prediction minus target, neither doubled nor averaged. */
  readonly plainError: boolean;
  /** The gradient of a bias is the mean over the batch where that of a weight is the sum. */
  readonly averagesBias: boolean;
  /** What the loss hands back is not divided by the samples of the batch. */
  readonly forgetsMean: boolean;
  /** How many times too much all is that the loss hands back. */
  readonly lossTimes: number;
  /** The output's f' is left out. */
  readonly forgetsSlope: boolean;
  /** Softmax goes back as if each output depended on its own sum alone. */
  readonly softmaxAlone: boolean;
  /** The gradient of a bias counts as often as the batch has samples. */
  readonly countsBias: boolean;
  /** Errors pass through weights that this step has updated already. */
  readonly passesUpdated: boolean;
  /** Gradients are added to those of the steps before. */
  readonly carries: boolean;
  /** A weight's gradient is made of 1 where ReLU let through, and not of what it gave. */
  readonly takesMask: boolean;
}

const textbook: Rules = {
  slopeAtOutput: 'none',
  plainError: false,
  averagesBias: false,
  forgetsMean: false,
  lossTimes: 1,
  forgetsSlope: false,
  softmaxAlone: false,
  countsBias: false,
  passesUpdated: false,
  carries: false,
  takesMask: false,
};

/** All that programs do otherwise. A further fault is a line here and, where it is of a new kind, a rule above. */
const exceptions: Readonly<Record<Exception, Partial<Rules>>> = {
  article: { slopeAtOutput: 'last', plainError: true, averagesBias: true },
  'derivative-at-activation': { slopeAtOutput: 'all' },
  'sum-for-mean': { forgetsMean: true },
  'bias-per-sample': { countsBias: true },
  'update-before-backward': { passesUpdated: true },
  'gradients-not-zeroed': { carries: true },
  'mask-on-activations': { takesMask: true },
  'softmax-diagonal': { softmaxAlone: true },
  'output-slope-missing': { forgetsSlope: true },
  'error-reversed': { lossTimes: -1 },
  'gradient-of-half': { lossTimes: 0.5 },
};

/** The exception that a program makes, if any: only the right arithmetic can have a fault. */
export const exceptionOf = ({ arithmetic }: Program, fault: Fault | undefined): Exception | undefined =>
  arithmetic === 'article' ? 'article' : fault === 'none' ? undefined : fault;

/** The rules of a program, its fault left aside. */
export const ownRules = (program: Program): Rules => rulesOf(exceptionOf(program, undefined));

export const rulesOf = (exception: Exception | undefined): Rules => (exception ? { ...textbook, ...exceptions[exception] } : textbook);
