/** Does work in pieces to its end, as a worker that is asked for nothing else. */
export const finish = <T>(work: Generator<void, T, void>): T => {
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
  }
};
