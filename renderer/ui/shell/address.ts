import { readLink, writeLink } from '#renderer/model/lessons/link.ts';
import type { Playing } from '#renderer/model/lessons/playing.ts';

/**
 * The address says which lesson is open, and where in it, and whether a class is to play and answer only, so that a reload finds it. A lesson is
 * a step back in the browser, a beat is none. A run that came with it is taken out once it is read: what is made of it since is kept elsewhere.
 */
export const showAddress = (lesson: Playing | undefined, locked: boolean): void => {
  const link = [lesson && writeLink({ course: lesson.course.id, id: lesson.id, beat: lesson.index }).slice(1), locked && lock]
    .filter((part) => part)
    .join('&');
  if (`#${link}` === location.hash || (link === '' && location.hash === '')) return;
  const there = readLink(location.hash);
  const address = link === '' ? location.pathname + location.search : `#${link}`;
  if (lesson && !(there?.id === lesson.id && there.course === lesson.course.id)) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
};

const lock = 'locked';
export const isLocked = (hash: string): boolean => new URLSearchParams(hash.slice(1)).has(lock);

/** Whether an address carries a run. */
export const carriesRun = (hash: string): boolean => hash.startsWith('#run=');
