import { actOf, type Scene } from './act.ts';
import { drawBadges } from './badges.ts';
import { drawCuts } from './cuts.ts';
import { drawEdgeLabels } from './edge-labels.ts';
import { drawEdges, edgeArrays, type EdgeArrays } from './edges.ts';
import type { Frame } from './frame.ts';
import { drawLegend } from './legend.ts';
import { Pen } from './pen.ts';
import { drawRuler } from './ruler.ts';
import { drawSkips } from './skips.ts';
import { drawTitles } from './titles.ts';
import { drawUnits } from './units.ts';
import { drawWorkings } from './workings.ts';

export type { Scene } from './act.ts';

/** Memory for the edges of the next frame; the frame that was written into it before is gone. Makes no other difference. */
export class Scratch {
  #edges: EdgeArrays | undefined;

  edges(count: number): EdgeArrays {
    if (this.#edges?.count !== count) this.#edges = edgeArrays(count);
    return this.#edges;
  }
}

/**
 * The picture of one training step at one moment. A pure function of the scene: played, scrubbed and exported frames of
 * the same moment are the same. A frame holds until the next one is made with the same scratch; without one, for ever.
 */
export const frameAt = (scene: Scene, scratch?: Scratch): Frame => {
  const act = actOf(scene);
  const { count } = scene.placement.edges;
  const edges = scratch ? scratch.edges(count) : edgeArrays(count);
  const pen = new Pen();
  const difference = scene.look.difference === true;
  drawEdges(act, edges);
  drawSkips(act, pen);
  drawCuts(act, pen);
  drawUnits(act, pen);
  if (!difference) drawBadges(act, pen);
  drawEdgeLabels(act, pen);
  drawTitles(act, pen);
  if (!difference) {
    drawRuler(act, pen);
    drawWorkings(act, pen);
  }
  drawLegend(act, pen);
  const { width, height } = scene.placement;
  const { shapes, discs, marks, texts } = pen;
  return { width, height, background: act.palette.background, edges, shapes, discs, marks, texts };
};
