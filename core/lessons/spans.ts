import { isTerm, termIds, type Term } from '#core/words/glossary/terms.ts';
import { readExpression, type Expression, type Names } from './expression.ts';
import { lessonFault } from './fault.ts';

/** A piece of a text. */
export type Span =
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'strong' | 'emphasis' | 'code' }
  /** A number of the live run. */
  | { readonly kind: 'value'; readonly expression: Expression; readonly source: string }
  /** LaTeX, on a line of its own where `display`. */
  | { readonly kind: 'formula'; readonly tex: string; readonly display: boolean }
  /** Opens the glossary; without a text it is shown as the glossary calls it. */
  | { readonly kind: 'term'; readonly term: Term; readonly text?: string };

/** The marks inside a line, each from its beginning to its end. Formulas and code come first: nothing in them is a mark. */
const marks: readonly { readonly pattern: RegExp; readonly read: (inner: string, names: Names) => Span }[] = [
  { pattern: /\$\$([^$]+)\$\$/y, read: (tex) => formulaSpan(tex.trim(), true) },
  { pattern: /\$([^$]+)\$/y, read: (tex) => formulaSpan(tex, false) },
  { pattern: /`([^`]+)`/y, read: (text) => ({ kind: 'text', text, tone: 'code' }) },
  {
    pattern: /\{([^{}]+)\}/y,
    read: (source, names) => ({ kind: 'value', expression: readExpression(source.trim(), names), source: source.trim() }),
  },
  { pattern: /\[\[([^[\]]+)\]\]/y, read: (inner) => termSpan(inner) },
  { pattern: /\*\*([^*]+)\*\*/y, read: (text) => ({ kind: 'text', text, tone: 'strong' }) },
  { pattern: /\*([^*]+)\*/y, read: (text) => ({ kind: 'text', text, tone: 'emphasis' }) },
  // Formatters of Markdown write it so. Within a word it is a letter.
  { pattern: /(?<![\p{L}\p{N}_])_([^_]+)_(?![\p{L}\p{N}_])/uy, read: (text) => ({ kind: 'text', text, tone: 'emphasis' }) },
];

/** Characters of a formula at most, and how deep its brackets may nest. */
const longestFormula = 1000;
const deepestFormula = 30;

/** A formula that a typesetter can be given without harm. */
const formulaSpan = (tex: string, display: boolean): Span => {
  if (tex.length > longestFormula) throw lessonFault('formula', tex.slice(0, 24), `${tex.length}`, `${longestFormula}`);
  let depth = 0;
  // `\left` nests as a brace does.
  for (const [mark] of tex.matchAll(/\\(?:left|right|begin|end)(?![a-z])|\\.|[{}]/gs)) {
    if (mark === '{' || mark === '\\left' || mark === '\\begin') depth++;
    else if (mark === '}' || mark === '\\right' || mark === '\\end') depth--;
    if (depth > deepestFormula) throw lessonFault('formula', tex.slice(0, 24), `${depth}`, `${deepestFormula}`);
  }
  return { kind: 'formula', tex, display };
};

/** `[[gradient]]` shows a term by its name, `[[gradient|el gradiente]]` by other words. */
const termSpan = (inner: string): Span => {
  const [term = '', text] = inner.split('|').map((part) => part.trim());
  if (!isTerm(term)) throw lessonFault('term', term, undefined, termIds.join(', '));
  return { kind: 'term', term, ...(text !== undefined && { text }) };
};

/** Markup is refused, not shown: a text is text. */
const markup = /<\/?[a-z!][^<>]*>/i;
/** The first markup in a text, shortened. */
export const markupIn = (text: string): string | undefined => markup.exec(text)?.[0].slice(0, 40);
const opening = /[$`{}*]|\[\[|\]\]/;

/** Reads the marks of a line. Throws a FailureError with the mark that has no end, or cannot be read. */
export const readSpans = (text: string, names: Names = {}): readonly Span[] => {
  const odd = markupIn(text);
  if (odd !== undefined) throw lessonFault('html', odd);
  const spans: Span[] = [];
  let from = 0;
  let at = 0;
  const plain = (to: number): void => {
    if (to > from) spans.push({ kind: 'text', text: text.slice(from, to) });
  };
  while (at < text.length) {
    const found = marks.find(({ pattern }) => {
      pattern.lastIndex = at;
      return pattern.test(text);
    });
    if (!found) {
      if (opening.test(text.slice(at, at + (/^(\[\[|\]\])/.test(text.slice(at)) ? 2 : 1))))
        throw lessonFault('mark', text.slice(at, at + 24));
      at++;
      continue;
    }
    const { pattern, read } = found;
    pattern.lastIndex = at;
    const [whole, inner = ''] = pattern.exec(text)!;
    plain(at);
    spans.push(read(inner, names));
    at += whole.length;
    from = at;
  }
  plain(at);
  return spans;
};
