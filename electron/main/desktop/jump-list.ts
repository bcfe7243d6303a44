import type { JumpListCategory } from 'electron';
import type { desktop } from '#core/words/work/desktop.ts';

/** A start with it opens another window of the program that runs already. */
export const newWindowArgument = '--new-window';

export const jumpList = (words: Pick<typeof desktop.es, 'newWindow'>, program: string): JumpListCategory[] => [
  // Windows fills it with what `app.addRecentDocument` names.
  { type: 'recent' },
  {
    type: 'tasks',
    items: [{ type: 'task', program, args: newWindowArgument, title: words.newWindow, iconPath: program, iconIndex: 0 }],
  },
];
