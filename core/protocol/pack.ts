import type { Rows, SharedRows } from './shared-rows.ts';

/**
 * How messages travel between a page and its trainer. Rows of numbers, a list each, are among the slowest things to copy: they go as one
 * array, and those that the other end has already by their number. And a view goes without the rest of its buffer, which a copy would carry along.
 */

const rowsKey = '$rows';
const sharedKey = '$shared';
/** Fewer rows than this are not worth it. */
const fewest = 64;

interface Packed {
  /** Numbers in a row. */
  readonly [rowsKey]: number;
  readonly values: Float64Array;
  /** The number under which the other end keeps them. */
  readonly number?: number;
}

/** No description that was read from a text holds an array of this kind. */
interface Named {
  readonly [sharedKey]: Float64Array;
}

/** What is to be posted. Shares all that it need not change. */
export const pack = (value: unknown, shared?: SharedRows): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return value.byteLength < value.buffer.byteLength ? ownPart(value) : value;
  const each = (part: unknown): unknown => pack(part, shared);
  if (Array.isArray(value)) return namedRows(value, shared) ?? rowsOf(value, shared) ?? changed(value, value.map(each));
  return isPlain(value) ? withParts(value, each) : value;
};

/** What was posted, as it was. What only looks like rows stays as it is. */
export const unpack = (value: unknown, shared?: SharedRows): unknown => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const each = (part: unknown): unknown => unpack(part, shared);
  if (Array.isArray(value)) return changed(value, value.map(each));
  if (!isPlain(value)) return value;
  if (isNamed(value)) return shared?.named(value[sharedKey][0]!);
  return isPacked(value) ? takenRows(value, shared) : withParts(value, each);
};

const isPlain = (value: object): value is Readonly<Record<string, unknown>> => {
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === null || proto === Object.prototype;
};

const changed = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
  after.every((part, index) => part === before[index]) ? before : after;

const withParts = (value: Readonly<Record<string, unknown>>, each: (part: unknown) => unknown): object => {
  const before = Object.entries(value);
  const after = before.map(([key, part]) => [key, each(part)] as const);
  return after.every(([, part], index) => part === before[index]![1]) ? value : Object.fromEntries(after);
};

const ownPart = (view: ArrayBufferView): ArrayBufferView => {
  const buffer = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  return new (view.constructor as new (buffer: ArrayBufferLike) => ArrayBufferView)(buffer);
};

/** Undefined where it is no table of numbers, or a small one. */
const rowsOf = (list: readonly unknown[], shared: SharedRows | undefined): Packed | undefined => {
  const [first] = list;
  if (list.length < fewest || !Array.isArray(first) || first.length === 0) return undefined;
  const columns = first.length;
  for (const row of list) {
    if (!Array.isArray(row) || row.length !== columns) return undefined;
    for (let column = 0; column < columns; column++) if (typeof row[column] !== 'number') return undefined;
  }
  const values = new Float64Array(list.length * columns);
  for (let row = 0, at = 0; row < list.length; row++) for (const number of list[row] as number[]) values[at++] = number;
  const number = shared?.send(list as Rows);
  return { [rowsKey]: columns, values, ...(number !== undefined && { number }) };
};

const namedRows = (list: readonly unknown[], shared: SharedRows | undefined): Named | undefined => {
  const number = list.length < fewest ? undefined : shared?.numberOf(list as Rows);
  return number === undefined ? undefined : { [sharedKey]: Float64Array.of(number) };
};

const isNamed = (value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Named =>
  value[sharedKey] instanceof Float64Array && value[sharedKey].length === 1 && Object.keys(value).length === 1;

const isPacked = (value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Packed => {
  const { [rowsKey]: columns, values, number } = value;
  return (
    values instanceof Float64Array &&
    Object.keys(value).length === (number === undefined ? 2 : 3) &&
    (number === undefined || Number.isSafeInteger(number)) &&
    Number.isSafeInteger(columns) &&
    (columns as number) > 0 &&
    values.length % (columns as number) === 0
  );
};

const takenRows = (packed: Packed, shared: SharedRows | undefined): Rows => {
  const rows = rowsIn(packed);
  if (packed.number !== undefined) shared?.take(packed.number, rows);
  return rows;
};

const rowsIn = ({ [rowsKey]: columns, values }: Packed): number[][] => {
  const rows: number[][] = [];
  // Number by number: a list made of a part of the array costs ten times as much.
  for (let at = 0; at < values.length; at += columns) {
    const row: number[] = [];
    for (let column = 0; column < columns; column++) row.push(values[at + column]!);
    rows.push(row);
  }
  return rows;
};
