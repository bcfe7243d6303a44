import deep from './deep.scene.ts';
import type { SceneFile } from './scene.ts';

/** From close by, the numbers of small discs can be read. */
export default { ...deep, view: { x: -700, y: -180, zoom: 2.6 }, look: { numbers: 'selection' } } satisfies SceneFile;
