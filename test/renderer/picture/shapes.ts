import fc from 'fast-check';
import { activations, losses } from '#core/spec/methods.ts';
import { matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';

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

/** A step of a network as far as its placement asks for it: its weights, all different. */
export const weightsOf = ({ inputs, layers }: NetworkShape): StepTrace =>
  ({
    layers: layers.map(({ units }, l) => {
      const rows = l === 0 ? inputs : layers[l - 1]!.units;
      const W = matrix(rows, units);
      for (let i = 0; i < W.data.length; i++) W.data[i] = Math.sin(1 + i * 1.7);
      return { W };
    }),
  }) as unknown as StepTrace;
