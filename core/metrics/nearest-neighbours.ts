import type { Examples, Predict } from './affine.ts';

export const neighbours = 5;

/**
 * The mean target of the k nearest training samples, by Euclidean distance over the inputs as the network gets them; at equal distances the
 * earlier sample. For classes that is the share of the neighbours' votes.
 */
export const nearestNeighbours = ({ samples, inputs, outputs, x, y }: Examples, k = neighbours): Predict => {
  const count = Math.min(k, samples);
  const distances = new Float64Array(count);
  const nearest = new Int32Array(count);
  return (points, n) => {
    const result = new Float64Array(n * outputs);
    for (let r = 0; r < n; r++) {
      distances.fill(Infinity);
      for (let s = 0; s < samples; s++) {
        let distance = 0;
        for (let i = 0; i < inputs; i++) {
          const d = points[r * inputs + i]! - x[s * inputs + i]!;
          distance += d * d;
        }
        let at = count;
        while (at > 0 && distance < distances[at - 1]!) at--;
        if (at === count) continue;
        distances.copyWithin(at + 1, at, count - 1);
        nearest.copyWithin(at + 1, at, count - 1);
        distances[at] = distance;
        nearest[at] = s;
      }
      for (const s of nearest) for (let o = 0; o < outputs; o++) result[r * outputs + o]! += y[s * outputs + o]! / count;
    }
    return result;
  };
};
