/** A branch as the tree of lanes needs it. */
export interface Sprig {
  readonly id: number;
  readonly left: number;
  readonly step: number;
}

export interface Lane extends Sprig {
  /** How many partings lead to it; 0 for the run itself. */
  readonly depth: number;
}

/** The run and its branches from top to bottom: each under what it left, those that left first nearest to it. */
export const lanesOf = (branches: readonly Sprig[]): Lane[] => {
  const under = (id: number, depth: number): Lane[] =>
    branches
      .filter(({ left }) => left === id)
      .sort((a, b) => a.step - b.step || a.id - b.id)
      .flatMap((branch) => [{ ...branch, depth }, ...under(branch.id, depth + 1)]);
  return [{ id: 0, left: 0, step: 0, depth: 0 }, ...under(0, 1)];
};
