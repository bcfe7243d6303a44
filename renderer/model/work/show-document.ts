import { fail, ok, type Failure, type Result } from '#core/contract/failure.ts';
import { readDocument, type Document } from '#core/view/document.ts';
import type { OpenedFile } from '#core/protocol/host.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import { examples, type ExampleName } from '#renderer/model/run/examples.ts';
import { withoutExtension } from '#renderer/model/run/run-name.ts';
import { openDocument } from './open-document.ts';

/** Shows a document, exactly where it was left; one that came in no file has no name here. Answers whether it is never to be written over. Fails where it cannot be shown. */
export const showDocument = async (app: App, { name, bytes }: OpenedFile): Promise<Result<{ readonly fixed: boolean }>> => {
  const [{ readDocumentFile }, { isPng }] = await Promise.all([import('#core/document/read-file.ts'), import('#core/document/png.ts')]);
  const file = readDocumentFile(bytes, name);
  if (!file.ok) return file;
  const { run, states, newer, notebook, progress, example, lesson } = file.value;
  for (const table of file.value.tables) app.tables.hold(table);
  const read = await app.tables.readOver(() => readDocument(run, app.tables.shapes));
  if (!read.ok) return read;
  const kept = await statesIn(read.value, states);
  if (app.lesson) await app.leaveLesson();
  if (notebook !== undefined) app.notebook.takeIn(notebook);
  const document = {
    ...read.value,
    ...(name !== '' && { name: withoutExtension(name) }),
    amiss: [...file.value.amiss, ...read.value.amiss, ...kept.amiss],
  };
  const known = example !== undefined && Object.hasOwn(examples, example) ? (example as ExampleName) : undefined;
  if (!(await openDocument(app, document, { states: kept.states, example: known }))) return fail({ code: 'cancelled' });
  if (progress !== undefined) app.learner?.takeIn(progress);
  if (lesson && !app.notices.current) app.notices.ofLesson(lesson);
  return ok({ fixed: newer || file.value.version === 0 || isPng(bytes) });
};

/** The states that a document keeps, and why some are left out. */
const statesIn = async (
  { spec, branches }: Document,
  packed: readonly { readonly branch: number; readonly step: number; readonly bytes: Uint8Array }[],
): Promise<{ readonly states: readonly KeptState[]; readonly amiss: readonly Failure[] }> => {
  if (packed.length === 0) return { states: [], amiss: [] };
  const { readState } = await import('#core/document/tensor-file.ts');
  const states: KeptState[] = [];
  const amiss: Failure[] = [];
  for (const { branch, step, bytes } of packed) {
    const own = branch === 0 ? spec : branches.find(({ number }) => number === branch)?.spec;
    const state = own && readState(own, bytes);
    const place = `states/${branch}-${step}`;
    if (state) states.push({ branch, step, state });
    else amiss.push({ code: 'bad-document', file: place, problem: 'state', place });
  }
  return { states, amiss };
};
