import { readLink, writeLink } from '#renderer/model/lessons/link.ts';
import type { Playing } from '#renderer/model/lessons/playing.ts';

/** The address says which lesson is open, and where in it, so that a reload finds it. A lesson is a step back in the browser, a beat is none. */
export const showAddress = ({ course, id, index }: Playing): void => {
  const there = readLink(location.hash);
  const link = writeLink({ course: course.id, id, beat: index });
  if (link === location.hash) return;
  if (there?.id === id && there.course === course.id) history.replaceState(null, '', link);
  else history.pushState(null, '', link);
};

/** The lesson that it names is left. */
export const clearAddress = (): void => {
  if (readLink(location.hash)) history.replaceState(null, '', location.pathname + location.search);
};
