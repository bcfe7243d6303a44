import * as v from 'valibot';
import { exportForms, type ExportForm } from '#core/spec/export-forms.ts';
import { limits, optimizers, type OptimizerKind } from '#core/spec/methods.ts';
import { optimizer } from '#core/spec/run-spec.ts';
import { planeKinds } from '#core/protocol/landscape.ts';
import { tensors } from '#core/protocol/probes.ts';
import { parameter } from './place.ts';
import { flag, oneOf, whole, within } from './values.ts';

/** The layer, from 1, that a view is about; unless chosen, the one that is selected or at work. */
const layer = v.optional(whole(1, limits.layers));
const unit = whole(0, limits.units - 1);
const input = whole(0, limits.columns - 1);
/** Two inputs of the data: the one across and the one up. */
const axes = v.optional(v.pipe(v.tuple([input, input]), v.readonly()), [0, 1]);
const products = v.picklist(['Z', 'dW', 'dX']);
const forms = Object.keys(exportForms) as ExportForm[];
const optimizerKind = v.picklist(Object.keys(optimizers) as OptimizerKind[]);
const rival = v.variant('kind', [
  v.strictObject({ kind: v.literal('optimizer'), optimizer }),
  v.strictObject({ kind: v.literal('start'), seed: whole(0, 2 ** 32 - 1) }),
]);
const raceSteps = whole(1, 100_000);

const finite = v.pipe(v.number(), v.finite());
/** Points of a sketched curve, and how high it may go. */
export const sketchPoints = 25;
export const sketchTop = 2;

/** What the views beside the network tell of. */
export const viewGroups = ['data', 'network', 'training'] as const;
export type ViewGroup = (typeof viewGroups)[number];

interface ViewRow {
  readonly group: ViewGroup;
  /** What a person chooses in the view, each with its default; what only the pointer does is no choice. */
  readonly choices: v.ObjectEntries;
}

/** The views in the order in which they are offered; their titles are `words.shell.plot`. */
export const views = {
  plane: { group: 'data', choices: { axes, output: v.optional(unit, 0), errors: flag } },
  scores: {
    group: 'data',
    choices: { table: oneOf('summary', 'classes', 'confusion', 'roc'), part: oneOf('train', 'validation', 'test') },
  },
  activation: { group: 'network', choices: { layer } },
  /** `product` is chosen until the picture works at another one than `during`; `typed`: at step 0 its numbers stand in fields. */
  matrices: {
    group: 'network',
    choices: { layer, product: v.optional(v.strictObject({ kind: products, during: products })), typed: flag },
  },
  graph: { group: 'network', choices: { form: oneOf('graph', 'list') } },
  surfaces: { group: 'network', choices: { layer, show: oneOf('units', 'folds'), axes } },
  /** Axes: a unit, or a principal component; each by itself unless chosen. */
  hidden: {
    group: 'network',
    choices: {
      layer,
      across: v.optional(v.union([v.literal('pc0'), v.literal('pc1'), unit])),
      up: v.optional(v.union([v.literal('pc0'), v.literal('pc1'), unit])),
    },
  },
  normalisation: { group: 'network', choices: { layer } },
  /** `fallen` is chosen until the picture comes to another phase than `during`. */
  microscope: {
    group: 'network',
    choices: { only: v.optional(unit), fallen: v.optional(v.strictObject({ share: within(0, 1), during: v.string() })) },
  },
  /** The run as a program, or another form that it leaves in, from its beginning or from the step that is shown. */
  program: { group: 'network', choices: { form: v.optional(v.picklist(forms), 'pytorch-teach'), from: oneOf('start', 'here') } },
  gradients: { group: 'network', choices: {} },
  /** `tries` at the run whose description, its starting values aside, `about` tells apart. */
  knobs: {
    group: 'network',
    choices: {
      output: v.optional(unit, 0),
      tries: v.optional(v.strictObject({ about: whole(0, 2 ** 32 - 1), count: whole(0, 1e9), best: v.optional(finite) })),
    },
  },
  /** `h` is the distance between the two points of the secant, where one is drawn. */
  slope: { group: 'network', choices: { h: v.optional(within(1e-6, 1)), zoom: v.optional(within(1, 1e6), 1) } },
  /** `log`: unless chosen, linear for one run and as the losses of several ask for. */
  loss: { group: 'training', choices: { chart: oneOf('loss', 'norms'), log: v.optional(v.boolean()) } },
  /** Heights of the curve that is expected, in losses of the start, at as many steps evenly over the run; `shown`: the real one stands beside it. */
  sketch: {
    group: 'training',
    choices: { drawn: v.optional(v.pipe(v.array(v.nullable(within(0, sketchTop))), v.length(sketchPoints), v.readonly())), shown: flag },
  },
  landscape: {
    group: 'training',
    choices: {
      kind: v.optional(v.picklist(planeKinds), 'path'),
      /** The step that the plane goes through. */
      anchor: v.optional(v.union([v.literal('playhead'), v.literal('end'), whole(0, limits.steps)]), 'end'),
      seed: v.optional(whole(0, 2 ** 32 - 1), 0),
      /** The two parameters of the plane of weights. */
      places: v.optional(v.pipe(v.tuple([parameter, parameter]), v.readonly())),
      zoom: v.optional(within(1e-6, 1e6), 1),
      /** Unless chosen, the losses decide. */
      log: v.optional(v.boolean()),
      view: oneOf('contours', 'relief'),
      turn: v.optional(v.strictObject({ around: within(-1e6, 1e6), above: within(0, Math.PI / 2) }), { around: -0.6, above: 0.62 }),
      large: flag,
      /** Who is to race: these optimisers from the same start, or the same one from other starts. */
      who: oneOf('optimizer', 'start'),
      optimizers: v.optional(v.pipe(v.array(optimizerKind), v.readonly()), ['sgd', 'momentum', 'rmsprop', 'adam']),
      steps: v.optional(raceSteps),
      /** The race that was started. */
      race: v.optional(v.strictObject({ rivals: v.pipe(v.array(rival), v.readonly()), steps: raceSteps })),
    },
  },
  histogram: { group: 'training', choices: { layer, tensor: v.optional(v.picklist(tensors), 'z') } },
  optimiser: { group: 'training', choices: {} },
  health: { group: 'training', choices: {} },
  errors: { group: 'training', choices: {} },
  notebook: {
    group: 'training',
    choices: {
      show: oneOf('table', 'curves'),
      column: oneOf('id', 'title', 'steps', 'loss', 'validation', 'accuracy', 'r2', 'ending'),
      ascending: flag,
      unfolded: v.optional(whole(0, 1e9)),
    },
  },
} as const satisfies Record<string, ViewRow>;

export type ViewId = keyof typeof views;
export const viewIds = Object.keys(views) as ViewId[];
export const viewsOf = (group: ViewGroup): ViewId[] => viewIds.filter((id) => views[id].group === group);

/** How many views can be chosen without opening the list of all. */
export const mostPins = 5;
