import article from './article.scene.ts';
import type { SceneFile } from './scene.ts';

/** The followed sample is not in this step's batch: it passes through the network and owes nothing. */
export default { ...article, spec: { ...article.spec, batch: 20 }, absent: true, follow: 150 } satisfies SceneFile;
