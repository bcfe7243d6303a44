import type { Placement } from '#renderer/picture/space/placement.ts';
import type { Wiring } from '#renderer/picture/space/wiring.ts';

/** What the edges and the units of a frame are called: a layer's part and one in it, counted from 1; layer 0 are the inputs. */
export interface Names {
  readonly edges: readonly Name[];
  /** The first discs of a frame are its units; others are signs of the legend. */
  readonly discs: readonly Name[];
}
export interface Name {
  readonly layer: string;
  readonly one: string;
}

/** `weight-2-1-3` leads from unit 1 to unit 3 of layer 2, `unit-2-3`. */
export const namesOf = ({ columns }: Placement, { count, layer, from, to }: Wiring): Names => ({
  edges: Array.from({ length: count }, (_, edge) => ({
    layer: `weights-${layer[edge]!}`,
    one: `weight-${layer[edge]!}-${from[edge]! + 1}-${to[edge]! + 1}`,
  })),
  discs: columns.flatMap((column) =>
    Array.from({ length: column.shown }, (_, unit) => ({ layer: `layer-${column.layer}`, one: `unit-${column.layer}-${unit + 1}` })),
  ),
});

export const unnamed: Names = { edges: [], discs: [] };
