/** Work that is due, done one piece a frame: all of it together would hold up the picture that it stands beside. */
const due = new Set<() => void>();
/** Milliseconds. */
const frame = 16;
let turn: ReturnType<typeof setTimeout> | undefined;

const doNext = (): void => {
  const [work] = due;
  turn = undefined;
  if (!work) return;
  due.delete(work);
  if (due.size > 0) turn = setTimeout(doNext, frame);
  work();
};

/** Does it after what is due already; not at all once what this gives back is called. */
export const doInTurn = (work: () => void): (() => void) => {
  due.add(work);
  turn ??= setTimeout(doNext);
  return () => void due.delete(work);
};
