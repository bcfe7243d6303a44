import type { Failure } from '#core/contract/failure.ts';
import { commandArgs, readCommand, type ArgsId, type ReadCommand } from '#core/view/commands.ts';
import { toolOf } from '#core/view/tools.ts';
import { actions, runless } from './actions.ts';
import type { App } from './app.svelte.ts';
import { commandIds, commandOf, isEnabled, isOff, type CommandId } from './commands.ts';
import { asFailure } from '#renderer/model/run/run.svelte.ts';

const argsIds = Object.keys(commandArgs) as ArgsId[];
/** Everything that the app can be made to do: what menus and keys do, and what takes arguments. */
export const allCommandIds: readonly (CommandId | ArgsId)[] = [...commandIds, ...argsIds];
const takesArgs = (id: CommandId | ArgsId): id is ArgsId => Object.hasOwn(commandArgs, id);

/**
 * Does what a command of any origin says: recorded, sent, typed, of a lesson. Settles once what it brings about is there, with the reason
 * why it was not done, if so; nothing is told on screen but what the command itself tells.
 */
export const perform = async (app: App, command: unknown): Promise<Failure | undefined> => {
  const read = readCommand(command, allCommandIds);
  if (!read.ok) return read.failure;
  const { id, args } = read.value;
  try {
    if (!takesArgs(id)) {
      if (isOff(id, app)) return { code: 'switched-off' };
      if (!isEnabled(id, app)) return app.run.summary ? { code: 'not-now', command: id } : { code: 'no-run' };
      await commandOf(id).run(app);
      return undefined;
    }
    if (app.tools.isOff(toolOf(read.value as ReadCommand<ArgsId>))) return { code: 'switched-off' };
    if (!app.run.summary && !runless.includes(id)) return { code: 'no-run' };
    // The reader has seen to it that the arguments are those of this command.
    return await (actions[id] as (app: App, args: unknown) => Promise<Failure | undefined>)(app, args);
  } catch (reason) {
    return asFailure(reason);
  }
};

/** Does a list of commands one after the other; ends with the first that was not done. */
export const play = async (
  app: App,
  commands: readonly unknown[],
): Promise<{ readonly at: number; readonly failure: Failure } | undefined> => {
  for (const [at, command] of commands.entries()) {
    const failure = await perform(app, command);
    if (failure) return { at, failure };
  }
  return undefined;
};
