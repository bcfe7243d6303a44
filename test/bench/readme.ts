/** The figures of a full run that the readme tells, as a table of Markdown. */

export type Figures = Readonly<Record<string, number>>;

interface Row {
  readonly what: string;
  readonly unit: string;
  readonly of: (figures: Figures) => number | undefined;
}

const named =
  (name: string) =>
  (figures: Figures): number | undefined =>
    figures[name];

/** How many times as fast as the fastest of its peers. */
const overBest = (workload: string) => (figures: Figures) => {
  const ratios = Object.entries(figures).filter(([name]) => name.startsWith(`train.${workload}.ratio.`));
  return ratios.length === 0 ? undefined : Math.min(...ratios.map(([, ratio]) => ratio));
};

const rows: readonly Row[] = [
  ...['W1', 'W2', 'W3', 'W4', 'W5'].map((workload) => ({
    what: `training ${workload}, history recorded, against the fastest JavaScript library`,
    unit: '×',
    of: overBest(workload),
  })),
  { what: 'a seek anywhere in 100,000 steps of the article’s network, worst', unit: 'ms', of: named('seek.article100k.maxMs') },
  { what: 'the same of a network for digits, median', unit: 'ms', of: named('seek.digits100k.medianMs') },
  { what: 'a landscape of 64 × 64 losses (W2)', unit: 'ms', of: named('landscape.W2.grid64.ms') },
  { what: 'a frame of a drag at 2,000 edges, median', unit: 'ms', of: named('drag.edges2000.jsMs') },
  { what: 'the same, 95 of 100', unit: 'ms', of: named('drag.edges2000.p95Ms') },
];

const from = '<!-- figures: npm run bench -- --readme -->';
const to = '<!-- end of figures -->';

/** The readme with a table of these figures between its two marks. What was not measured has no row. */
export const withFigures = (readme: string, figures: Figures): string => {
  const [start, end] = [readme.indexOf(from), readme.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`The readme lacks the marks ${from} and ${to}.`);
  const told = rows.flatMap(({ what, unit, of }) => {
    const value = of(figures);
    return value === undefined ? [] : [`| ${what} | ${value.toLocaleString('en', { maximumSignificantDigits: 2 })} ${unit} |`];
  });
  const table = ['| what | how fast |', '| --- | ---: |', ...told].join('\n');
  return `${readme.slice(0, start + from.length)}\n\n${table}\n\n${readme.slice(end)}`;
};
