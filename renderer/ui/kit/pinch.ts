import type { Attachment } from 'svelte/attachments';

/** CSS pixels of the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
type Pair = readonly [Point, Point];

/** What two fingers did between two moments: the place between them, how far it went, and how many times as far they stand apart. */
export interface Pinch {
  readonly at: Point;
  readonly by: Point;
  readonly factor: number;
}

const middle = ([a, b]: Pair): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
/** Fingers are never nearer than a pixel: what they do has a factor. */
const apart = ([a, b]: Pair): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));

export const pinchOf = (before: Pair, after: Pair): Pinch => {
  const [at, to] = [middle(before), middle(after)];
  return { at, by: { x: to.x - at.x, y: to.y - at.y }, factor: apart(after) / apart(before) };
};

/**
 * Two fingers on an element, told at each of their moves with where it is in the window. With the second what the first began is cancelled, and until all are lifted none of
 * them presses, drags or points: what listens to one pointer need not know of this.
 */
export const pinch =
  (onpinch: (pinch: Pinch, box: DOMRect) => void): Attachment<HTMLElement> =>
  (element) => {
    const fingers = new Map<number, Point>();
    let pinching = false;
    /** Where the element is, as long as two fingers are: to ask at each move would lay out the page each time. */
    let box = new DOMRect();
    const pair = (): Pair => [...fingers.values()].slice(0, 2) as unknown as Pair;
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        if (event.pointerType !== 'touch') return;
        // What was lifted where nobody saw it is no finger.
        if (event.isPrimary) {
          fingers.clear();
          pinching = false;
        }
        const [first] = fingers.keys();
        fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (first === undefined) return;
        event.stopPropagation();
        if (pinching) return;
        element.dispatchEvent(
          new PointerEvent('pointercancel', { pointerId: first, pointerType: 'touch', isPrimary: true, bubbles: true }),
        );
        pinching = true;
        box = element.getBoundingClientRect();
      },
      pointermove: (event: PointerEvent) => {
        if (!fingers.has(event.pointerId)) return;
        const before = pair();
        fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (!pinching) return;
        event.stopPropagation();
        if (fingers.size > 1) onpinch(pinchOf(before, pair()), box);
      },
      pointerup: (event: PointerEvent) => lift(event),
      pointercancel: (event: PointerEvent) => event.isTrusted && lift(event),
    };
    const lift = (event: PointerEvent): void => {
      if (!fingers.delete(event.pointerId) || !pinching) return;
      event.stopPropagation();
      pinching = fingers.size > 0;
    };
    const entries = Object.entries(listeners) as [string, EventListener][];
    for (const [type, listener] of entries) element.addEventListener(type, listener, { capture: true });
    return () => {
      for (const [type, listener] of entries) element.removeEventListener(type, listener, { capture: true });
    };
  };
