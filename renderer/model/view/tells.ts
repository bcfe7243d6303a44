import type { Coverable } from '#core/account/cover.ts';
import type { Tensor } from '#core/protocol/probes.ts';
import type { ViewId } from '#core/view/views.ts';

/** What a view tells of a run: what veils it as a whole when a question covers it, and what it asks for by itself, with a question mark. */
interface Tells {
  readonly veiledBy: readonly Coverable[];
  readonly asksFor: readonly Coverable[];
}

const units = ['z', 'a'] as const;
const weights = ['w', 'w.after', 'b', 'b.after'] as const;
const gradients = ['dw', 'db'] as const;
const backward = ['blame', 'delta'] as const;
const losses = ['loss', 'loss.sample'] as const;

/** What the numbers of a layer tell, by the array that they are in: those that are as good as known with them go with them. */
export const tellsOf: Readonly<Record<Tensor | 'dX', readonly Coverable[]>> = {
  W: weights,
  b: weights,
  z: units,
  a: units,
  dA: backward,
  dX: backward,
  dZ: [...backward, ...gradients],
  dW: [...backward, ...gradients],
  db: [...backward, ...gradients],
};

/** Which of the quantities that a question may hide each view tells. A test looks for covered numbers in every view by it. */
export const tells: Readonly<Record<ViewId, Tells>> = {
  plane: { veiledBy: [], asksFor: ['a', 'z', 'later'] },
  scores: { veiledBy: ['a', ...losses, 'accuracy'], asksFor: [] },
  activation: { veiledBy: units, asksFor: ['slope'] },
  matrices: { veiledBy: [], asksFor: [...units, ...weights, ...backward, ...gradients] },
  graph: { veiledBy: [], asksFor: [...units, 'slope', ...weights, ...backward, ...gradients, ...losses] },
  surfaces: { veiledBy: units, asksFor: [] },
  hidden: { veiledBy: units, asksFor: [] },
  normalisation: { veiledBy: units, asksFor: [] },
  microscope: { veiledBy: [], asksFor: [...backward, ...gradients] },
  // Whoever runs it knows all.
  program: {
    veiledBy: [
      ...units,
      'slope',
      'residual',
      ...weights,
      ...backward,
      ...gradients,
      ...losses,
      'accuracy',
      'later',
      'branches',
      'findings',
    ],
    asksFor: [],
  },
  gradients: { veiledBy: [], asksFor: gradients },
  knobs: { veiledBy: [], asksFor: ['a', 'z', ...losses, 'w', 'b'] },
  slope: { veiledBy: [...losses, 'w', 'b'], asksFor: ['w.after', 'b.after', ...gradients] },
  loss: { veiledBy: losses, asksFor: ['accuracy', 'later', ...gradients] },
  sketch: { veiledBy: [], asksFor: [...losses, 'later'] },
  landscape: { veiledBy: [], asksFor: [...losses, 'later', ...weights] },
  histogram: { veiledBy: [], asksFor: [...units, ...weights, ...backward, ...gradients] },
  optimiser: { veiledBy: [...weights, ...gradients], asksFor: [] },
  health: { veiledBy: ['findings', ...losses, 'accuracy', 'slope', ...units, ...backward, ...gradients], asksFor: [] },
  errors: { veiledBy: [], asksFor: [] },
  notebook: { veiledBy: [...losses, 'accuracy', 'later', 'branches'], asksFor: [] },
};
