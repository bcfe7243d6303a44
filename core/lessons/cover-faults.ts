import type { Failure } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { lessonFault } from './fault.ts';
import { readCover } from './read-cover.ts';

/** Places that a beat covers and that its network does not have: what they hide would be seen. */
export function* coverFaults(places: readonly string[], { layers }: StepTrace): Generator<Failure, void, void> {
  const unitsOf = (layer: number): number => (layer === 0 ? layers[0]!.W.rows : layers[layer - 1]!.W.cols);
  for (const place of places) {
    const { layer, indices = [] } = readCover([place])[0]!;
    if (layer === undefined) continue;
    if (layer < 0 || layer > layers.length) {
      yield lessonFault('outside', place, `${layer}`, `0…${layers.length}`).failure;
      continue;
    }
    // The last index is a unit of the layer, one before it a unit of the layer before.
    for (const [i, index] of indices.entries()) {
      const units = unitsOf(i === indices.length - 1 ? layer : layer - 1);
      if (index < 0 || index >= units) yield lessonFault('outside', place, `${index + 1}`, `1…${units}`).failure;
    }
  }
}
