import 'katex/dist/katex.min.css';
import type katexType from 'katex';
import type { Attachment } from 'svelte/attachments';
import { FailureError } from '#core/contract/failure.ts';
import { afterRest } from '#renderer/clock/clock.ts';
import { doInTurn } from './one-a-frame.ts';
import { untilLoaded } from './until-loaded.ts';

type Katex = typeof katexType;

let katex: Katex | undefined;
let loading: Promise<Katex> | undefined;
/** Formulas that wait for it, as they are written. */
const waiting = new Map<HTMLElement, string>();
/** Fetched with the first formula, or by whoever will have one: the first picture does without. */
export const fetchTypesetter = (): Promise<Katex> =>
  (loading ??= untilLoaded(async () => (katex = (await import('katex')).default), {
    failed: () => {
      for (const [element, latex] of waiting) element.textContent = latex;
      // Told by the page's own listener, once.
      void Promise.reject(new FailureError({ code: 'no-formulas' }));
    },
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  }));

/** Of the program itself, or of a text from elsewhere, which may mark nothing and fills no more room than a page. */
type Origin = 'program' | 'elsewhere';

const render = (by: Katex, latex: string, element: HTMLElement, origin: Origin): void => {
  const elsewhere = origin === 'elsewhere';
  const options = {
    output: 'htmlAndMathml' as const,
    throwOnError: elsewhere,
    // `\htmlClass` marks what is happening now; no other command of that family is let through.
    strict: false,
    trust: ({ command }: { readonly command: string }) => !elsewhere && command === '\\htmlClass',
    // Ems, and how often a macro of a formula may stand for another.
    ...(elsewhere && { maxSize: 20, maxExpand: 200 }),
  };
  try {
    by.render(latex, element, options);
  } catch {
    // One that no typesetter can make is shown as it was written.
    element.textContent = latex;
  }
};

/** Milliseconds from one formula in an element to the next: a drag may bring another at each frame, which nobody reads. */
const readingPause = 250;
/** Elements whose formula was set just now, and what is to be done once that was read. */
const read = new WeakMap<HTMLElement, { then?: (() => void) | undefined }>();

/** Sets LaTeX into an element, with MathML beside it for screen readers. Rendered as nodes: markup strings never meet the page. */
export const typeset =
  (latex: string, origin: Origin = 'program'): Attachment<HTMLElement> =>
  (element) => {
    let cancel: (() => void) | undefined;
    let gone = false;
    const set = (): void => {
      const reading: { then?: (() => void) | undefined } = {};
      read.set(element, reading);
      afterRest(readingPause, () => {
        read.delete(element);
        reading.then?.();
      });
      render(katex!, latex, element, origin);
    };
    const setInTurn = (): void => {
      const reading = read.get(element);
      if (gone) return;
      if (!reading) return set();
      const then = (): void => void (cancel = doInTurn(set));
      reading.then = then;
      cancel = () => reading.then === then && (reading.then = undefined);
    };
    if (katex) setInTurn();
    else {
      waiting.set(element, latex);
      void fetchTypesetter().then(setInTurn);
    }
    return () => {
      gone = true;
      waiting.delete(element);
      cancel?.();
    };
  };

/** A derivative on one line, for places that have no room for a fraction. */
export const inline = (latex: string): string => latex.replace(/\\dfrac\{(\\partial L)\}\{(.*)\}$/, '$1/$2');
