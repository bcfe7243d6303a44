import article from './article.scene.ts';
import type { SceneFile } from './scene.ts';

/** What the article's run has more than the same run with a fifth of its learning rate. */
export default {
  ...article,
  step: 12,
  against: { ...article.spec, optimizer: { kind: 'sgd', learningRate: 0.1 } },
} satisfies SceneFile;
