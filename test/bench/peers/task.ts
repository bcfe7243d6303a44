/** A workload as any library can take it. */
export interface Task {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly (readonly number[])[];
  /** Units of every layer, the inputs first. */
  readonly sizes: readonly number[];
  readonly hidden: 'relu' | 'tanh';
  readonly output: 'sigmoid' | 'tanh' | 'softmax';
  readonly batch: number;
  readonly learningRate: number;
}

/** Trains on so many mini-batches more, forward, backward and update. */
export type Train = (batches: number) => void;

/** Answers nothing where the library cannot train such a network in any useful time. */
export type Peer = (task: Task) => Train | undefined;

/** One sample after the other, around and around, for libraries that take them singly. */
export const oneByOne = (task: Task, learn: (index: number) => void): Train => {
  let next = 0;
  return (batches) => {
    for (let i = 0; i < batches * task.batch; i++) {
      learn(next);
      next = next + 1 === task.x.length ? 0 : next + 1;
    }
  };
};
