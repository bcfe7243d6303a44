import { progressVersion, type BeatProgress, type CourseProgress, type LessonProgress, type Progress } from './progress.ts';

/** All that either knows: what was done stays done, the earliest prediction and the newest of everything else. The order does not matter. */
export const mergeProgress = (a: Progress, b: Progress): Progress => ({
  version: progressVersion,
  courses: unite(a.courses, b.courses, (one, other): CourseProgress => unite(one, other, mergeLessons)),
});

const mergeLessons = (a: LessonProgress, b: LessonProgress): LessonProgress => {
  const here = newest({ at: a.at, when: a.when }, { at: b.at, when: b.when });
  const wrote = either(a.wrote, b.wrote, newest);
  return { ...here, finished: a.finished || b.finished, beats: unite(a.beats, b.beats, mergeBeats), ...(wrote && { wrote }) };
};

const mergeBeats = (a: BeatProgress, b: BeatProgress): BeatProgress => {
  // A later prediction of the two is an answer like any other.
  const answers = [a.first, b.first, a.last, b.last].filter((one) => one !== undefined);
  const done = [a.done, b.done].includes('self') ? 'self' : (a.done ?? b.done);
  // The same run says the same; where a lesson was changed meanwhile, one of the two is as good.
  const said = either(a.said, b.said, (one, other) => unite(one, other, Math.max));
  const outcome = either(a.outcome, b.outcome, (one, other) => (JSON.stringify(one) >= JSON.stringify(other) ? one : other));
  const revealed = a.revealed ?? b.revealed;
  const rest = { ...(revealed && { revealed }), ...(done && { done }), ...(said && { said }), ...(outcome && { outcome }) };
  if (answers.length === 0) return rest;
  const first = answers.reduce((one, other) => (newest(one, other) === one ? other : one));
  const last = answers.reduce(newest);
  return { first, ...(isSame(first, last) ? {} : { last }), ...rest };
};

/** The later one; of two at the same moment always the same one. */
const newest = <T extends { readonly when: string }>(a: T, b: T): T => {
  if (a.when !== b.when) return a.when > b.when ? a : b;
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b;
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const either = <T>(a: T | undefined, b: T | undefined, choose: (a: T, b: T) => T): T | undefined =>
  a !== undefined && b !== undefined ? choose(a, b) : (a ?? b);

/** Every key of either, in the order of the alphabet. */
const unite = <T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>, join: (a: T, b: T) => T): Readonly<Record<string, T>> => {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(keys.map((key) => [key, either(a[key], b[key], join)!]));
};
