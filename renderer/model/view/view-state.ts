import type { Failure } from '#core/contract/failure.ts';
import type { Position } from '#core/contract/position.ts';
import { viewVersion, type ViewState } from '#core/view/view-state.ts';
import { positionAt, timeOf } from '#renderer/picture/time/position.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { Loop } from '#renderer/model/time/loop.ts';
import type { TimePoint } from '#renderer/model/time/time-point.ts';
import type { LayoutState } from './arrangement.ts';
import { refusalOf } from './refusal.ts';

/** What is the person's own, and told only where it is asked for. */
export interface Own {
  /** At the pace of reading or not; granularity and speed are always told. */
  readonly reading?: boolean;
  readonly layout?: boolean;
  readonly theme?: boolean;
  readonly language?: boolean;
}

/** What is on screen, as a value. A run is open. */
export const readView = (app: App, own: Own = {}): ViewState => {
  const { playhead, selection, branches, whatIf, layout, preferences, presentation, timeWindow } = app;
  const loop = playhead.marked;
  const { selected } = selection;
  const camera = app.camera.current;
  return {
    version: viewVersion,
    place: { branch: branches.current, ...positionOf(app, playhead.here) },
    follow: selection.follow,
    ...(selected && { selected }),
    ...(camera && { camera }),
    compared: branches.compared.map((branch) => ({ branch, show: branches.showOf(branch) })),
    ...(loop && { loop: { start: positionOf(app, loop.start), end: positionOf(app, loop.end) } }),
    pace: {
      granularity: presentation.deskGranularity,
      speed: playhead.speed,
      ...(own.reading && { reading: preferences.readingPace, phasePauses: preferences.phasePauses }),
    },
    ...(timeWindow.part && { timeline: timeWindow.part }),
    ...(whatIf.held && { whatIf: { ...whatIf.held, ripple: whatIf.ripple } }),
    unitSurfaces: app.unitSurfaces,
    views: viewsOf(layout.state, layout.large),
    choices: app.choices.all,
    ...(own.layout && { layout: layoutOf(layout.state) }),
    ...(own.theme && { theme: preferences.theme }),
    ...(own.language && { language: preferences.language }),
  };
};

/**
 * Shows what a view says, of the run that is open; settles once its step is shown. What is shown already is left as it is. A view of a place
 * or of a branch that this run does not have is refused, and nothing changes.
 */
export const applyView = async (app: App, state: ViewState): Promise<Failure | undefined> =>
  (await setView(app, state)) ?? app.playhead.arrive();

/** The same without waiting for the step. */
export const setView = async (app: App, state: ViewState): Promise<Failure | undefined> => {
  const refusal = refusalOf(app, state);
  if (refusal) return refusal;
  const turned = await app.session.turnTo(state.place.branch);
  if (turned) return turned;
  const { playhead, selection, branches, preferences } = app;
  selection.follow = state.follow;
  selection.selected = state.selected;
  branches.lay(state.compared);
  holdWhatIf(app, state.whatIf);
  app.unitSurfaces = state.unitSurfaces;
  app.choices.set(state.choices);
  const { views, layout: arranged } = state;
  if (views) arrangeViews(app, views);
  if (arranged) arrangePanels(app, arranged);
  if (state.theme) preferences.theme = state.theme;
  if (state.language) preferences.language = state.language;
  app.camera.hold(state.camera);
  setPace(app, state.pace);
  app.timeWindow.show(state.timeline);
  playhead.marked = state.loop && loopOf(app, state.loop);
  setPlace(app, state.place);
  return undefined;
};

/** Goes to a place of the branch that is turned to; settles once it is shown. */
export const goTo = (app: App, position: Position): Promise<Failure | undefined> => {
  setPlace(app, position);
  return app.playhead.arrive();
};

const setPace = ({ playhead, preferences, presentation }: App, pace: ViewState['pace'] = {}): void => {
  const { granularity, speed, reading, phasePauses } = pace;
  if (granularity !== undefined) presentation.deskGranularity = granularity;
  if (speed !== undefined) playhead.speed = speed;
  if (reading !== undefined) preferences.readingPace = reading;
  if (phasePauses !== undefined) preferences.phasePauses = phasePauses;
};

/** Where the playhead is there, it stays. */
const setPlace = (app: App, position: Position): void => {
  const { playhead } = app;
  const there = timePointOf(app, position);
  if (!samePosition(positionOf(app, playhead.here), positionOf(app, there))) playhead.seek(there.step, there.t);
};

export const holdWhatIf = ({ whatIf }: App, held: ViewState['whatIf']): void => {
  if (!held) return whatIf.release();
  const { place, value, ripple } = held;
  if (JSON.stringify(whatIf.held) !== JSON.stringify({ place, value })) whatIf.hold(place, value);
  whatIf.ripple = ripple;
};

export const loopOf = (app: App, { start, end }: NonNullable<ViewState['loop']>): Loop => ({
  start: timePointOf(app, start),
  end: timePointOf(app, end),
});

export const arrangeViews = ({ layout }: App, { open, large, ...slots }: NonNullable<ViewState['views']>): void => {
  layout.set({ slots, open: { ...layout.state.open, ...open } });
  layout.large = large;
};

export const arrangePanels = ({ layout }: App, { open, width, ...rest }: NonNullable<ViewState['layout']>): void => {
  const { editor, detail } = width;
  const { training, ...sides } = open;
  // What the view leaves out was left alone.
  layout.set({
    ...rest,
    width: { editor, detail },
    open: { ...layout.state.open, ...sides, editor: sides.editor, detail: sides.detail, training },
  });
};

const viewsOf = (
  { slots, open: { first, second, bottom } }: LayoutState,
  large: App['layout']['large'],
): NonNullable<ViewState['views']> => ({
  ...slots,
  open: { first, second, bottom },
  ...(large && { large }),
});

const layoutOf = ({
  open: { editor, detail, training, formulas },
  latest,
  section,
  width,
  share,
  pins,
}: LayoutState): NonNullable<ViewState['layout']> => ({
  open: { editor, detail, training, formulas },
  latest,
  section,
  width,
  share,
  pins: [...pins],
});

const positionOf = ({ playhead }: App, { step, t }: TimePoint): Position => positionAt(playhead.timeline!, step, t);
const timePointOf = ({ playhead }: App, position: Position): TimePoint => ({
  step: position.step,
  t: timeOf(playhead.timeline!, position),
});
const samePosition = (a: Position, b: Position): boolean => JSON.stringify(a) === JSON.stringify(b);
