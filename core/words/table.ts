import { plural } from './plural.ts';
import type { Delimiter } from '#core/contract/table.ts';

/** How a table is read, before it is taken. */
const es = {
  title: (file: string) => `Así se lee «${file}»`,
  header: 'La primera fila tiene los nombres',
  delimiter: 'Separador',
  delimiters: { '\t': 'Tabulador', ';': 'Punto y coma', ',': 'Coma', '|': 'Barra', ' ': 'Espacios' } as Readonly<Record<Delimiter, string>>,
  otherDelimiter: 'Otro',
  decimal: 'Decimales',
  decimals: { ',': 'Coma: 1,5', '.': 'Punto: 1.5' },
  noDecimals: 'No hay',
  missing: 'Cuenta como vacío',
  missingNow: (mark: string, count: string) => `${mark} (${count})`,
  addMark: 'Otra marca, como -999',
  add: 'Añadir',
  column: 'Columna',
  numbered: (place: string) => `columna ${place}`,
  kind: 'Tipo',
  kindOf: (column: string) => `Tipo de ${column}`,
  kinds: { number: 'Números', category: 'Categorías', text: 'Texto' },
  role: 'Papel',
  first: 'Primeras filas',
  empty: 'vacía',
  notNumber: (found: string, row: string) => `${found} (fila ${row}) no es un número`,
  more: (n: number, count: string) => `y ${count} ${plural.es(n, 'columna', 'columnas')} más`,
  rows: (n: number, count: string) => `${count} ${plural.es(n, 'fila', 'filas')}`,
  firstRows: (count: string) => plural.es(count, 'la primera fila', `las primeras ${count} filas`),
  inputs: (n: number, count: string) => `${count} ${plural.es(n, 'entrada', 'entradas')}`,
  classes: (n: number, count: string, names: string) => `${count} ${plural.es(n, 'clase', 'clases')}: ${names}`,
  numbers: (names: string) => `aprende el valor de ${names}`,
  take: 'Usar esta tabla',
  taking: (share: string) => `Leyendo… ${share}`,
  again: 'Cómo se lee…',
};

const en: typeof es = {
  title: (file) => `How “${file}” is read`,
  header: 'The first row holds the names',
  delimiter: 'Separator',
  delimiters: { '\t': 'Tab', ';': 'Semicolon', ',': 'Comma', '|': 'Bar', ' ': 'Spaces' },
  otherDelimiter: 'Another',
  decimal: 'Decimals',
  decimals: { ',': 'Comma: 1,5', '.': 'Point: 1.5' },
  noDecimals: 'There are none',
  missing: 'Counts as empty',
  missingNow: (mark, count) => `${mark} (${count})`,
  addMark: 'Another mark, such as -999',
  add: 'Add',
  column: 'Column',
  numbered: (place) => `column ${place}`,
  kind: 'Kind',
  kindOf: (column) => `Kind of ${column}`,
  kinds: { number: 'Numbers', category: 'Categories', text: 'Text' },
  role: 'Role',
  first: 'First rows',
  empty: 'empty',
  notNumber: (found, row) => `${found} (row ${row}) is no number`,
  more: (n, count) => `and ${count} more ${plural.en(n, 'column', 'columns')}`,
  rows: (n, count) => `${count} ${plural.en(n, 'row', 'rows')}`,
  firstRows: (count) => plural.en(count, 'the first row', `the first ${count} rows`),
  inputs: (n, count) => `${count} ${plural.en(n, 'input', 'inputs')}`,
  classes: (n, count, names) => `${count} ${plural.en(n, 'class', 'classes')}: ${names}`,
  numbers: (names) => `learns the value of ${names}`,
  take: 'Use this table',
  taking: (share) => `Reading… ${share}`,
  again: 'How it is read…',
};

export const table = { es, en };

/** A column as a person reads it: one that the table leaves without a name is `column 3` in files, numbered in the person's language on screen. */
export const columnSaid = (name: string, { numbered }: typeof es): string =>
  name.replace(/^column (\d+)(?==|$)/, (_, place: string) => numbered(place));
