import type { Attachment } from 'svelte/attachments';

export interface DragHandlers {
  /** Called on press and on every move until release, with the place along the element's width, 0 to 1. */
  readonly onmove: (fraction: number) => void;
  readonly onend?: () => void;
  /** Called while the pointer is over the element without pressing; undefined when it leaves. */
  readonly onhover?: (fraction: number | undefined) => void;
}

/** Drags along the width of an element, or of the one that `along` names; the pointer is captured, so that it may leave it on the way. */
export const dragAlong =
  (handlers: () => DragHandlers, along = (element: HTMLElement): HTMLElement => element): Attachment<HTMLElement> =>
  (element) => {
    const boxOf = (): DOMRect => along(element).getBoundingClientRect();
    /** Where the element is, from the press to the release: to ask at each move would lay out the page each time. */
    let dragged: DOMRect | undefined;
    const fractionOf = (event: PointerEvent): number => {
      const { left, width } = dragged ?? boxOf();
      return Math.min(1, Math.max(0, (event.clientX - left) / width));
    };
    const end = (): void => {
      if (!dragged) return;
      dragged = undefined;
      handlers().onend?.();
    };
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        dragged = boxOf();
        element.setPointerCapture(event.pointerId);
        handlers().onmove(fractionOf(event));
      },
      pointermove: (event: PointerEvent) => {
        const fraction = fractionOf(event);
        handlers().onhover?.(fraction);
        if (dragged) handlers().onmove(fraction);
      },
      pointerup: end,
      pointercancel: end,
      lostpointercapture: end,
      pointerleave: () => handlers().onhover?.(undefined),
    };
    const entries = Object.entries(listeners) as [string, EventListener][];
    for (const [type, listener] of entries) element.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of entries) element.removeEventListener(type, listener);
    };
  };
