import type { KeptState } from '#renderer/model/branches/loans.ts';
import type { CurrentFile } from '#renderer/model/run/documents.ts';
import type { HeldTable } from '#renderer/model/run/tables.svelte.ts';
import { examples, type ExampleName } from '#renderer/model/run/examples.ts';

/** What is on screen as it is kept: a document in two parts, of which the first may be large and changes seldom. */
export interface Work {
  /** What a file holds of the run and its branches, as JSON. */
  readonly run: string;
  /** What it holds beside them, as JSON. */
  readonly beside: string;
  readonly example: ExampleName | undefined;
  /** Whether a file lacks something of it. */
  readonly unsaved: boolean;
  readonly states: readonly KeptState[];
  /** The files of the tables that it names. */
  readonly files: readonly string[];
}

/** Version of the slot that this program writes and reads. */
const slotVersion = 1;

/** The parts of the slot. Whoever writes only those that are other must give equal ones as the same. */
export const partsOf = (
  { run, beside, example, unsaved, states }: Work,
  tables: readonly HeldTable[],
  /** What another opening replaced. */
  replaced: Work | undefined,
  /** The file that the work is of. */
  file?: CurrentFile,
) => ({
  run,
  beside,
  about: JSON.stringify({ version: slotVersion, example, unsaved }),
  states,
  tables,
  replaced,
  file,
});
export type Parts = ReturnType<typeof partsOf>;

/** Takes all of them away. */
export const noParts: { readonly [Name in keyof Parts]: undefined } = {
  run: undefined,
  beside: undefined,
  about: undefined,
  states: undefined,
  tables: undefined,
  replaced: undefined,
  file: undefined,
};

/** The text of the document's file. */
export const textOf = ({ run, beside }: Pick<Work, 'run' | 'beside'>): string => `${run.slice(0, -1)},${beside.slice(1)}`;

/** What the slot holds, or that it holds nothing. */
export type Held = Parts | typeof noParts;

export const otherThan = (before: Held, parts: Parts) =>
  Object.entries(parts).filter(([name, part]) => part !== before[name as keyof Parts]);

/** The run with its branches and the marks: what a person makes, and not how they look at it. */
export type Print = readonly [run: string, marks: string];

export const isSame = (a: Print, b: Print | undefined): boolean => b !== undefined && a.every((part, index) => part === b[index]);

/** What was left for another run: as it was, and whether it is worth having back. */
export interface Left {
  readonly work: Work;
  readonly print: Print;
  readonly branches: number;
}

interface Kept {
  readonly work: Work;
  readonly tables: readonly HeldTable[];
  readonly replaced: Work | undefined;
  readonly file: CurrentFile | undefined;
}

/** What the slot holds, as far as this program can tell; undefined where it is empty or of a program that keeps something else. */
export const readParts = (parts: Readonly<Record<string, unknown>>): Kept | undefined => {
  const { tables, replaced, file } = parts;
  const about = read(parts['about']);
  const work = about['version'] === slotVersion ? workOf({ ...parts, ...about }) : undefined;
  return (
    work && { work, tables: listOf(tables).filter(isTable), replaced: workOf(fieldsOf(replaced)), file: isFile(file) ? file : undefined }
  );
};

const workOf = ({ run, beside, example, unsaved, states, files }: Readonly<Record<string, unknown>>): Work | undefined =>
  typeof run !== 'string' || typeof beside !== 'string'
    ? undefined
    : {
        run,
        beside,
        example: Object.keys(examples).find((name) => name === example) as ExampleName | undefined,
        unsaved: unsaved === true,
        states: listOf(states).filter(isState),
        files: listOf(files).filter((file) => typeof file === 'string'),
      };

const read = (text: unknown): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    return fieldsOf(value);
  } catch {
    return {};
  }
};
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isState = (value: unknown): value is KeptState => {
  const { branch, step, state } = fieldsOf(value);
  return typeof branch === 'number' && typeof step === 'number' && state instanceof Float64Array;
};
const isFile = (value: unknown): value is CurrentFile => {
  const { name, fixed, bytes } = fieldsOf(value);
  return typeof name === 'string' && typeof fixed === 'boolean' && bytes instanceof Uint8Array;
};
const isTable = (value: unknown): value is HeldTable => {
  const { table, bytes } = fieldsOf(value);
  return typeof table === 'string' && bytes instanceof Uint8Array;
};
