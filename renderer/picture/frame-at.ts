import { actOf, type Act, type Scene } from './act.ts';
import { drawBadges } from '#renderer/picture/network/badges.ts';
import { drawBiases } from '#renderer/picture/network/biases.ts';
import { drawClosed } from '#renderer/picture/network/closed.ts';
import { drawCuts } from '#renderer/picture/network/cuts.ts';
import { drawEdgeLabels } from '#renderer/picture/network/edge-labels.ts';
import { EdgeMemory } from '#renderer/picture/network/edge-memory.ts';
import { drawEdges } from '#renderer/picture/network/edges.ts';
import type { Frame, TransientFrame } from './frame.ts';
import { drawLegend } from './legend.ts';
import { drawLens } from '#renderer/picture/network/lens.ts';
import { drawMatrixTexts } from '#renderer/picture/network/matrix.ts';
import { Pen } from './pen.ts';
import { drawRuler } from './ruler.ts';
import { drawSkips } from '#renderer/picture/network/skips.ts';
import { drawTitles } from './titles.ts';
import { drawUnits } from '#renderer/picture/network/units.ts';
import { drawWide } from '#renderer/picture/network/wide.ts';
import type { Wiring } from '#renderer/picture/space/wiring.ts';
import { drawWorkings } from '#renderer/picture/workings/workings.ts';

export type { Scene } from './act.ts';

/** Memory for the edges of frames that are drawn one after the other. Makes no other difference. */
export class FrameMemory {
  #edges: EdgeMemory | undefined;

  edges({ starts, count }: Wiring): EdgeMemory {
    if (this.#edges?.starts !== starts) this.#edges = new EdgeMemory(count, starts);
    return this.#edges;
  }
}

/**
 * The picture of one training step at one moment. A pure function of the scene: played, scrubbed and exported frames of
 * the same moment are the same, and hold for ever.
 */
export const frameAt = (scene: Scene): Frame => {
  const act = actOf(scene);
  return drawn(act, new FrameMemory().edges(act.wiring));
};

/** The same picture, for a moment: until the next one is made into the memory. */
export const frameInto = (memory: FrameMemory, scene: Scene): TransientFrame => {
  const act = actOf(scene);
  const edges = memory.edges(act.wiring);
  return { ...drawn(act, edges), renewal: edges.renewal };
};

const drawn = (act: Act, memory: EdgeMemory): Frame => {
  const { placement, look } = act;
  const pen = new Pen(placement.least / (look.zoom ?? 1));
  const difference = look.difference === true;
  drawEdges(act, memory);
  drawSkips(act, pen);
  drawCuts(act, pen);
  drawWide(act, pen);
  drawUnits(act, pen);
  if (!difference) drawBadges(act, pen);
  drawMatrixTexts(act, pen);
  const biases = difference ? [] : drawBiases(act, pen);
  const labels = drawEdgeLabels(act, pen, biases);
  if (!difference) drawClosed(act, pen, [...biases, ...labels]);
  if (!placement.sparse) drawTitles(act, pen);
  if (!difference && !placement.sparse) drawRuler(act, pen);
  drawLens(act, pen);
  if (!difference) drawWorkings(act, pen);
  if (placement.legend.height > 0) drawLegend(act, pen);
  const { width, height } = placement;
  const { images, shapes, discs, marks, unitSurfaces, texts } = pen;
  return { width, height, background: act.palette.background, edges: memory.edges, images, shapes, discs, marks, unitSurfaces, texts };
};
