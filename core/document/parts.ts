import { parseRunText } from '#core/spec/read-run-spec.ts';

/**
 * What a document's file is made of. `NAME.retrograd` is a .zip with these entries; `run.json` is a run file with its branches, the marks and
 * the view, which opens by itself too.
 */
export const entries = {
  /** Which version the file is of, and what else was open. */
  about: 'document.json',
  run: 'run.json',
  /** What the notebook says of the run and its branches. */
  notebook: 'notebook.json',
  /** How far the learner is in the lesson that is open. */
  progress: 'progress.json',
  thumbnail: 'thumbnail.png',
} as const;

/** A table that the run names, by its file. */
export const tableEntry = (table: string): string => `tables/${table}`;
export const tableOf = (entry: string): string | undefined => /^tables\/([^/]+)$/.exec(entry)?.[1];

/** The state of a step of a branch, called by its number in the file; 0 is the run itself. */
export const stateEntry = (branch: number, step: number): string => `states/${branch}-${step}.safetensors`;
export const stateOf = (entry: string): { readonly branch: number; readonly step: number } | undefined => {
  const [, branch, step] = /^states\/(\d{1,10})-(\d{1,10})\.safetensors$/.exec(entry) ?? [];
  return step === undefined ? undefined : { branch: Number(branch), step: Number(step) };
};

/** The contents of a document, by the names of their entries. */
export type Contents = ReadonlyMap<string, Uint8Array>;

/** Version of documents that this program writes, and the newest that it knows. A run file by itself is version 0. */
export const documentVersion = 1;
export const documentFormat = 'retrograd-document';

/** From a document of one version to the next. */
export type Migration = (contents: Contents) => Contents;
/** The first takes version 0 to 1. */
const migrations: readonly Migration[] = [
  (contents) => new Map([...contents, [entries.about, jsonOf({ format: documentFormat, version: 1 })]]),
];

/** Brings a document of an older version to the newest; one of a newer version stays as it is. */
export const migrate = (contents: Contents, version: number, steps: readonly Migration[] = migrations): Contents =>
  steps.slice(version).reduce((older, step) => step(older), contents);

export const jsonOf = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** An object of JSON, or undefined where it is none. */
export const objectIn = (bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> | undefined => {
  const parsed = bytes && parseRunText(new TextDecoder().decode(bytes));
  const value = parsed?.ok ? parsed.value : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
};
