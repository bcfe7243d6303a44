import type { Attachment } from 'svelte/attachments';

/** Sets `data-still` on an element over which the pointer has not moved for so many milliseconds. */
export const markStill =
  (after: number): Attachment<HTMLElement> =>
  (element) => {
    let timer: ReturnType<typeof setTimeout>;
    const stir = (): void => {
      element.removeAttribute('data-still');
      clearTimeout(timer);
      timer = setTimeout(() => element.setAttribute('data-still', ''), after);
    };
    stir();
    element.addEventListener('pointermove', stir);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointermove', stir);
      element.removeAttribute('data-still');
    };
  };
