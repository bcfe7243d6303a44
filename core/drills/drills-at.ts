import { accountOf, type Account } from '#core/account/account.ts';
import { programOf, unitsIn } from '#core/account/program.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { layerIndex } from '#core/contract/units.ts';
import { permutation, streams, substream } from '#core/math/random.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { askDelta } from './backward.ts';
import { drillKinds, type Drill, type DrillKind, type DrillPlace } from './drill.ts';
import { askOutput, askSum } from './forward.ts';
import { askBiasGradient, askUpdate, askWeightGradient } from './learn.ts';
import { askLoss } from './loss.ts';
import { drillOf, type Asking, type Refusal } from './recipe.ts';

const askings: Readonly<Record<DrillKind, Asking>> = {
  z: askSum,
  a: askOutput,
  loss: askLoss,
  delta: askDelta,
  'weight-gradient': askWeightGradient,
  'bias-gradient': askBiasGradient,
  update: askUpdate,
};

/** The questions of one step, in the order in which they are put, and why there are none of a kind. */
export interface StepDrills {
  readonly drills: readonly Drill[];
  readonly refused: ReadonlyMap<DrillKind, Refusal>;
}

/** So many questions of a kind before the next step is asked about. */
const mostOfKind = 4;
/** Places of a layer at which a question is looked for. */
const mostPlaces = 16;

/** What can be asked of a step as its followed sample lives it: the same for the same seed. Kinds take turns, in another order each round. */
export const drillsAt = (spec: RunSpec, trace: StepTrace, seed: number, kinds: readonly DrillKind[] = drillKinds): StepDrills => {
  const account = accountOf(programOf(spec), trace, wholeStep);
  const stream = substream(streams.drills, trace.step);
  const refused = new Map<DrillKind, Refusal>();
  const lists = kinds.map((kind) => {
    const found = drillsOf(account, kind, seed, substream(stream, drillKinds.indexOf(kind)));
    if (typeof found === 'string') refused.set(kind, found);
    return typeof found === 'string' ? [] : found;
  });
  const drills: Drill[] = [];
  for (let round = 0; round < mostOfKind; round++)
    for (const turn of permutation(seed, substream(stream, drillKinds.length + round), kinds.length)) {
      const drill = lists[turn]![round];
      if (drill) drills.push(drill);
    }
  return { drills, refused };
};

/** All is computed: what is asked is looked up, whenever in the step it comes to be. */
const wholeStep = { phase: 'update', layer: layerIndex(Infinity), unit: 0, part: 0, operation: 'bias-update' } as const;

const drillsOf = (account: Account, kind: DrillKind, seed: number, stream: number): readonly Drill[] | Refusal => {
  const byLayer = layersOf(account, kind, seed, stream);
  const found: Drill[] = [];
  let refusal: Refusal | undefined;
  // The layers take turns too.
  for (let i = 0; i < mostPlaces && found.length < mostOfKind; i++)
    for (const places of byLayer) {
      const place = places[i];
      if (!place || found.length === mostOfKind) continue;
      const recipe = askings[kind](account, place);
      const drill = typeof recipe === 'string' ? recipe : drillOf(kind, place, recipe);
      if (typeof drill === 'string') refusal ??= drill;
      else found.push(drill);
    }
  return found.length > 0 ? found : (refusal ?? 'method');
};

/** The first places of each layer in the order of the seed. */
const layersOf = ({ program, depth }: Account, kind: DrillKind, seed: number, stream: number): readonly (readonly DrillPlace[])[] => {
  if (kind === 'loss') return [[{ layer: depth, unit: 0 }]];
  return Array.from(permutation(seed, stream, depth), (l): readonly DrillPlace[] => {
    const layer = l + 1;
    const [inputs, units] = [unitsIn(program, l), unitsIn(program, layer)];
    const parts = kind === 'weight-gradient' ? inputs : kind === 'update' ? inputs + 1 : 1;
    const order = permutation(seed, substream(stream, layer), units * parts).subarray(0, mostPlaces);
    return Array.from(order, (place): DrillPlace => {
      const [unit, part] = [Math.floor(place / parts), place % parts];
      const isWeight = kind === 'weight-gradient' || (kind === 'update' && part < inputs);
      return { layer, unit, ...(isWeight && { from: part }) };
    });
  });
};
