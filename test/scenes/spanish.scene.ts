import { spanish, type SceneFile } from './scene.ts';
import states from './states.scene.ts';

/** The longer words of Spanish and the decimal comma, each layer on a scale of its own, and nothing on its way: jumps instead of motion. */
export default {
  ...states,
  look: { ...spanish, scale: 'layer', still: true },
} satisfies SceneFile;
