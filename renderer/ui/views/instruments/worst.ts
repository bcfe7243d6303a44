import type { DataSummary } from '#core/protocol/trainer.ts';

/** A sample and how far what the network says of it is from its target: the Euclidean distance over all outputs. */
export interface Missed {
  readonly sample: number;
  readonly by: number;
}

/** The samples that are missed by most, the worst first; `outputs` is (N,O). What is no finite number is worst of all. */
export const worstSamples = ({ samples, outputs: units, y }: DataSummary, outputs: Float64Array, most: number): Missed[] => {
  const missed = Array.from({ length: samples }, (_, sample): Missed => {
    let squares = 0;
    for (let o = sample * units; o < (sample + 1) * units; o++) squares += (outputs[o]! - y[o]!) * (outputs[o]! - y[o]!);
    const by = Math.sqrt(squares);
    return { sample, by: Number.isNaN(by) ? Infinity : by };
  });
  return missed.sort((a, b) => (a.by === b.by ? a.sample - b.sample : b.by - a.by)).slice(0, most);
};
