import type { Course, CourseLesson, Unit } from './course.ts';

/** Where a lesson of a course stands: its unit, and its title; undefined of the unit's recall, which has none of its own. */
export const placeIn = ({ units }: Course, id: string): { readonly unit: Unit; readonly title?: CourseLesson['title'] } | undefined => {
  for (const unit of units) {
    if (unit.recall === id) return { unit };
    const own = unit.sections.flatMap(({ lessons }) => lessons).find((lesson) => lesson.id === id);
    if (own) return { unit, title: own.title };
  }
  return undefined;
};
