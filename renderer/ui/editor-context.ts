import { sayFailure } from '#renderer/words/failure.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Edit } from '#renderer/model/edits.ts';

/** What every part of the run editor needs: a way to change the draft, and what is wrong at a place of it. */
export interface EditorContext {
  readonly app: App;
  readonly change: (edit: Edit, adapts?: boolean) => void;
  /** The sentence for a field; `place` as the run file would write it. */
  readonly errorAt: (place: string) => string | undefined;
}

export const editorContext = (app: App): EditorContext => ({
  app,
  change: (edit, adapts) => app.draft.change(edit, adapts),
  errorAt: (place) => {
    const { failure } = app.draft;
    return failure && 'place' in failure && failure.place === place ? sayFailure(failure, app.preferences.language) : undefined;
  },
});
