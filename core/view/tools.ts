import type { ArgsId, ReadCommand } from './commands.ts';
import { viewIds, type ViewId } from './views.ts';

/**
 * What a lesson can switch off while it lasts: changing the network, its data, its settings or a single weight (`edit`), training on
 * (`train`), laying branches beside each other (`compare`), the formulas, and each view.
 */
export const tools = ['edit', 'train', 'compare', 'formulas', ...viewIds] as const;
export type Tool = 'edit' | 'train' | 'compare' | 'formulas' | ViewId;

/** What a command with arguments needs of them; undefined where it needs none. */
export const toolOf = (command: ReadCommand<ArgsId>): Tool | undefined => {
  switch (command.id) {
    case 'fork':
    case 'prune':
      return 'edit';
    case 'whatIf':
    case 'applyView':
      return (command.id === 'whatIf' ? command.args.held : command.args.whatIf) && 'edit';
    case 'trainTo':
      return 'train';
    case 'compare':
      return command.args.branches.length > 0 ? 'compare' : undefined;
    case 'openView':
    case 'choose':
      return command.args.view;
    default:
      return undefined;
  }
};
