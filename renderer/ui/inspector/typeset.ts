import 'katex/dist/katex.min.css';
import type katexType from 'katex';
import type { Attachment } from 'svelte/attachments';

type Katex = typeof katexType;

let katex: Katex | undefined;
let loading: Promise<Katex> | undefined;
/** Fetched with the first formula: the first picture does without. */
const load = (): Promise<Katex> => (loading ??= import('katex').then((module) => (katex = module.default)));

const render = (by: Katex, latex: string, element: HTMLElement): void =>
  by.render(latex, element, {
    output: 'htmlAndMathml',
    throwOnError: false,
    // `\htmlClass` marks what is happening now; no other command of that family is let through.
    strict: false,
    trust: ({ command }) => command === '\\htmlClass',
  });

/** Sets LaTeX into an element, with MathML beside it for screen readers. Rendered as nodes: markup strings never meet the page. */
export const typeset =
  (latex: string): Attachment<HTMLElement> =>
  (element) => {
    if (katex) return render(katex, latex, element);
    let gone = false;
    void load().then((loaded) => gone || render(loaded, latex, element));
    return () => (gone = true);
  };

/** A derivative on one line, for places that have no room for a fraction. */
export const inline = (latex: string): string => latex.replace(/\\dfrac\{(\\partial L)\}\{(.*)\}$/, '$1/$2');
