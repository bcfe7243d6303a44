import type { Result } from '#core/contract/failure.ts';
import { progressVersion } from '#core/lessons/progress.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import { keptText } from '#renderer/model/notebook/notebook-kept.ts';
import { besideHere, keptNumbers, runHere, tablesHere } from './snapshot.ts';

/** The bytes of a document of what is on screen. A run is open. */
export const documentHere = async (app: App, name: string, states: readonly KeptState[]): Promise<Result<Uint8Array>> => {
  const [{ writeDocumentFile }, { writeState }] = await Promise.all([
    import('#core/document/write-file.ts'),
    import('#core/document/tensor-file.ts'),
  ]);
  const { session, tables, notebook, lesson, branches } = app;
  const names = tablesHere(app);
  const progress = progressHere(app);
  const thumbnail = await app.photo?.();
  const numbers = keptNumbers(app).own;
  const specs = new Map([[0, branches.root!], ...branches.list.map(({ id, spec }) => [numbers.get(id) ?? -1, spec] as const)]);
  return writeDocumentFile(
    {
      run: JSON.stringify({ ...runHere(app), ...besideHere(app, name) }),
      ...(session.example && { example: session.example }),
      ...(lesson && { lesson: { course: lesson.course.id, id: lesson.id } }),
      tables: tables.held.filter(({ table }) => names.includes(table)),
      states: states.flatMap(({ branch, step, state }) => {
        const spec = specs.get(branch);
        return spec ? [{ branch, step, bytes: writeState(spec, state, step) }] : [];
      }),
      ...(notebook.own.length > 0 && { notebook: keptText(notebook.own) }),
      ...(progress && { progress }),
      ...(thumbnail && { thumbnail }),
    },
    name,
  );
};

/** How far the learner is in the lesson that is open. */
const progressHere = ({ lesson, learner }: App): string | undefined => {
  const course = lesson?.course.id;
  const done = course === undefined ? undefined : learner?.progress.courses[course]?.[lesson!.id];
  return done && JSON.stringify({ version: progressVersion, courses: { [course!]: { [lesson!.id]: done } } });
};
