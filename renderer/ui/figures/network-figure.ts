import type { Frame } from '#renderer/picture/frame.ts';
import { frameAt, type Scene } from '#renderer/picture/frame-at.ts';
import { framed } from '#renderer/picture/framed.ts';
import type { Look } from '#renderer/picture/look.ts';
import { together } from '#renderer/picture/shifted.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { wiringOf } from '#renderer/picture/space/wiring.ts';
import { namesOf } from '#renderer/picture/svg/names.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { sayHeld } from '#renderer/model/branches/say-held.ts';
import { narrate } from '#renderer/model/narration/narrate.ts';
import { textOf } from '#renderer/model/narration/teller.ts';
import { speechOf } from '#renderer/model/speech.ts';
import { lookOf } from '#renderer/ui/common/look.ts';
import type { Figure, Setting } from './figure.ts';
import { standingOf, throughWindow, type Standing } from './network/near.ts';
import { momentOf } from './moment.ts';
import { stageNetworks, type StageNetwork } from './stage-networks.ts';
import { unitSurfaceImages } from './unit-surfaces.ts';

/** As wide as a network is drawn well, for its height. */
const aspect = 2;
/** On a paper of fewer letters across the network stands alone, as it does beside others. */
const little = 30;

/** The networks as they stand on the stage, whole, without what only the pointer does. */
export const networkFigure = async (app: App): Promise<Figure | undefined> => {
  const { playhead, run, preferences, whatIf } = app;
  const { shown, timeline } = playhead;
  const { shape } = run;
  if (!shown || !timeline || !shape || shown.trace.layers.length !== shape.layers.length) return undefined;
  const { trace, t } = shown;
  const plain: Look = { ...lookOf(app), hovered: undefined, still: false };
  const note = momentOf(app, trace);
  const speech = speechOf(app);
  const moment = timeline.at(t);
  const networks = await stageNetworks(app, trace);
  const alone = networks.length === 1;
  /** Steps that are drawn to one scale. */
  const beside = alone ? undefined : networks.flatMap((one) => (one.difference ? [] : [one.trace]));
  const near = app.camera.current;
  const { held } = whatIf;
  const standing = (setting: Setting): Standing => standingOf(app.camera, setting);
  const scene = (one: StageNetwork, setting: Setting): Scene => sceneIn(one, setting, standing(setting));
  const sceneIn = (one: StageNetwork, { width, letter, palette, legend, workings, ground }: Setting, { size, least }: Standing): Scene => ({
    ...{ trace: one.trace, timeline, t },
    placement: place(shape, size, least, alone && width >= little * letter ? true : 'always', {
      caption: true,
      legend: !legend,
      workings: !workings || !alone,
    }),
    look: {
      ...plain,
      ...{ theme: palette.theme, caption: false, ground, mistake: one.mistake, difference: one.difference },
      unitSurfaces: one.surfaces && unitSurfaceImages(one.surfaces, shape, palette),
    },
    beside: one.difference ? undefined : beside,
  });
  return {
    name: preferences.words.figure.files.network,
    // A network where a weight is held is not the run's.
    title: held
      ? preferences.words.figure[whatIf.ripple ? 'ripple' : 'supposed'](sayHeld(held, trace, preferences))
      : preferences.words.picture.phase[moment.phase],
    note,
    ...(near && { near: true }),
    ...(speech && { sentence: textOf(narrate(trace, moment, speech)) }),
    draw: (setting) => {
      const seen = (one: StageNetwork, within: Setting): Frame => throughWindow(frameAt(scene(one, within)), standing(within));
      if (alone) return seen(networks[0]!, setting);
      return arranged(networks, setting, (one, size) => seen(one, { ...setting, ...size, fits: false }));
    },
    names: (setting) => {
      if (!alone) return { edges: [], discs: [] };
      const { placement } = scene(networks[0]!, setting);
      return namesOf(placement, wiringOf(placement, networks[0]!.trace));
    },
    tikz: true,
    table: () => (alone ? parametersOf(networks[0]!.trace) : besideTable(networks)),
  };
};

/** Beside or under each other, whichever leaves them larger, each under its name. */
const arranged = (
  networks: readonly StageNetwork[],
  { width, height, letter, palette, ground }: Setting,
  draw: (one: StageNetwork, size: { readonly width: number; readonly height: number }) => Frame,
): Frame => {
  const count = networks.length;
  const large = (across: number, down: number): number => Math.min(width / across / aspect, height / down);
  const under = large(1, count) >= large(count, 1);
  const size = under ? { width, height: height / count } : { width: width / count, height };
  const placed = networks.map((one, index) => ({
    frame: framed({ note: one.name }, size, letter, palette, (inner) => draw(one, inner)),
    ...(under ? { x: 0, y: index * size.height } : { x: index * size.width, y: 0 }),
  }));
  return together({ width, height, background: ground ?? palette.background }, placed);
};

/** The same of networks that lie beside each other, or of what two have different. */
const besideTable = (networks: readonly StageNetwork[]): (string | number)[][] => {
  const tables = networks.map((one) => ({ name: one.name ?? '', rows: parametersOf(one.trace) }));
  return [['network', ...tables[0]!.rows[0]!], ...tables.flatMap(({ name, rows }) => rows.slice(1).map((row) => [name, ...row]))];
};

/** Every weight and bias with its gradient. */
const parametersOf = (trace: StepTrace): (string | number)[][] => {
  const rows: (string | number)[][] = [['layer', 'parameter', 'from', 'to', 'value', 'gradient']];
  trace.layers.forEach(({ W, b, dW, db }, index) => {
    for (let to = 0; to < W.cols; to++) {
      for (let from = 0; from < W.rows; from++)
        rows.push([index + 1, 'w', from + 1, to + 1, W.data[from * W.cols + to]!, dW.data[from * W.cols + to]!]);
      rows.push([index + 1, 'b', '', to + 1, b.data[to]!, db.data[to]!]);
    }
  });
  return rows;
};
