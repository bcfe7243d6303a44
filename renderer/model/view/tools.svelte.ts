import type { Tool } from '#core/view/tools.ts';

/** What the lesson that is being played does without. */
export class Tools {
  off = $state.raw<ReadonlySet<Tool>>(new Set());

  isOff(tool: Tool | undefined): boolean {
    return tool !== undefined && this.off.has(tool);
  }

  /** Everything is there again. */
  release(): void {
    this.off = new Set();
  }
}
