import type { Target } from '#renderer/picture/shape.ts';

/** What the person points at and which sample they follow. */
export class Selection {
  selected = $state.raw<Target | undefined>(undefined);
  hovered = $state.raw<Target | undefined>(undefined);
  /** Index into the training set, or the first of each batch. */
  follow = $state<number | 'batch'>('batch');

  readonly shown = $derived(this.selected ?? this.hovered);

  /** Choosing the chosen one again lets go of it. */
  choose(target: Target | undefined): void {
    this.selected = target && this.selected && sameTarget(target, this.selected) ? undefined : target;
  }

  clear(): void {
    this.selected = undefined;
    this.hovered = undefined;
  }
}

export const sameTarget = (a: Target | undefined, b: Target | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
