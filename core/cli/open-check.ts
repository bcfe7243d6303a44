import { ok, type Failure, type Result } from '#core/contract/failure.ts';
import type { TableShapes } from '#core/contract/table.ts';
import { isLink, readLink, type Link } from '#core/document/link.ts';
import { documentVersion } from '#core/document/parts.ts';
import { isPng } from '#core/document/png.ts';
import { readDocumentFile, type DocumentFile } from '#core/document/read-file.ts';
import { readState } from '#core/document/tensor-file.ts';
import { readProgress } from '#core/lessons/progress.ts';
import { tableKey } from '#core/spec/table-reading.ts';
import { readDocument, type Document } from '#core/view/document.ts';
import { viewVersion } from '#core/view/view-state.ts';
import { cli } from '#core/words/cli/cli.ts';
import type { Language } from '#core/words/catalogue.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import type { Io } from './io.ts';
import { readTable } from './open-run.ts';
import { plain } from '#core/words/failure/plain.ts';

/** What a file that the app opens holds, as plain data. */
export interface OpenReport {
  readonly kind: 'document' | 'run' | 'link' | 'picture';
  /** Of the document; a run file by itself is version 0 of it. */
  readonly version: number;
  readonly newer: boolean;
  readonly name?: string;
  readonly network: readonly number[];
  readonly steps?: number;
  readonly branches: number;
  readonly marks: number;
  readonly view: boolean;
  readonly states: number;
  readonly tables: readonly string[];
  readonly notebook: boolean;
  readonly progress: boolean;
  readonly lesson?: string;
  readonly thumbnail: boolean;
  /** The versions that parts were found in and brought up from. */
  readonly migrated: Readonly<Record<string, number>>;
  /** What is left out, and why: a sentence each. */
  readonly leftOut: readonly string[];
}

/** Opens a file, or a link, as the app does, and says what it holds. */
export const openCheck = async (file: string, language: Language, io: Io): Promise<Result<OpenReport>> => {
  const link = isLink(file) ? readLink(file) : undefined;
  const bytes = link ? textBytes(link) : await io.bytes(file);
  const taken = bytes.ok ? readDocumentFile(bytes.value, link ? '#' : file) : bytes;
  if (!taken.ok) return taken;
  const read = await overTables(taken.value, link ? '-' : file, io);
  if (!read.ok) return read;
  const report = reportOf(taken.value, read.value, language);
  return ok({ ...report, ...(link ? { kind: 'link' as const } : bytes.ok && isPng(bytes.value) && { kind: 'picture' as const }) });
};

const textBytes = (link: Result<Link>): Result<Uint8Array> => (link.ok ? ok(new TextEncoder().encode(link.value.run)) : link);

/** The document over the table that it names: its own, or one beside its file. */
const overTables = async ({ run, tables }: DocumentFile, file: string, io: Io): Promise<Result<Document>> => {
  const bare = readDocument(run);
  if (bare.ok || bare.failure.code !== 'needs-table') return bare;
  const { table: name, reading = {} } = bare.failure;
  const own = tables.find(({ table }) => table === name);
  const table = await readTable(name, own ? once(own.bytes) : io.table({ file: name, run: file }), reading);
  if (!table.ok) return table;
  const shapes: TableShapes = { [tableKey(name, reading)]: table.value };
  return readDocument(run, shapes);
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const reportOf = (file: DocumentFile, document: Document, language: Language): OpenReport => {
  const { spec, branches, marks, name, steps, view } = document;
  const states = file.states.map(({ branch, step, bytes }) => {
    const own = branch === 0 ? spec : branches.find(({ number }) => number === branch)?.spec;
    return { place: `states/${branch}-${step}.safetensors`, ok: own !== undefined && readState(own, bytes) !== undefined };
  });
  const lost = states.filter((state) => !state.ok);
  const progress = file.progress === undefined ? undefined : readProgress(file.progress);
  const amiss: readonly Failure[] = [
    ...file.amiss,
    ...document.wrong,
    ...document.amiss,
    ...lost.map(({ place }): Failure => ({ code: 'bad-document', file: place, problem: 'state', place })),
    ...(progress && !progress.ok ? [progress.failure] : (progress?.value.amiss ?? [])),
  ];
  const keptView = viewVersionIn(file.run);
  return {
    kind: file.version === 0 ? 'run' : 'document',
    version: file.version,
    newer: file.newer,
    ...(name !== undefined && { name }),
    network: [spec.network.inputs, ...spec.network.layers.map(({ units }) => units)],
    ...(steps !== undefined && { steps }),
    branches: branches.length,
    marks: marks.length,
    view: view !== undefined,
    states: states.length - lost.length,
    tables: file.tables.map(({ table }) => table),
    notebook: file.notebook !== undefined,
    progress: progress?.ok === true,
    ...(file.lesson && { lesson: `${file.lesson.course}/${file.lesson.id}` }),
    thumbnail: file.thumbnail !== undefined,
    migrated: {
      ...(file.version > 0 && file.version < documentVersion && { document: file.version }),
      ...(view && keptView !== undefined && keptView < viewVersion && { view: keptView }),
    },
    leftOut: amiss.map((failure) => sayFailure(failure, language)),
  };
};

const viewVersionIn = (run: string): number | undefined => {
  const { view } = JSON.parse(run.replace(/^\uFEFF/, '')) as { view?: { version?: unknown } };
  return typeof view?.version === 'number' ? view.version : undefined;
};

/** The report for people: what it is, and what is left out of it. */
export const sayReport = (report: OpenReport, language: Language): string => {
  return [cli[language].opened(report), ...report.leftOut].map(plain).join('\n');
};
