import { SvelteMap } from 'svelte/reactivity';
import type { Failure } from '#core/contract/failure.ts';
import { sayInWindow } from '#core/words/say-failure.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Draft } from '#renderer/model/run/draft.svelte.ts';

/** What every part of the run editor needs: a way to change the draft, and what is wrong at a place of it. */
export interface EditorContext {
  readonly app: App;
  readonly change: Draft['change'];
  /** The sentence for a field; `place` as the run file would write it. */
  readonly errorAt: (place: string) => string | undefined;
  /** A field that says what is wrong at its place is on screen, until what this returns is called. */
  readonly claim: (place: string) => () => void;
  /** The sentence that no field says. */
  readonly looseError: () => string | undefined;
}

export const editorContext = (app: App): EditorContext => {
  const claimed = new SvelteMap<string, number>();
  const count = (place: string, by: number): void => {
    claimed.set(place, (claimed.get(place) ?? 0) + by);
  };
  const say = (failure: Failure): string => sayInWindow(failure, app.preferences.language);
  return {
    app,
    change: (edit, adapts) => app.draft.change(edit, adapts),
    errorAt: (place) => {
      const { failure } = app.draft;
      return failure && pathOf(failure) === place ? say(failure) : undefined;
    },
    claim: (place) => {
      count(place, 1);
      return () => count(place, -1);
    },
    looseError: () => {
      const { failure } = app.draft;
      if (!failure) return undefined;
      const place = pathOf(failure);
      return place !== undefined && (claimed.get(place) ?? 0) > 0 ? undefined : say(failure);
    },
  };
};

/** Where in the run a failure can be mended: a cell that lacks its value, by the way such cells are treated; written samples, in their table. */
const pathOf = (failure: Failure): string | undefined => {
  if (failure.code === 'missing-cell' || failure.code === 'no-rows') return 'data.missing';
  if (failure.code === 'bad-cell') return 'data';
  if (!('place' in failure)) return undefined;
  return /^data\.[xy]\b/.test(failure.place) ? 'data.x' : failure.place;
};
