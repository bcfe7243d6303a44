/** Samples as the network takes them, row-major: x (N,I), y (N,O). */
export interface Dataset {
  readonly samples: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly task: 'classes' | 'regression';
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Names of the inputs (I): columns of a table, `color=red` for a category of one; x1, x2, ... for data without names. */
  readonly columns: readonly string[];
  /** Names of what is learnt: the classes, in the order of their numbers, or the targets of a regression (O). */
  readonly targets: readonly string[];
}
