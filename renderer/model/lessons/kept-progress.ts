import type { Failure } from '#core/contract/failure.ts';
import { mergeProgress } from '#core/lessons/merge-progress.ts';
import { noProgress, readProgress, type Progress, type ReadProgress } from '#core/lessons/progress.ts';
import type { Store } from '#renderer/link/store.ts';

export const progressKey = 'retrograd.progress';
/** A text of which something could not be read waits here for a program that can, and is read with the rest from then on. */
export const asideKey = `${progressKey}.unread`;

/** How far the learner is, in the host's local storage, which all windows of the app share. */
export class KeptProgress {
  constructor(readonly store: Store) {}

  /** What is kept, and what of it cannot be read: that is told once. */
  read(): ReadProgress {
    const text = this.#get(progressKey);
    const { progress, amiss } = readKept(text);
    const all = mergeProgress(progress, readKept(this.#get(asideKey)).progress);
    if (text !== null && amiss.length > 0) {
      this.#set(asideKey, text);
      this.write(all);
    }
    return { progress: all, amiss };
  }

  /** Answers why it cannot be kept, where it cannot. */
  write(progress: Progress): Failure | undefined {
    return this.#set(progressKey, JSON.stringify(progress));
  }

  /** Keeps nothing any more. */
  clear(): void {
    this.#set(asideKey, undefined);
    this.#set(progressKey, undefined);
  }

  #get(key: string): string | null {
    try {
      return this.store.getItem(key);
    } catch {
      return null;
    }
  }

  #set(key: string, text: string | undefined): Failure | undefined {
    try {
      if (text === undefined) this.store.removeItem(key);
      else this.store.setItem(key, text);
      return undefined;
    } catch (error) {
      return { code: 'file-unwritable', file: key, reason: error instanceof Error ? error.message : String(error) };
    }
  }
}

const readKept = (text: string | null): ReadProgress => {
  if (text === null) return { progress: noProgress, amiss: [] };
  const read = readProgress(text);
  return read.ok ? read.value : { progress: noProgress, amiss: [read.failure] };
};

/** The moment, as progress is dated. */
export const nowInUtc = (): string => new Date().toISOString();
