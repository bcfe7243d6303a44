import article from './article.scene.ts';
import type { SceneFile } from './scene.ts';

/** One unit in focus: what it reads and its ways to the loss stay bright, and another weight is pointed at. */
export default {
  ...article,
  look: { selected: { kind: 'unit', layer: 2, unit: 3 }, hovered: { kind: 'weight', layer: 1, from: 1, to: 2 } },
} satisfies SceneFile;
