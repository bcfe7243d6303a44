import { actOf, type Scene } from './act.ts';
import { drawBadges } from '#renderer/picture/network/badges.ts';
import { drawCuts } from '#renderer/picture/network/cuts.ts';
import { drawEdgeLabels } from '#renderer/picture/network/edge-labels.ts';
import { EdgeMemory } from '#renderer/picture/network/edge-memory.ts';
import { drawEdges } from '#renderer/picture/network/edges.ts';
import type { Frame } from './frame.ts';
import { drawLegend } from './legend.ts';
import { drawLens } from '#renderer/picture/network/lens.ts';
import { Pen } from './pen.ts';
import { drawRuler } from './ruler.ts';
import { drawSkips } from '#renderer/picture/network/skips.ts';
import { drawTitles } from './titles.ts';
import { drawUnits } from '#renderer/picture/network/units.ts';
import { drawWide } from '#renderer/picture/network/wide.ts';
import type { Wiring } from '#renderer/picture/space/wiring.ts';
import { drawWorkings } from '#renderer/picture/workings/workings.ts';

export type { Scene } from './act.ts';

/** Memory for the edges of the next frame; the frame that was written into it before is gone. Makes no other difference. */
export class Scratch {
  #memory: EdgeMemory | undefined;

  edges({ starts, count }: Wiring): EdgeMemory {
    if (this.#memory?.starts !== starts) this.#memory = new EdgeMemory(count, starts);
    return this.#memory;
  }
}

/**
 * The picture of one training step at one moment. A pure function of the scene: played, scrubbed and exported frames of
 * the same moment are the same. A frame holds until the next one is made with the same scratch; without one, for ever.
 */
export const frameAt = (scene: Scene, scratch?: Scratch): Frame => {
  const act = actOf(scene);
  const memory = (scratch ?? new Scratch()).edges(act.wiring);
  const pen = new Pen(scene.placement.least / (scene.look.zoom ?? 1));
  const difference = scene.look.difference === true;
  drawEdges(act, memory);
  drawSkips(act, pen);
  drawCuts(act, pen);
  drawWide(act, pen);
  drawUnits(act, pen);
  if (!difference) drawBadges(act, pen);
  drawEdgeLabels(act, pen);
  drawTitles(act, pen);
  drawLens(act, pen);
  if (!difference) {
    drawRuler(act, pen);
    drawWorkings(act, pen);
  }
  drawLegend(act, pen);
  const { width, height } = scene.placement;
  const { images, shapes, discs, marks, unitSurfaces, texts } = pen;
  return { width, height, background: act.palette.background, edges: memory.edges, images, shapes, discs, marks, unitSurfaces, texts };
};
