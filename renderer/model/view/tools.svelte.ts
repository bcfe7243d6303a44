import type { Tool } from '#core/view/tools.ts';

/** What a class does without that plays a run. */
const lockedOff: readonly Tool[] = ['edit', 'train', 'compare'];

/** What is switched off: by the lesson that is being played, else by a link for a class. */
export class Tools {
  /** What the lesson does without; undefined where none is played. */
  off = $state.raw<readonly Tool[] | undefined>(undefined);
  /** For a class: played and answered, and nothing else. */
  locked = $state(false);

  isOff(tool: Tool | undefined): boolean {
    const off = this.off ?? (this.locked ? lockedOff : []);
    return tool !== undefined && off.includes(tool);
  }

  /** The lesson is over. */
  release(): void {
    this.off = undefined;
  }
}
