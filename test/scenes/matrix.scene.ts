import digits from './digits.scene.ts';
import type { SceneFile } from './scene.ts';

/** A weight between two wide layers: a cell of the matrix, its number, and its ways to the outputs. */
export default { ...digits, look: { selected: { kind: 'weight', layer: 2, from: 30, to: 12 } } } satisfies SceneFile;
