import type { Place } from '#core/account/place.ts';
import { unitsOf, type NetworkShape } from '#renderer/picture/shape.ts';
import type { Words } from '#core/words/catalogue.ts';
import { nameIn, type Speech } from './teller.ts';

/** "Step 12 · backward · hidden 3 · blame 2 of 4": where in training a place is. Layers and units count from 1. */
export const placeInWords = (step: number, place: Place, speech: Speech): string => {
  const { words, count, shape } = speech;
  const w = words.narration;
  const names: string[] = [w.step(count(step)), w.phase[place.phase]];
  if (place.operation === 'start') return names.join(' · ');
  if (place.operation === 'loss') return names.join(' · ');
  if (place.phase !== 'optimise') names.push(nameIn(speech, place.layer, place.unit));
  else names.push(place.layer === shape.layers.length ? w.outputLayer : w.layer(place.layer));
  const part = partInWords(place, shape, w);
  if (part) names.push(part);
  return names.join(' · ');
};

const partInWords = (place: Place, shape: NetworkShape, w: Words['narration']): string | undefined => {
  const incoming = unitsOf(shape, Math.max(0, place.layer - 1));
  switch (place.operation) {
    case 'product':
      return w.part.product(place.part + 1, incoming);
    case 'sum':
      return w.part.sum;
    case 'bias':
    case 'bias-update':
      return w.part.bias;
    case 'activation':
      return w.part.activation;
    case 'residual':
      return w.part.residual;
    case 'upstream':
      return place.layer === shape.layers.length ? undefined : w.part.blame(place.part + 1, unitsOf(shape, place.layer + 1));
    case 'upstream-sum':
      return w.part.blameSum;
    case 'gate':
      return w.part.gate;
    case 'gradient':
    case 'weight-update':
      return w.part.gradient(place.part + 1, incoming);
    case 'bias-gradient':
      return w.part.biasGradient;
    default:
      return undefined;
  }
};
