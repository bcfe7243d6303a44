import type { Failure } from '#core/contract/failure.ts';
import type { ViewState } from '#core/view/view-state.ts';
import { perform } from '#renderer/model/perform.ts';
import { readView } from '#renderer/model/view/view-state.ts';
import { start } from '#renderer/start.ts';

/** The app as it is, with a door for what is not a person: a test's commands, and what is on screen as a value. */
export interface Door {
  perform(command: unknown): Promise<Failure | undefined>;
  read(): ViewState;
}

declare global {
  var door: Door;
}

const app = start(document.querySelector('#app')!);
globalThis.door = {
  perform: (command) => perform(app, command),
  read: () => JSON.parse(JSON.stringify(readView(app, { layout: true, theme: true, language: true }))) as ViewState,
};
