import type { Operation } from '#core/account/place.ts';
import { hasGate } from '#core/account/program.ts';
import type { Phase } from '#core/contract/position.ts';
import { unitsOf, type NetworkShape } from '#renderer/picture/shape.ts';

/** `count` parts of one kind that share `share` of their unit's time. */
interface Parts {
  readonly operation: Operation;
  readonly count: number;
  readonly share: number;
}

/** A layer's turn within a phase. All its units have the same parts, so any place is found by arithmetic. */
export interface Segment {
  readonly phase: Phase;
  readonly layer: number;
  readonly units: number;
  readonly parts: readonly Parts[];
  readonly partCount: number;
  /** Number of the first part; 1 where the places before it belong to the segment before. */
  readonly firstPart: number;
  readonly firstIndex: number;
  readonly start: number;
  readonly end: number;
  /** How many times longer the first unit lasts than each of the others. */
  readonly lead: number;
}

type Sketch = Pick<Segment, 'phase' | 'layer' | 'units' | 'parts' | 'lead'> & { readonly seconds: number; readonly firstPart?: number };

/** Seconds that a phase may last in all, whatever the size of the network. */
const bounds: Readonly<Record<Phase, readonly [number, number]>> = {
  batch: [1.1, 1.5],
  forward: [4.2, 8.2],
  loss: [2.2, 2.2],
  backward: [3.4, 6.6],
  gradient: [1.8, 2.6],
  optimise: [0.9, 1.2],
  update: [1.5, 1.9],
};

const lead = 3;

export const timetable = (shape: NetworkShape): Segment[] => {
  const depth = shape.layers.length;
  const forward = Array.from({ length: depth }, (_, i) => i + 1);
  const backward = forward.toReversed();
  const phases: Sketch[][] = [
    [batch(shape)],
    forward.map((layer) => forwardLayer(shape, layer)),
    lossOf(shape, depth),
    backward.map((layer) => backwardLayer(shape, layer, depth)),
    backward.map((layer) => perWeight('gradient', shape, layer, ['gradient', 'bias-gradient'])),
    [...forward].map((layer) => ({ ...single('optimise', layer, 'optimiser'), seconds: 0.4 })),
    forward.map((layer) => perWeight('update', shape, layer, ['weight-update', 'bias-update'])),
  ];
  const segments: Segment[] = [];
  let start = 0;
  let firstIndex = 1;
  for (const sketches of phases) {
    const natural = sketches.reduce((sum, sketch) => sum + sketch.seconds, 0);
    const [least, most] = bounds[sketches[0]!.phase];
    const stretch = Math.min(Math.max(natural, least), most) / natural;
    for (const { seconds, firstPart = 0, ...sketch } of sketches) {
      const partCount = sketch.parts.reduce((sum, { count }) => sum + count, 0);
      const end = start + seconds * stretch;
      segments.push({ ...sketch, partCount, firstPart, firstIndex, start, end });
      start = end;
      firstIndex += sketch.units * partCount;
    }
  }
  return segments;
};

const single = (phase: Phase, layer: number, operation: Operation) => ({
  phase,
  layer,
  units: 1,
  lead: 1,
  parts: [{ operation, count: 1, share: 1 }],
});

const batch = (shape: NetworkShape): Sketch => ({
  ...single('batch', 0, 'input'),
  units: shape.inputs,
  seconds: 0.8 + 0.15 * shape.inputs,
});

const forwardLayer = (shape: NetworkShape, layer: number): Sketch => {
  const units = unitsOf(shape, layer);
  return {
    phase: 'forward',
    layer,
    units,
    lead,
    parts: [
      { operation: 'product', count: unitsOf(shape, layer - 1), share: 0.46 },
      { operation: 'sum', count: 1, share: 0.14 },
      { operation: 'bias', count: 1, share: 0.14 },
      { operation: 'activation', count: 1, share: 0.26 },
    ],
    seconds: 1.8 + 0.5 * Math.min(units - 1, 12),
  };
};

const lossOf = (shape: NetworkShape, depth: number): Sketch[] => [
  { ...single('loss', depth, 'residual'), units: unitsOf(shape, depth), seconds: 1.2 },
  { ...single('loss', depth, 'loss'), seconds: 1, firstPart: 1 },
];

const backwardLayer = (shape: NetworkShape, layer: number, depth: number): Sketch => {
  const units = unitsOf(shape, layer);
  const common = { phase: 'backward' as const, layer, units, lead, seconds: 1.6 + 0.45 * Math.min(units - 1, 12) };
  if (layer < depth) {
    return {
      ...common,
      parts: [
        { operation: 'upstream', count: unitsOf(shape, layer + 1), share: 0.5 },
        { operation: 'upstream-sum', count: 1, share: 0.16 },
        { operation: 'gate', count: 1, share: 0.34 },
      ],
    };
  }
  return {
    ...common,
    parts: hasGate(shape, layer)
      ? [
          { operation: 'upstream', count: 1, share: 0.55 },
          { operation: 'gate', count: 1, share: 0.45 },
        ]
      : [{ operation: 'upstream', count: 1, share: 1 }],
  };
};

const perWeight = (
  phase: 'gradient' | 'update',
  shape: NetworkShape,
  layer: number,
  [weight, bias]: readonly [Operation, Operation],
): Sketch => {
  const units = unitsOf(shape, layer);
  const incoming = unitsOf(shape, layer - 1);
  return {
    phase,
    layer,
    units,
    lead: 2,
    parts: [
      { operation: weight, count: incoming, share: incoming / (incoming + 1) },
      { operation: bias, count: 1, share: 1 / (incoming + 1) },
    ],
    seconds: 0.6 + 0.12 * Math.min(units - 1, 16),
  };
};
