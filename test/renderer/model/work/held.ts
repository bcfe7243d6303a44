/** What a file would hold of a window, as far as soaks of windows that end compare it. */
interface Held {
  readonly branches?: readonly { readonly number: number; readonly from?: number; readonly step: number; readonly change: object }[];
  readonly view: { readonly place: { readonly branch: number } };
}

/** All of it as one text, without the numbers of branches: they come back in the order in which training meets them. */
export const seenIn = (file: object): string => {
  const { branches = [], view, ...rest } = file as Held;
  const called = (number: number | undefined): string => {
    const branch = branches.find((one) => one.number === number);
    return branch ? JSON.stringify([called(branch.from), branch.step, branch.change]) : 'run';
  };
  const place = { ...view.place, branch: called(view.place.branch) };
  return JSON.stringify({ ...rest, view: { ...view, place }, branches: branches.map(({ number }) => called(number)).sort() });
};

/** Draws of a fixed seed, so that a failure happens again: a whole number from 0, below what is said. */
export const chance = (seed: number): ((below: number) => number) => {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
