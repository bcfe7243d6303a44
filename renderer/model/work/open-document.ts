import type { Failure } from '#core/contract/failure.ts';
import type { Document } from '#core/view/document.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import { startingExample, type ExampleName } from '#renderer/model/run/examples.ts';
import { showView } from './show-view.ts';

/** What is opened beside the document itself. */
export interface Besides {
  readonly example?: ExampleName | undefined;
  readonly states?: readonly KeptState[];
}

/** How long the stage waits for the place of a document before it shows the beginning of its run, in milliseconds. */
const patience = 1500;
/** Steps that a document is trained that says nothing of them: enough to see it learn. */
const fewestSteps = 1000;

/** Opens a document, exactly where it was left. False where its run is refused, and all stays as it was; the person is told of what is amiss. */
export const openDocument = async (app: App, document: Document, besides: Besides = {}): Promise<boolean> => {
  const { notices, playhead, session } = app;
  app.waits = true;
  const timer = setTimeout(() => (app.waits = false), patience);
  try {
    if (!(await session.openSpec(document.spec, stepsOf(app, document), besides.example, document, besides.states))) return false;
    const told = notices.current;
    const failure = document.view && (await showView(app, document.view));
    if (playhead.timeline) playhead.reader.resume(playhead.timeline, playhead.t);
    // A turn to a branch takes what was said before away.
    if (told) notices.current = told;
    const amiss = [...document.amiss, ...(failure ? [inView(failure)] : [])];
    if (amiss.length > 0) notices.amiss(amiss);
    return true;
  } finally {
    clearTimeout(timer);
    app.waits = false;
  }
};

/** As far as the document says; else as far as the open run, with steps for the last branch. */
const stepsOf = ({ run, session }: App, { steps, branches }: Document): number => {
  const last = Math.max(0, ...branches.map(({ step }) => step));
  // Of the first network a few steps are enough.
  const usual = session.example === startingExample ? fewestSteps : run.wished || fewestSteps;
  return steps ?? (last < usual ? usual : 2 * last);
};

const inView = (failure: Failure): Failure => ('place' in failure ? { ...failure, place: `view.${failure.place}` } : failure);
