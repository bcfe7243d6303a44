import { strToU8, zipSync } from 'fflate';
import { draftCourse, idOf, taskBetween, type DraftScene, type RunJson } from '#core/lessons/draft.ts';
import { mostBeats } from '#core/lessons/lesson.ts';
import { quantities } from '#core/lessons/quantities.ts';
import type { ViewState } from '#core/view/view-state.ts';
import type { Language } from '#core/words/catalogue.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { fileOf } from '#renderer/model/run/examples.ts';
import { markToKeep } from '#renderer/model/time/kept-marks.ts';
import type { Mark } from '#renderer/model/time/marks.svelte.ts';
import { compare } from '#renderer/model/time/time-point.ts';
import { runHere, tablesHere, viewHere } from '#renderer/model/work/snapshot.ts';
import type { RecordedScene, Recording } from './recording.ts';

/** A scene as it was made; `task` undefined as long as the author has not said whether what follows is one. */
interface Scene extends DraftScene {
  readonly id: string;
  readonly note: string;
  readonly task: boolean | undefined;
  /** The mark that it was made of. */
  readonly mark?: Mark;
}

/** Records what a person shows: scenes, and what is done between them. */
export class Recorder implements Recording {
  title = $state('');
  #made = $state.raw<readonly Scene[]>([]);
  #count = 0;
  #marks: readonly Mark[];

  readonly scenes: readonly RecordedScene[] = $derived.by(() =>
    this.#made.map(({ id, view, note, task }, index) => {
      const done = this.#taskAfter(index);
      return { id, step: view.place.step, note, task: done !== undefined && (task ?? done.changes), commands: done?.solution.length ?? 0 };
    }),
  );
  readonly full = $derived.by(() => this.#made.length >= mostBeats);

  /** The marks that are there already are the first scenes. A run is open. */
  constructor(readonly app: App) {
    this.#marks = app.marks.list;
    for (const mark of this.#marks) this.#make(mark);
  }

  get blocked(): boolean {
    return this.app.run.summary === undefined || tablesHere(this.app).length > 0;
  }

  add(): void {
    this.#make();
  }

  remove(id: string): void {
    this.#made = this.#made.filter((scene) => scene.id !== id);
  }

  say(id: string, note: string): void {
    this.#change(id, { note });
  }

  setTask(id: string, task: boolean): void {
    this.#change(id, { task });
  }

  tick(): void {
    const { marks, playhead } = this.app;
    const before = this.#marks;
    if (marks.list === before || !playhead.timeline) return;
    this.#marks = marks.list;
    for (const mark of marks.list) {
      const old = before.find((one) => compare(one, mark) === 0);
      const scene = this.#made.findLast((one) => one.mark && compare(one.mark, mark) === 0);
      if (scene && old && old.note !== mark.note) this.say(scene.id, mark.note);
      // Marks come with a file, too: a scene is made of one that is set where time rests.
      else if (!old && compare(mark, playhead.here) === 0) this.#make(mark);
    }
  }

  async save(language: Language): Promise<boolean> {
    const { host, preferences, notices } = this.app;
    const words = preferences.words.ownCourses;
    const title = this.title.trim() || words.untitled;
    const beats = this.#made.map((scene, index) => ({ ...scene, task: this.scenes[index]!.task ? this.#taskAfter(index) : undefined }));
    const name = idOf(title);
    const files = Object.entries(draftCourse(beats, title, language, words)).map(([file, text]) => [`${name}/${file}`, strToU8(text)]);
    const saved = await host.saveFile({
      suggestedName: `${name}.zip`,
      filter: { name: words.zipFile, extensions: ['zip'] },
      bytes: zipSync(Object.fromEntries(files) as Record<string, Uint8Array>),
    });
    if (saved) notices.saved(saved.name);
    return saved !== undefined;
  }

  #taskAfter(index: number) {
    const [before, after] = [this.#made[index], this.#made[index + 1]];
    return before && after && taskBetween(before, after);
  }

  #make(mark?: Mark): void {
    const { app } = this;
    if (this.full || this.blocked) return;
    const { playhead, run } = app;
    const { shown, timeline } = playhead;
    const view = shownBy(app);
    const { note, ...at } = mark && timeline ? markToKeep(timeline, mark) : { ...view.place, note: '' };
    const here = !mark || compare(mark, playhead.here) === 0;
    const row = quantities['loss']!;
    const loss = here && shown?.trace.step === view.place.step && row.of === 'trace' ? row.read(shown.trace, []) : undefined;
    this.#made = [
      ...this.#made,
      {
        id: `${++this.#count}`,
        run: runOf(app),
        steps: run.wished,
        view: here ? view : { ...view, place: { ...view.place, ...at } },
        loss,
        note,
        task: undefined,
        ...(mark && { mark }),
      },
    ];
  }

  #change(id: string, change: Partial<Scene>): void {
    this.#made = this.#made.map((scene) => (scene.id === id ? { ...scene, ...change } : scene));
  }
}

/** The run with its branches as a lesson writes it; one of the program's examples by its name. */
const runOf = (app: App): RunJson => {
  const run = JSON.parse(JSON.stringify(runHere(app))) as RunJson;
  const { example } = app.session;
  const { branches } = run;
  return example ? { example: fileOf(example), ...(branches !== undefined && { branches }) } : run;
};

/** What is on screen; views of a panel that is closed are not. */
const shownBy = (app: App): ViewState => {
  const view = viewHere(app);
  const { views } = view;
  const { layout } = app;
  const beside = layout.isOpen('detail');
  return {
    ...view,
    ...(views && { views: { ...views, open: { ...views.open, first: beside && views.open.first, second: beside && views.open.second } } }),
  };
};
