interface Trying {
  /** Told once, the first time that it fails. */
  readonly failed: () => void;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Milliseconds from one try to the next: soon at first, then as often as a network comes back. */
const pauses = [1000, 4000, 15_000, 60_000];

/** Fetches something, again and again until it is there. */
export const untilLoaded = async <T>(load: () => Promise<T>, { failed, pause }: Trying): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await load();
    } catch {
      if (tries === 0) failed();
      await pause(pauses[Math.min(tries, pauses.length - 1)]!);
    }
  }
};
