import type { Language } from '#core/words/catalogue.ts';

/** A scene of a lesson that is being recorded, as its panel shows it. */
export interface RecordedScene {
  readonly id: string;
  /** The step of its place. */
  readonly step: number;
  /** What is said in it. */
  readonly note: string;
  /** Whether what was done after it is a task. */
  readonly task: boolean;
  /** Commands that bring about what was done after it, as far as there are any. */
  readonly commands: number;
}

/** A draft of a lesson that is being recorded, as the app and its panel see it. */
export interface Recording {
  readonly scenes: readonly RecordedScene[];
  /** No further scene finds room. */
  readonly full: boolean;
  /** The run learns from a file, which no lesson can carry. */
  readonly blocked: boolean;
  title: string;
  /** Makes a scene of what is on screen. */
  add(): void;
  remove(id: string): void;
  say(id: string, note: string): void;
  setTask(id: string, task: boolean): void;
  /** Once a frame: marks that were set meanwhile become scenes. */
  tick(): void;
  /** Saves the draft as a course in a .zip; false where the person changes their mind. */
  save(language: Language): Promise<boolean>;
}
