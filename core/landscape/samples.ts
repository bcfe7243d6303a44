import type { Dataset } from '#core/data/dataset.ts';

/** `count` samples, evenly chosen; the data themselves where that is all of them. */
export const evenSamples = (data: Dataset, count: number): Dataset => {
  const { samples, inputs, outputs } = data;
  if (count >= samples) return data;
  const x = new Float64Array(count * inputs);
  const y = new Float64Array(count * outputs);
  for (let i = 0; i < count; i++) {
    const n = Math.floor((i * samples) / count);
    x.set(data.x.subarray(n * inputs, (n + 1) * inputs), i * inputs);
    y.set(data.y.subarray(n * outputs, (n + 1) * outputs), i * outputs);
  }
  return { ...data, samples: count, x, y };
};
