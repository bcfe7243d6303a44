import type { Target } from '#renderer/picture/shape.ts';
import { same } from '#renderer/model/queries/same.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';

/** What the person points at and which sample they follow. */
export class Selection implements Part {
  selected = $state.raw<Target | undefined>(undefined);
  hovered = $state.raw<Target | undefined>(undefined);
  /** Index into the training set, or the first of each batch. */
  follow = $state<number | 'batch'>('batch');

  readonly shown = $derived(this.selected ?? this.hovered);

  taken({ by, spec, before, sameShape }: Taken): void {
    if (by !== 'opening' && by !== 'edit') return;
    if (by === 'opening' || !sameShape) this.clear();
    if (by === 'opening' || !same(before?.data, spec.data)) this.follow = 'batch';
  }

  /** Choosing the chosen one again lets go of it. */
  choose(target: Target | undefined): void {
    this.selected = target && this.selected && sameTarget(target, this.selected) ? undefined : target;
  }

  clear(): void {
    this.selected = undefined;
    this.hovered = undefined;
  }
}

export const sameTarget = (a: Target | undefined, b: Target | undefined): boolean => same(a, b);
