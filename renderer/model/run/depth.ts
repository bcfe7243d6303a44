import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Edit } from './edit.ts';
import { addLayer, removeLayer } from './edits.ts';

/**
 * So many hidden layers: from the last hidden one on they go, or come like it. A layer that takes as many as it gives is followed by its copy,
 * written starting values included, so that only the depth is another.
 */
export const setDepth =
  (hidden: number): Edit =>
  (spec) => {
    let next = spec;
    while (hiddenOf(next) > hidden && hiddenOf(next) > 0) next = removeLayer(hiddenOf(next) - 1)(next);
    while (hiddenOf(next) < hidden) next = copied(addLayer(next));
    return next;
  };

const hiddenOf = ({ network }: RunSpec): number => network.layers.length - 1;

/** The last hidden layer, just come, with the starting values of the one before it where they fit. */
const copied: Edit = (spec) => {
  const { parameters, network } = spec;
  const last = hiddenOf(spec) - 1;
  const like = parameters?.[last - 1];
  if (!parameters || !like || like.W.length !== network.layers[last]!.units) return spec;
  return { ...spec, parameters: parameters.map((own, l) => (l === last ? like : own)) };
};
