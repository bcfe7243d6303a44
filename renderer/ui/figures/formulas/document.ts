import type { Card } from '#renderer/model/formula/card.ts';

interface Told {
  readonly card: Pick<Card, 'symbolic' | 'numeric' | 'right'>;
  readonly title: string;
}

/** The formulas as they are written in LaTeX, a display each, to be put into an article: no mark of the moment, and their names as comments. */
export const documentOf = (cards: readonly Told[]): string =>
  [
    '% \\usepackage{amsmath}',
    ...cards.flatMap(({ card, title }) => ['', `% ${title.replaceAll(/\s+/gu, ' ')}`, ...displays(card)]),
    '',
  ].join('\n');

const displays = ({ symbolic, numeric, right }: Told['card']): string[] => {
  const all = [...symbolic, ...numeric, ...(right ? [...right.symbolic, ...right.numeric] : [])];
  return all.map((latex) => `\\[ ${unmarked(latex)} \\]`);
};

/** Without the marks of what happens now, `\htmlClass{...}{...}`: their content stays. */
const unmarked = (latex: string): string => latex.replaceAll(/\\htmlClass\{[^}]*\}/gu, '');
