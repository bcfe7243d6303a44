import { FailureError } from '#core/contract/failure.ts';
import type { Draw, DrawingAsk, DrawingWorld, Drawn } from '#core/view/drawing.ts';
import { base64 } from '#renderer/picture/svg/png.ts';
import type { Letters } from '#renderer/picture/svg/letters.ts';
import type { Faces } from '#renderer/picture/svg/texts.ts';
import { compose, extentOf, isTex, svgText, texText, type Lettering } from '#renderer/ui/figures/compose.ts';
import { finishedPng } from '#renderer/ui/figures/finished-png.ts';
import { csvOf } from '#renderer/ui/figures/csv.ts';
import { FigureChoices } from '#renderer/ui/figures/figure-choices.svelte.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { figureOf } from '#renderer/ui/figures/figures.ts';
import { viewsBeside } from '#renderer/ui/figures/network/views-figure.ts';
import { fetchFor } from '#renderer/ui/figures/ready.ts';
import { placesOf, trainingOf } from './moments.ts';
import { HeadlessApp } from './open-app.ts';
import { openFile } from './open-file.ts';
import { ownTrainer } from './own-trainer.ts';
import { outOf, reach } from './reach.ts';
import { sheetsOf } from './sheets.ts';

/** Draws what the window would show, without one: the app's own model, figures and frames. */
export const draw: Draw = async function* (ask, world) {
  try {
    yield* pictures(ask, world);
    return undefined;
  } catch (reason) {
    if (reason instanceof FailureError) return reason.failure;
    throw reason;
  }
};

async function* pictures(ask: DrawingAsk, world: DrawingWorld): AsyncGenerator<Drawn> {
  const { subject, as } = ask;
  const headless = new HeadlessApp(ask.language, ownTrainer());
  const { app } = headless;
  const cannot = (reason: 'nothing' | 'no-marks' | 'no-tex' | 'no-table'): FailureError =>
    new FailureError({ code: 'cannot-draw', subject, reason });
  try {
    await openFile(headless, ask.file, world);
    const places = placesOf(ask.moments, ask.each, trainingOf(app));
    if (places.length === 0) throw cannot('no-marks');
    reach(app.run, subject, ask.steps, places);
    const choices = choicesOf(ask);
    const lettering = as === 'svg' || as === 'sheet' ? await letteringOf(ask, world) : {};
    const { transparent } = choices;
    const { dpi } = choices.sheet;
    const page = { dpi, transparent, finish: (png: Uint8Array) => finishedPng(png, dpi) };
    const shown = [subject, ...(subject === 'network' && choices.has.views ? viewsBeside(app) : [])];
    const figures: Figure[] = [];
    for (const [index, place] of places.entries()) {
      app.playhead.seek(place.step, place.t);
      const failure = await app.playhead.arrive();
      if (failure) throw new FailureError(failure);
      // A run that stopped early has no later steps.
      if (app.playhead.step !== place.step) throw outOf(place.step, app.run.goal);
      for (const one of shown) await fetchFor(one, headless, world.report);
      if (headless.failure) throw new FailureError(headless.failure);
      const figure = await figureOf(app, subject, choices.has.views);
      if (!figure) throw cannot('nothing');
      if (as === 'sheet') figures.push(figure);
      else {
        const { width, height } = extentOf(compose(figure, choices).frame, choices);
        yield { ...page, width, height, content: contentOf(figure, choices, as, lettering, cannot) };
      }
      if (places.length > 1) world.report(index + 1, places.length);
    }
    if (as === 'sheet') yield* sheetsOf(figures, choices, lettering);
  } finally {
    headless.close();
  }
}

const letteringOf = async ({ outlined, printed }: DrawingAsk, world: DrawingWorld): Promise<Lettering> => {
  const letters = async (): Promise<Letters> =>
    JSON.parse(new TextDecoder().decode(await world.asset('fonts/inter-outlines.json'))) as Letters;
  return { printed, ...(outlined ? { letters: await letters() } : { font: await facesOf(world) }) };
};

const facesOf = async (world: DrawingWorld): Promise<Faces> => ({
  regular: base64(await world.asset('fonts/inter-450.woff2')),
  bold: base64(await world.asset('fonts/inter-650.woff2')),
});

const choicesOf = ({ paper, points, ground, colour, parts }: DrawingAsk): FigureChoices => {
  const choices = new FigureChoices();
  choices.paper = paper;
  choices.wantedPoints = points;
  choices.ground = ground;
  if (colour !== undefined) choices.colour = `#${colour.toString(16).padStart(6, '0')}`;
  for (const extra of Object.keys(choices.has) as (keyof typeof choices.has)[]) {
    if (choices.has[extra] !== parts.includes(extra)) choices.toggle(extra);
  }
  return choices;
};

const contentOf = (
  figure: Figure,
  choices: FigureChoices,
  as: 'svg' | 'tex' | 'csv',
  lettering: Lettering,
  cannot: (reason: 'no-tex' | 'no-table') => FailureError,
): Drawn['content'] => {
  switch (as) {
    case 'svg':
      return svgText(figure, choices, lettering);
    case 'tex':
      if (!isTex(figure, choices)) throw cannot('no-tex');
      return texText(figure, choices);
    case 'csv':
      if (!figure.table) throw cannot('no-table');
      return csvOf(figure.table());
  }
};
