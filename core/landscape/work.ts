/** Work in pieces of a few milliseconds at most: after each `yield` it may be left. */
export type Work<T> = Generator<void, T, void>;
