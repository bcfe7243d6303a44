import large from './large.scene.ts';
import type { SceneFile } from './scene.ts';

/** The lens: a unit of a strip enlarged among its neighbours, with its largest weights. */
export default { ...large, look: { selected: { kind: 'unit', layer: 1, unit: 77 } } } satisfies SceneFile;
