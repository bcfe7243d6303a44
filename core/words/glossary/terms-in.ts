import type { Entry } from './entry.ts';
import { termIds, type Term } from './terms.ts';

/** A piece of a text; with a term, the text is one of its forms. */
export interface Piece {
  readonly text: string;
  readonly term?: Term;
}

type Entries = Readonly<Record<Term, Entry>>;

const patterns = new WeakMap<Entries, { readonly pattern: RegExp; readonly byForm: ReadonlyMap<string, Term> }>();

/** The longest form first: "learning rate" before "rate". Letters and their marks part words; a symbol stands alone too. */
const patternOf = (entries: Entries) => {
  let made = patterns.get(entries);
  if (made) return made;
  const byForm = new Map(termIds.flatMap((term) => entries[term].forms.split('|').map((form): [string, Term] => [form, term])));
  const forms = [...byForm.keys()].sort((a, b) => b.length - a.length).join('|');
  made = { pattern: new RegExp(`(?<![\\p{L}\\p{M}\\d])(${forms})(?![\\p{L}\\p{M}\\d])`, 'giu'), byForm };
  patterns.set(entries, made);
  return made;
};

/** A text with its terms found, each where it stands first. */
export const termsIn = (text: string, entries: Entries): readonly Piece[] => {
  const seen = new Set<Term>();
  const { pattern, byForm } = patternOf(entries);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: form, index } of text.matchAll(pattern)) {
    const term = byForm.get(form.toLowerCase())!;
    if (seen.has(term)) continue;
    seen.add(term);
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: form, term });
    from = index + form.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
};
