import type { SceneFile } from './scene.ts';
import wide from './wide.scene.ts';

/** From close by, the numbers of small discs can be read. */
export default { ...wide, view: { x: -640, y: -560, zoom: 4 }, look: { numbers: 'selection' } } satisfies SceneFile;
