import { normalAt, streams, substream } from '#core/math/random.ts';

/** Moves the inputs of a batch by normal noise of this deviation: a draw of its own for each step, sample and input.   x (B,I) */
export const addNoise = (x: Float64Array, deviation: number, seed: number, step: number, samples: Int32Array, inputs: number): void => {
  if (deviation === 0) return;
  const stream = substream(streams.augment, step);
  for (let n = 0, at = 0; n < samples.length; n++) {
    for (let i = 0; i < inputs; i++, at++) x[at]! += deviation * normalAt(seed, stream, samples[n]! * inputs + i);
  }
};
