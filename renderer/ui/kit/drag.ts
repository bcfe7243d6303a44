import type { Attachment } from 'svelte/attachments';

export interface DragHandlers {
  /**
   * Called with the place along the element's width, 0 to 1: of a mouse on press and on every move until release, of a finger on every move,
   * or where it taps. One that rests is told what is there, and presses nothing.
   */
  readonly onmove: (fraction: number) => void;
  readonly onend?: () => void;
  /** Called while the pointer is over the element, pressing or not; undefined when it leaves. */
  readonly onhover?: (fraction: number | undefined) => void;
}

/** How far a finger strays that means to stay, in CSS pixels, and how long it taps at most, in milliseconds. */
export const slack = 10;
export const rest = 450;

/** Drags along the width of an element, or of the one that `along` names; the pointer is captured, so that it may leave it on the way. */
export const dragAlong =
  (handlers: () => DragHandlers, along = (element: HTMLElement): HTMLElement => element): Attachment<HTMLElement> =>
  (element) => {
    const boxOf = (): DOMRect => along(element).getBoundingClientRect();
    /** Where the element is, from the press to the release: to ask at each move would lay out the page each time. */
    let dragged: DOMRect | undefined;
    /** Where and when a finger came that has not moved. */
    let touched: { readonly x: number; readonly since: number } | undefined;
    const fractionOf = (event: PointerEvent): number => {
      const { left, width } = dragged ?? boxOf();
      return Math.min(1, Math.max(0, (event.clientX - left) / width));
    };
    const end = (): void => {
      if (!dragged) return;
      dragged = touched = undefined;
      handlers().onend?.();
    };
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        if (event.button !== 0 || !event.isPrimary) return;
        dragged = boxOf();
        element.setPointerCapture(event.pointerId);
        if (event.pointerType === 'touch') {
          touched = { x: event.clientX, since: event.timeStamp };
          handlers().onhover?.(fractionOf(event));
        } else handlers().onmove(fractionOf(event));
      },
      pointermove: (event: PointerEvent) => {
        if (!event.isPrimary) return;
        const fraction = fractionOf(event);
        handlers().onhover?.(fraction);
        if (touched && Math.abs(event.clientX - touched.x) < slack) return;
        touched = undefined;
        if (dragged) handlers().onmove(fraction);
      },
      pointerup: (event: PointerEvent) => {
        if (dragged && touched && event.timeStamp - touched.since < rest) handlers().onmove(fractionOf(event));
        end();
      },
      pointercancel: () => {
        end();
        handlers().onhover?.(undefined);
      },
      lostpointercapture: end,
      pointerleave: () => handlers().onhover?.(undefined),
    };
    const entries = Object.entries(listeners) as [string, EventListener][];
    for (const [type, listener] of entries) element.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of entries) element.removeEventListener(type, listener);
    };
  };
