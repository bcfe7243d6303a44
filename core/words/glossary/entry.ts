import type { Term } from './terms.ts';

/** What a term is called, how it appears in sentences (whole words in small letters, parted by |), and what it means. */
export interface Entry {
  readonly name: string;
  readonly forms: string;
  readonly means: string;
}

export interface Glossary {
  readonly title: string;
  readonly search: string;
  readonly none: string;
  readonly near: string;
  /** Said of a term in a text: it opens its explanation. */
  readonly explain: (name: string) => string;
  readonly terms: Readonly<Record<Term, Entry>>;
}
