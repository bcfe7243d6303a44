import article from './article.scene.ts';
import type { SceneFile } from './scene.ts';

/** Discs that show what their units say over the plane of the inputs, in the place of their numbers. */
export default { ...article, unitSurfaces: [-3, 3] } satisfies SceneFile;
