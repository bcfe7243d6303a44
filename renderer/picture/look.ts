import type { Activation, Fault, OptimizerKind } from '#core/spec/methods.ts';
import type { Theme } from './palette.ts';
import type { Target } from './shape.ts';

/** How a frame is to look: everything that is not a number of the run. Plain data but for `number`, the locale's format. */
export interface Look {
  readonly theme: Theme;
  /** Writes a number as the person chose: decimal comma or point, fixed digits. Never longer than about 8 characters. */
  readonly number: (value: number) => string;
  readonly words: FrameWords;
  readonly selected?: Target | undefined;
  readonly hovered?: Target | undefined;
  /** Jump from state to state instead of tweening (reduced motion). */
  readonly still: boolean;
  /** Draw every number and product label that fits, or only those of the selection. */
  readonly numbers: 'all' | 'selection';
  /** One scale of widths for all weights, or one per layer; common unless said. The legend says which. */
  readonly scale?: 'common' | 'layer';
  /** What each unit says over the plane of the inputs, drawn inside its disc in the place of its number. */
  readonly unitSurfaces?: UnitSurfaceImages | undefined;
  /** The trace is what two have different: what tells of one run alone is left out. */
  readonly difference?: boolean;
  /** The mistake of the program that is told. Left out for one that makes none, and for one whose mistake is still to be guessed. */
  readonly mistake?: ToldMistake | undefined;
  /** How far the person has zoomed in: numbers appear where they have become large enough to read. 1 unless said. */
  readonly zoom?: number;
}

/** What the program does wrong, from a step on. */
export interface ToldMistake {
  readonly fault: Exclude<Fault, 'none'>;
  readonly since: number;
}

/** Small images of units, row by row from the top. */
export interface UnitSurfaceImages {
  readonly rows: number;
  readonly columns: number;
  /** Of layer l (from 1) at l - 1, a list of colours per unit; undefined for a layer without. */
  readonly layers: readonly (readonly Uint32Array[] | undefined)[];
}

/** The words that stand inside the picture, in the chosen language. */
export interface FrameWords {
  readonly inputs: string;
  readonly output: string;
  /** "Hidden 1". */
  readonly hidden: (index: number) => string;
  readonly activations: Readonly<Record<Activation, string>>;
  readonly target: string;
  readonly prediction: string;
  readonly loss: string;
  readonly penalty: string;
  readonly learningRate: string;
  readonly optimizers: Readonly<Record<OptimizerKind, string>>;
  /** Of the whole gradient; and how many of its numbers clipping by value cut. */
  readonly gradientNorm: string;
  readonly cut: string;
  /** The end of an epoch that early stopping or the schedule looks at: its number, its loss, and what became of it. */
  readonly epochEnds: (epoch: number) => string;
  readonly watchedLoss: string;
  readonly best: string;
  readonly waited: string;
  readonly stopsHere: string;
  readonly untilLower: string;
  readonly rateFactor: string;
  /** The states of a unit, as short as they can be: switched off by dropout, silent on this sample, dead on the batch, saturated. */
  readonly dropped: string;
  readonly silent: string;
  readonly dead: string;
  readonly saturated: string;
  /** The states of a layer: its gradient in this step is far under, or over, the last layer's. */
  readonly vanishing: string;
  readonly exploding: string;
  readonly notInBatch: string;
  /** How many of the weights are drawn, the largest, where not all are. */
  readonly strongest: (shown: number, all: number) => string;
  /** How many units share a cell, where there is no room for a cell each. */
  readonly perCell: (units: number) => string;
  /** Numbers that are infinite or none at all, which no scale holds. */
  readonly notFinite: string;
  /** Caption of what is happening now; one short sentence per phase. */
  readonly phase: Readonly<Record<'batch' | 'forward' | 'loss' | 'backward' | 'gradient' | 'optimise' | 'update', string>>;
}
