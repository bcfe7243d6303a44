import { generators } from '#core/spec/methods.ts';
import type { GeneratorData } from '#core/spec/run-spec.ts';
import { normalAt, streams, uniformAt } from '#core/math/random.ts';
import { cosTurn, sinTurn } from '#core/math/turn.ts';

/** What a generator draws, before its order is shuffled: x (N,I) and, per sample, its class or its value. */
export interface Drawn {
  readonly inputs: number;
  readonly x: Float64Array;
  readonly target: Float64Array;
}

/** How many classes a generator draws; undefined for regression. */
export const classesOf = (data: GeneratorData): number | undefined => {
  if (generators[data.name].task === 'regression') return undefined;
  return 'classes' in data ? data.classes : 2;
};

/** Draws the samples that `data` describes. A function of the seed alone. */
export const generate = (data: GeneratorData, seed: number): Drawn => {
  const drawn = blank(data.samples, generators[data.name].inputs);
  switch (data.name) {
    case 'gaussian-quantiles':
      return gaussianQuantiles(drawn, seed, data.covariance, data.classes);
    case 'xor':
      return withNoise(xor(drawn, seed), seed, data.noise);
    case 'circles':
      return withNoise(circles(drawn, data.factor), seed, data.noise);
    case 'moons':
      return withNoise(moons(drawn), seed, data.noise);
    case 'spirals':
      return withNoise(spirals(drawn, data.classes, data.turns), seed, data.noise);
    case 'blobs':
      return withNoise(blobs(drawn, data.classes), seed, data.spread);
    case 'plane':
      return surface(drawn, seed, data.noise, (x, y) => (x + y) / 2);
    case 'sine':
      return sine(drawn, seed, data.noise);
    case 'line':
      return line(drawn, seed, data.slope, data.intercept, data.noise);
    case 'paraboloid':
      return surface(drawn, seed, data.noise, (x, y) => x * x + y * y);
    case 'saddle':
      return surface(drawn, seed, data.noise, (x, y) => x * x - y * y);
    case 'friedman1':
      return friedman1(drawn, seed, data.noise);
  }
};

const blank = (samples: number, inputs: number): Drawn => ({
  inputs,
  x: new Float64Array(samples * inputs),
  target: new Float64Array(samples),
});

const place = (drawn: Drawn, n: number, x: number, y: number, target: number): void => {
  drawn.x[2 * n] = x;
  drawn.x[2 * n + 1] = y;
  drawn.target[n] = target;
};

/** Uniform in [-1, 1). */
const spread = (seed: number, index: number): number => 2 * uniformAt(seed, streams.data, index) - 1;

/** Moves every coordinate by normal noise of this standard deviation. */
const withNoise = (drawn: Drawn, seed: number, deviation: number): Drawn => {
  if (deviation > 0) for (let i = 0; i < drawn.x.length; i++) drawn.x[i]! += deviation * normalAt(seed, streams.noise, i);
  return drawn;
};

/** First index of each class's share: equal shares, the remainder spread over the first classes. */
const shares = (samples: number, classes: number): number[] =>
  Array.from({ length: classes + 1 }, (_, c) => c * Math.floor(samples / classes) + Math.min(c, samples % classes));

/**
 * One isotropic Gaussian whose samples, sorted by squared norm, are cut into classes of equal counts; what is left over goes to the
 * last class. As scikit-learn's `make_gaussian_quantiles` defines it; `covariance` is the variance of each coordinate.
 */
const gaussianQuantiles = (drawn: Drawn, seed: number, covariance: number, classes: number): Drawn => {
  const samples = drawn.target.length;
  const deviation = Math.sqrt(covariance);
  for (let i = 0; i < drawn.x.length; i++) drawn.x[i] = deviation * normalAt(seed, streams.data, i);
  const norms = new Float64Array(samples);
  for (let n = 0; n < samples; n++) norms[n] = drawn.x[2 * n]! * drawn.x[2 * n]! + drawn.x[2 * n + 1]! * drawn.x[2 * n + 1]!;
  const size = Math.floor(samples / classes);
  const inward = Int32Array.from(norms, (_, n) => n).sort((p, q) => norms[p]! - norms[q]! || p - q);
  inward.forEach((n, rank) => {
    drawn.target[n] = size === 0 ? classes - 1 : Math.min(Math.floor(rank / size), classes - 1);
  });
  return drawn;
};

/** Uniform over the square [-1, 1]², a quarter of the samples in each quadrant; class 1 where the signs of the coordinates differ. */
const xor = (drawn: Drawn, seed: number): Drawn => {
  for (let n = 0; n < drawn.target.length; n++) {
    const right = n % 4 < 2;
    const top = n % 2 === 0;
    const x = uniformAt(seed, streams.data, 2 * n);
    const y = uniformAt(seed, streams.data, 2 * n + 1);
    place(drawn, n, right ? x : -x, top ? y : -y, right === top ? 0 : 1);
  }
  return drawn;
};

