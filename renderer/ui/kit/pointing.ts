import type { Attachment } from 'svelte/attachments';

/** What stands under a pointer: under a mouse while it is over the element, under a finger from its touch until it touches something else. */
export const pointing =
  <E extends Element>(onpoint: (event: PointerEvent & { currentTarget: E }) => void, onleave: () => void): Attachment<E> =>
  (element) => {
    const listeners = {
      pointerdown: (event: PointerEvent) => event.pointerType === 'touch' && point(event),
      pointermove: (event: PointerEvent) => point(event),
      pointerleave: ({ pointerType }: PointerEvent) => pointerType !== 'touch' && onleave(),
    };
    const point = (event: PointerEvent): void => onpoint(event as PointerEvent & { currentTarget: E });
    const elsewhere = ({ target }: PointerEvent): void => void (element.contains(target as Node) || onleave());
    const entries = Object.entries(listeners) as [string, EventListener][];
    for (const [type, listener] of entries) element.addEventListener(type, listener);
    window.addEventListener('pointerdown', elsewhere, { capture: true });
    return () => {
      for (const [type, listener] of entries) element.removeEventListener(type, listener);
      window.removeEventListener('pointerdown', elsewhere, { capture: true });
    };
  };
