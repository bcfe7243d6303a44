import encodeQR from 'qr';
import { strToU8, zipSync } from 'fflate';
import { writeLink } from '#core/document/link.ts';
import { ok, type Result } from '#core/contract/failure.ts';
import { smallPage, withDocument } from '#renderer/link/carried.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { ownCourses } from '#renderer/model/lessons/course-files.ts';
import { writeLink as lessonLink } from '#renderer/model/lessons/link.ts';
import { tablesHere } from './snapshot.ts';

/** Characters that a code holds which a phone still reads from a screen. */
export const mostInCode = 1200;

/** Where links lead: the address that was set when the program was built, else the page's own where others can reach it. */
export const baseAddress = (): string | undefined => {
  const set: unknown = import.meta.env['VITE_RETROGRAD_ADDRESS'];
  if (typeof set === 'string' && set !== '') return set;
  return location.protocol === 'https:' ? location.origin + location.pathname : undefined;
};

/** Whether the run learns from a person's own table, which no link has room for. */
export const needsFile = (app: App): boolean => lessonHere(app) === undefined && tablesHere(app).length > 0;

/** The lesson that is open, where every Retrograd has it. */
const lessonHere = ({ lesson }: App): string | undefined =>
  lesson && ownCourses.includes(lesson.course.id) ? lessonLink({ course: lesson.course.id, id: lesson.id, beat: lesson.index }) : undefined;

/** The link to what is on screen, from its `#` on: a lesson by its name, else the run itself. A run is open. */
export const linkHere = (app: App, locked: boolean): Result<string> => {
  const lesson = lessonHere(app);
  if (lesson !== undefined) return ok(locked ? `${lesson}&locked` : lesson);
  const name = app.keeper.documents.usualName;
  return writeLink({ run: JSON.stringify(app.keeper.fileOf(name)), locked }, name);
};

/** A QR code, ISO/IEC 18004: its dark modules as rows; undefined where the text is too long for one. */
export const codeOf = (text: string): readonly (readonly boolean[])[] | undefined =>
  text.length > mostInCode ? undefined : inside(encodeQR(text, 'raw', { ecc: 'low', border }));
/** The least light modules around it that the encoder takes; whoever draws it gives it its quiet zone. */
const border = 1;
const inside = (rows: readonly (readonly boolean[])[]): readonly (readonly boolean[])[] =>
  rows.slice(border, -border).map((row) => row.slice(border, -border));

/** A page that opens by itself, packed: what is on screen, at this very moment. */
export const smallFile = async ({ keeper }: App): Promise<Uint8Array> => {
  const name = keeper.documents.usualName;
  const [page, document] = await Promise.all([smallPage(), keeper.documents.bytes(name)]);
  return zipSync({ [`${name}.html`]: strToU8(withDocument(page, name, document)) }, { level: 9, mtime: new Date(1980, 0, 1) });
};
