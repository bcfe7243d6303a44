import type { Failure } from '#core/contract/failure.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { ViewState } from '#core/view/view-state.ts';
import { perform } from '#renderer/model/perform.ts';
import { readView } from '#renderer/model/view/view-state.ts';
import { start } from '#renderer/start.ts';
import { seenIn } from '#test/renderer/model/work/held.ts';
import { keptMoments, recordMoments, type Moment } from './moments.ts';

/** The app as it is, with a door for what is not a person: a test's commands, and what is on screen as a value. */
export interface Door {
  perform(command: unknown): Promise<Failure | undefined>;
  /** The editor's road. */
  edit(change: Partial<RunSpec>): Promise<Failure | undefined>;
  /** A mark with a note at the playhead. */
  note(text: string): void;
  read(): ViewState;
  /** The branch that is turned to. */
  branch(): number;
  /** All that a file would hold; undefined where no run is open, or its place waits to be shown. */
  seen(): string | undefined;
  /** The numbers of the place that is shown, as training left them. */
  weights(): Promise<readonly number[]>;
  /** Keeps what is on screen from now on, and forgets what a page before has kept. */
  record(): void;
  moments(): Moment[];
}

declare global {
  var door: Door;
}

const app = start(document.querySelector('#app')!);
const seen = (): string => seenIn(app.keeper.fileOf('x'));
globalThis.door = {
  perform: (command) => perform(app, command),
  edit: (change) => app.session.edit({ ...app.run.spec!, ...change }),
  note: (text) => app.marks.put(app.playhead.here, text),
  read: () => JSON.parse(JSON.stringify(readView(app, { layout: true, theme: true, language: true }))) as ViewState,
  branch: () => app.branches.current,
  seen: () => (app.run.summary && !app.waits ? seen() : undefined),
  weights: async () => [...(await app.trainer.call('state', { step: toStep(app.playhead.step) }))],
  record: () => recordMoments(seen),
  moments: keptMoments,
};
