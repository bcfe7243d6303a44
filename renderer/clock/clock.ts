/** The only requestAnimationFrame of the app. Listeners run in the order in which they were added, once a frame. */
export type Tick = (now: number, elapsed: number) => void;

const listeners = new Set<Tick>();
let last: number | undefined;
let handle = 0;

const run = (now: number): void => {
  // A tab that slept must not play its sleep: an absence counts as one slow frame.
  const elapsed = last === undefined ? 0 : Math.min(now - last, 100);
  last = now;
  handle = requestAnimationFrame(run);
  for (const listener of [...listeners]) listener(now, elapsed);
};

/** Calls `tick` once a frame with milliseconds, until the returned function is called. */
export const onFrame = (tick: Tick): (() => void) => {
  listeners.add(tick);
  if (handle === 0) handle = requestAnimationFrame(run);
  return () => {
    listeners.delete(tick);
    if (listeners.size === 0) {
      cancelAnimationFrame(handle);
      handle = 0;
      last = undefined;
    }
  };
};

/** On a slow machine frames lie far apart, and so does what moves with them: so many without a move are a rest. */
const restingFrames = 3;

/** Acts once so many milliseconds have gone by, and some frames; answers how to call it off. */
export const afterRest = (milliseconds: number, act: () => void): (() => void) => {
  const began = performance.now();
  let frames = 0;
  const stop = onFrame((now) => {
    frames++;
    if (frames < restingFrames || now - began < milliseconds) return;
    stop();
    act();
  });
  return stop;
};
