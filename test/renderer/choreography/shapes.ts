import fc from 'fast-check';
import { activations, losses } from '#core/contract/methods.ts';
import type { NetworkShape } from '#renderer/choreography/shape.ts';

/** Networks of every depth and width that a person would draw, and some that nobody would. */
export const anyShape = (mostUnits = 40): fc.Arbitrary<NetworkShape> =>
  fc.record({
    inputs: fc.integer({ min: 1, max: mostUnits }),
    layers: fc.array(fc.record({ units: fc.integer({ min: 1, max: mostUnits }), activation: fc.constantFrom(...activations) }), {
      minLength: 1,
      maxLength: 8,
    }),
    loss: fc.constantFrom(...losses),
    optimizer: fc.constant('sgd' as const),
  });

export const shapeOf = (inputs: number, ...units: number[]): NetworkShape => ({
  inputs,
  layers: units.map((count) => ({ units: count, activation: 'relu' as const })),
  loss: 'mse',
  optimizer: 'sgd',
});
