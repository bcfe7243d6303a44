import katex from 'katex';
import 'katex/dist/katex.min.css';
import type { Attachment } from 'svelte/attachments';

/** Sets LaTeX into an element, with MathML beside it for screen readers. Rendered as nodes: markup strings never meet the page. */
export const typeset =
  (latex: string): Attachment<HTMLElement> =>
  (element) => {
    katex.render(latex, element, {
      output: 'htmlAndMathml',
      throwOnError: false,
      // `\htmlClass` marks what is happening now; no other command of that family is let through.
      strict: false,
      trust: ({ command }) => command === '\\htmlClass',
    });
  };

/** A derivative on one line, for places that have no room for a fraction. */
export const inline = (latex: string): string => latex.replace(/\\dfrac\{(\\partial L)\}\{(.*)\}$/, '$1/$2');
