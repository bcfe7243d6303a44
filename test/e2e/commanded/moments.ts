/** What was on screen lately, frame by frame, kept where a page that ends at any moment leaves it. */

const prefix = 'moment.';
/** Moments older than this are given up, in milliseconds. */
const memory = 8000;

export interface Moment {
  /** Since when, of the clock on the wall. */
  readonly at: number;
  readonly seen: string;
}

const keys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

/** Those of this page or the one before, the earliest first. */
export const keptMoments = (): Moment[] =>
  keys()
    .map((key) => JSON.parse(localStorage.getItem(key)!) as Moment)
    .sort((a, b) => a.at - b.at);

/** Records from now on. Called after the app has started: what is seen of a frame is what the app made of it. */
export const recordMoments = (see: () => string): void => {
  for (const key of keys()) localStorage.removeItem(key);
  const times: number[] = [];
  let last = '';
  const keyOf = (count: number): string => `${prefix}${count}`;
  let first = 0;
  const look = (): void => {
    const seen = see();
    if (seen === last) return;
    const at = Date.now();
    localStorage.setItem(keyOf(times.length), JSON.stringify({ at, seen } satisfies Moment));
    last = seen;
    times.push(at);
    for (; times[first + 1]! < at - memory; first++) localStorage.removeItem(keyOf(first));
  };
  const frame = (): void => {
    look();
    requestAnimationFrame(frame);
  };
  frame();
  addEventListener('pagehide', look);
};
