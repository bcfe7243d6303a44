/** How much the benches measure. */
export interface Effort {
  /** Of training: how many slices of each contestant, and milliseconds of one. */
  readonly slices: number;
  readonly sliceTime: number;
  /** Steps of the article's network that are trained and sought, and how many places of them. */
  readonly steps: number;
  readonly seeks: number;
  /** Milliseconds in which a network for digits trains while it is asked for traces. */
  readonly digitsTime: number;
  /** Steps of the long runs. */
  readonly longSteps: number;
  /** Of the landscape; the best counts. */
  readonly rounds: number;
  /** Rows of the digits' whole landscape, of 64. */
  readonly digitsRows: number;
  readonly csvMegabytes: number;
  /** Of each sweep. */
  readonly frames: number;
  readonly forks: number;
  /** Frames of a film. */
  readonly films: number;
}

/**
 * `full` makes the figures that count. `quick` takes part in every bench in under three minutes, to see that all of them run and about
 * where they stand; a figure of another number of steps has that number in its name.
 */
export const efforts = {
  full: {
    slices: 5,
    sliceTime: 300,
    steps: 50_000,
    seeks: 200,
    digitsTime: 4000,
    longSteps: 100_000,
    rounds: 5,
    digitsRows: 64,
    csvMegabytes: 1023,
    frames: 300,
    forks: 12,
    films: 300,
  },
  quick: {
    slices: 2,
    sliceTime: 60,
    steps: 5000,
    seeks: 40,
    digitsTime: 1000,
    longSteps: 1000,
    rounds: 2,
    digitsRows: 2,
    csvMegabytes: 64,
    frames: 100,
    forks: 4,
    films: 12,
  },
} satisfies Record<string, Effort>;
