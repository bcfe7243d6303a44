/** One small table in the ways in which the world writes it. */

export const measures = [
  { city: 'León', year: 1999, height: 1.75, weight: 70.5 },
  { city: 'Cádiz', year: 2004, height: 0.5, weight: -3 },
  { city: 'Núñez "el 2"', year: 2010, height: 12.25, weight: 1234.5 },
  { city: 'León', year: 2026, height: 2, weight: 0.001 },
  { city: 'Cádiz', year: 1987, height: 1.6, weight: 88 },
] as const;

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'utf-16le-bare' | 'windows-1252';

export interface DialectExample {
  readonly name: string;
  readonly delimiter: ',' | ';' | '\t';
  readonly decimal: '.' | ',';
  readonly encoding: Encoding;
  readonly lineBreak: '\n' | '\r\n' | '\r';
  readonly quoting: 'all' | 'needed';
  readonly hint?: true;
}

const delimiters = [',', ';', '\t'] as const;
const encodings: readonly Encoding[] = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'];
const lineBreaks = ['\n', '\r\n', '\r'] as const;
const names = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '.': 'point', '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' } as const;
const named = (dialect: Omit<DialectExample, 'name'>): DialectExample => ({
  ...dialect,
  name: [names[dialect.delimiter], `decimal ${names[dialect.decimal]}`, dialect.encoding, names[dialect.lineBreak], `quotes ${dialect.quoting}`, ...(dialect.hint ? ['sep='] : [])].join(', '), // prettier-ignore
});

/** Every delimiter with every decimal mark in every encoding, line breaks and quoting taking turns; and two more of spreadsheets. */
export const dialects: readonly DialectExample[] = [
  ...delimiters.flatMap((delimiter, d) =>
    (['.', ','] as const).flatMap((decimal) =>
      encodings.map((encoding, e) =>
        named({ delimiter, decimal, encoding, lineBreak: lineBreaks[(d + e) % 3]!, quoting: e % 2 ? 'all' : 'needed' }),
      ),
    ),
  ),
  named({ delimiter: ';', decimal: ',', encoding: 'windows-1252', lineBreak: '\r\n', quoting: 'needed', hint: true }),
  named({ delimiter: '\t', decimal: '.', encoding: 'utf-16le-bare', lineBreak: '\n', quoting: 'needed' }),
];

export const writeTable = ({ delimiter, decimal, lineBreak, quoting, hint }: DialectExample): string => {
  const cell = (value: string | number): string => {
    const text = typeof value === 'number' ? String(value).replace('.', decimal) : value;
    const needed = text.includes(delimiter) || text.includes('"');
    return quoting === 'all' || needed ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = [
    ['ciudad', 'año', 'altura, «m»', 'peso'],
    ...measures.map(({ city, year, height, weight }) => [city, year, height, weight]),
  ];
  return (hint ? `sep=${delimiter}${lineBreak}` : '') + rows.map((row) => row.map(cell).join(delimiter) + lineBreak).join('');
};

export const encode = (text: string, encoding: Encoding): Uint8Array => {
  const le = () => Buffer.from(text, 'utf16le');
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text, 'utf8')]);
    case 'utf-16le':
      return Buffer.concat([Buffer.from([0xff, 0xfe]), le()]);
    case 'utf-16le-bare':
      return le();
    case 'utf-16be':
      return Buffer.concat([Buffer.from([0xfe, 0xff]), le().swap16()]);
    case 'windows-1252':
      return Buffer.from(text, 'latin1');
  }
};