/** Two concentric circles, the inner one of radius `factor` (scikit-learn's `make_circles`). */
const circles = (drawn: Drawn, factor: number): Drawn => {
  const samples = drawn.target.length;
  const outer = Math.floor(samples / 2);
  const inner = samples - outer;
  for (let n = 0; n < samples; n++) {
    const isInner = n >= outer;
    const angle = isInner ? (n - outer) / inner : n / outer;
    const radius = isInner ? factor : 1;
    place(drawn, n, radius * cosTurn(angle), radius * sinTurn(angle), isInner ? 1 : 0);
  }
  return drawn;
};

/** Two interleaved half circles (scikit-learn's `make_moons`). */
const moons = (drawn: Drawn): Drawn => {
  const samples = drawn.target.length;
  const outer = Math.floor(samples / 2);
  const inner = samples - outer;
  const along = (i: number, count: number): number => (count > 1 ? i / (count - 1) / 2 : 0);
  for (let n = 0; n < outer; n++) place(drawn, n, cosTurn(along(n, outer)), sinTurn(along(n, outer)), 0);
  for (let i = 0; i < inner; i++) {
    const angle = along(i, inner);
    place(drawn, outer + i, 1 - cosTurn(angle), 0.5 - sinTurn(angle), 1);
  }
  return drawn;
};

/** One arm per class, from the centre out to radius 1, each turned by its share of the circle. */
const spirals = (drawn: Drawn, classes: number, turns: number): Drawn => {
  const start = shares(drawn.target.length, classes);
  for (let c = 0; c < classes; c++) {
    const count = start[c + 1]! - start[c]!;
    for (let i = 0; i < count; i++) {
      const radius = (i + 1) / count;
      const angle = turns * radius + c / classes;
      place(drawn, start[c]! + i, radius * cosTurn(angle), radius * sinTurn(angle), c);
    }
  }
  return drawn;
};

/** Class centres evenly spaced on the unit circle, from the top clockwise; the noise makes the blobs. */
const blobs = (drawn: Drawn, classes: number): Drawn => {
  const start = shares(drawn.target.length, classes);
  for (let c = 0; c < classes; c++) {
    const angle = c / classes;
    for (let n = start[c]!; n < start[c + 1]!; n++) place(drawn, n, sinTurn(angle), cosTurn(angle), c);
  }
  return drawn;
};

/** z = f(x, y) over two uniform inputs of [-1, 1], plus noise on the value. */
const surface = (drawn: Drawn, seed: number, noise: number, f: (x: number, y: number) => number): Drawn => {
  for (let n = 0; n < drawn.target.length; n++) {
    const x = spread(seed, 2 * n);
    const y = spread(seed, 2 * n + 1);
    place(drawn, n, x, y, f(x, y) + noise * normalAt(seed, streams.noise, n));
  }
  return drawn;
};

/** One period of a sine over one uniform input of [-1, 1], plus noise on the value. */
const sine = (drawn: Drawn, seed: number, noise: number): Drawn => {
  for (let n = 0; n < drawn.target.length; n++) {
    const x = spread(seed, n);
    drawn.x[n] = x;
    drawn.target[n] = sinTurn(x / 2) + noise * normalAt(seed, streams.noise, n);
  }
  return drawn;
};

/** A straight line over one uniform input of [-1, 1], plus noise on the value. */
const line = (drawn: Drawn, seed: number, slope: number, intercept: number, noise: number): Drawn => {
  for (let n = 0; n < drawn.target.length; n++) {
    const x = spread(seed, n);
    drawn.x[n] = x;
    drawn.target[n] = slope * x + intercept + noise * normalAt(seed, streams.noise, n);
  }
  return drawn;
};

/**
 * y = 10·sin(π·x0·x1) + 20·(x2 - 1/2)² + 10·x3 + 5·x4 plus noise, over five uniform inputs of [0, 1): the first problem of Friedman,
 * "Multivariate adaptive regression splines", 1991.
 */
const friedman1 = (drawn: Drawn, seed: number, noise: number): Drawn => {
  for (let i = 0; i < drawn.x.length; i++) drawn.x[i] = uniformAt(seed, streams.data, i);
  for (let n = 0; n < drawn.target.length; n++) {
    const [x0, x1, x2, x3, x4] = drawn.x.subarray(5 * n, 5 * n + 5) as unknown as [number, number, number, number, number];
    const value = 10 * sinTurn((x0 * x1) / 2) + 20 * (x2 - 0.5) * (x2 - 0.5) + 10 * x3 + 5 * x4;
    drawn.target[n] = value + noise * normalAt(seed, streams.noise, n);
  }
  return drawn;
};
