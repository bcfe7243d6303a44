import type { Run } from '#core/net/run.ts';
import { drops, keepsSlopes } from './plan.ts';

/** Bytes of a number, and of a pair of samples' numbers. */
export const NUMBER = 8;
export const PAIR = 16;
/** Bytes of a line of the processor's cache. */
const LINE = 64;
/** Steps of one call at most. */
const MOST_STEPS = 256;

/** Where a matrix (B,O) lies: [pair of samples][unit][lane], in bytes. */
export interface Blocks {
  readonly at: number;
  readonly units: number;
  /** From one pair of samples to the next. */
  readonly stride: number;
}

/** What a step leaves of a layer. Names that mean the same numbers share one place, as in `LayerForward` and `LayerBackward`. */
export interface LayerBlocks {
  readonly z: Blocks;
  readonly u: Blocks;
  readonly hat: Blocks;
  readonly f: Blocks;
  /** f'(U), where it is computed along with F. */
  readonly slope: Blocks;
  readonly mask: Blocks;
  readonly branch: Blocks;
  readonly a: Blocks;
  /** What is kept of the inputs; they themselves unless a rule keeps a mask. */
  readonly kept: Blocks;
  readonly dA: Blocks;
  readonly dU: Blocks;
  readonly dZ: Blocks;
  /** Mean and variance: of batch normalisation (O) numbers in both lanes of a pair each, of layer normalisation one pair for each two samples. */
  readonly mean: number;
  readonly variance: number;
}

/** What a step is told, and what it answers: byte offsets in a record. */
export const RECORD = {
  /** Rows of the batch (int32), the place of the first one in the order (int32), whether they are to be loaded (int32), the step (uint32). */
  rows: 0,
  from: 4,
  load: 8,
  step: 12,
  /** 1/B. */
  mean: 16,
  rate: 24,
  /** B/(B - 1), or 1 of a single sample. */
  unbias: 32,
  /** What the optimiser is told beside the rate: four numbers. */
  constants: 40,
  bytes: 72,
} as const;
export const LOG = {
  data: 0,
  penalty: 8,
  norm: 16,
  clip: 24,
  /** Of both together, and the norm of each layer's gradient: what is told of the step. */
  loss: 32,
  norms: 40,
} as const;

/** The arena of a run: everything that its module reads and writes, at fixed places of one memory. Offsets in bytes. */
export interface Arena {
  readonly records: number;
  readonly log: number;
  readonly logBytes: number;
  /** Steps that one call can make. */
  readonly steps: number;
  /** Samples in the order in which batches take them (int32). */
  readonly order: number;
  /** Four words of chance. */
  readonly words: number;
  /** The training set, row by row. */
  readonly dataX: number;
  readonly dataY: number;
  /** Two states, which take turns. */
  readonly states: readonly [number, number];
  readonly gradient: number;
  /** Weights that are updated before their error passes, in the places of the parameters. */
  readonly early: number;
  /** A pair that is finite as long as all numbers of the step are. */
  readonly check: number;
  /** From which number of a tiled operation to which (int32) a call of it goes, where a step is made in pieces. */
  readonly piece: number;
  /** For each pair of samples a mask of those that are there: the last one may be alone. */
  readonly there: number;
  readonly x: Blocks;
  readonly y: Blocks;
  readonly layers: readonly LayerBlocks[];
  /** Weights copied together for the tiles of a wide layer. */
  readonly panel: number;
  readonly bytes: number;
}

/** Rows far apart fall on the same few lines of the cache, unless their distance is an odd number of lines. */
const strideOf = (units: number): number => {
  const bytes = units * PAIR;
  if (bytes < 16 * LINE) return bytes;
  const lines = Math.ceil(bytes / LINE);
  return LINE * (lines % 2 === 0 ? lines + 1 : lines);
};

export const arenaOf = (run: Run): Arena => {
  const { spec, layout, rules, train, batchSize } = run;
  // Address 0 stays unused.
  let at = LINE;
  const take = (bytes: number): number => {
    const from = at;
    at += LINE * Math.ceil(bytes / LINE);
    return from;
  };
  const pairs = Math.ceil(batchSize / 2);
  const blocks = (units: number): Blocks => {
    const stride = strideOf(units);
    return { at: take(pairs * stride), units, stride };
  };
  const check = take(PAIR);
  const piece = take(8);
  const there = take(pairs * PAIR);
  const records = take(MOST_STEPS * RECORD.bytes);
  const logBytes = LOG.norms + NUMBER * layout.layers.length;
  const log = take(MOST_STEPS * logBytes);
  const order = take(4 * train.samples);
  const words = take(16);
  const dataX = take(NUMBER * train.samples * train.inputs);
  const dataY = take(NUMBER * train.samples * train.outputs);
  const states = [take(NUMBER * layout.length), take(NUMBER * layout.length)] as const;
  const gradient = take(NUMBER * layout.parameters);
  const early = rules.updatesEarly ? take(NUMBER * layout.parameters) : -1;
  const x = blocks(train.inputs);
  const y = blocks(train.outputs);
  const layers: LayerBlocks[] = [];
  layout.layers.forEach(({ units }, l) => {
    const { normalization, residual } = spec.network.layers[l]!;
    const normalised = normalization !== 'none';
    const dropped = drops(run, l);
    const input = l === 0 ? x : layers[l - 1]!.a;
    const z = blocks(units);
    const f = blocks(units);
    const branch = dropped ? blocks(units) : f;
    const dZ = blocks(units);
    const statistics = normalised ? PAIR * (normalization === 'batch' ? units : pairs) : 0;
    layers.push({
      z,
      u: normalised ? blocks(units) : z,
      hat: normalised ? blocks(units) : z,
      f,
      slope: keepsSlopes(run, l) ? blocks(units) : f,
      mask: dropped ? blocks(units) : f,
      branch,
      a: residual ? blocks(units) : branch,
      kept: rules.keeps[l] === 'mask' ? blocks(input.units) : input,
      // A residual connection hands dA on when dZ has been made of it.
      dA: residual ? blocks(units) : dZ,
      dU: normalised ? blocks(units) : dZ,
      dZ,
      mean: take(statistics),
      variance: take(statistics),
    });
  });
  const panel = take(4 * NUMBER * Math.max(...layout.layers.map(({ inputs }) => inputs)));
  return {
    records,
    log,
    logBytes,
    steps: MOST_STEPS,
    order,
    words,
    dataX,
    dataY,
    states,
    gradient,
    early,
    check,
    piece,
    there,
    x,
    y,
    layers,
    panel,
    bytes: at,
  };
};
