import { seconds } from '#core/contract/units.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';
import { compare, type TimePoint } from './time-point.ts';

/** A place in time that the person wants to find again, and what they have to say about it. */
export interface Mark extends TimePoint {
  readonly note: string;
}

/** The marks of the open run, in the order of time; at most one at a place. Run files have no room for them. */
export class Marks implements Part {
  list = $state.raw<readonly Mark[]>([]);
  /** The one whose note is being written. */
  edited = $state.raw<Mark | undefined>(undefined);

  taken({ by, sameShape }: Taken): void {
    if (by === 'opening') this.clear();
    else if (by === 'edit' && !sameShape) this.keepSteps();
  }

  at(place: TimePoint): Mark | undefined {
    return this.list.find((mark) => compare(mark, place) === 0);
  }

  /** Marks a place, or gives the mark there another note. */
  put({ step, t }: TimePoint, note = ''): void {
    const others = this.list.filter((mark) => compare(mark, { step, t }) !== 0);
    this.list = [...others, { step, t, note }].toSorted(compare);
  }

  remove(place: TimePoint): void {
    this.list = this.list.filter((mark) => compare(mark, place) !== 0);
  }

  /** The nearest mark after a place, or before it. */
  beside(place: TimePoint, direction: 1 | -1): Mark | undefined {
    const passed = this.list.filter((mark) => compare(mark, place) * direction > 0);
    return passed.at(direction === 1 ? 0 : -1);
  }

  /** The steps are of another shape: their moments mean something else, so each mark holds its step only. */
  keepSteps(): void {
    const marks = this.list;
    this.list = [];
    for (const { step, note } of marks) {
      const there = this.at({ step, t: seconds(0) })?.note ?? '';
      this.put({ step, t: seconds(0) }, [there, note].filter(Boolean).join(' · '));
    }
  }

  clear(): void {
    this.list = [];
    this.edited = undefined;
  }
}
