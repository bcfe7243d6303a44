import deep from './deep.scene.ts';
import type { SceneFile } from './scene.ts';

/** One weight in focus: its ways to the loss, each as wide as its part in them; all else dims. */
export default { ...deep, look: { selected: { kind: 'weight', layer: 3, from: 2, to: 4 } } } satisfies SceneFile;
