import type { Surface, SurfaceQuery } from '#core/protocol/trainer.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { UnitSurfaceImages } from '#renderer/picture/look.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import type { NetworkShape } from '#renderer/picture/shape.ts';
import { mostUnits } from '#renderer/picture/space/placement.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { alongAxes, firstAxes } from '#renderer/ui/plots/axes.ts';
import { domainOf } from '#renderer/ui/plots/domain.ts';
import { surfaceColours } from '#renderer/ui/plots/surface-images.ts';

/** Points along a side: a disc is small. */
const grid = 24;

/** Of each layer what its units say over the plane of the first two inputs; undefined for a layer too wide for discs. */
export const askUnitSurfaces = async (
  { run }: App,
  step: number,
  branch: number | undefined,
  ask: (query: SurfaceQuery) => Promise<Surface>,
): Promise<readonly (Surface | undefined)[]> => {
  const { x, y } = domainOf(alongAxes(run.summary!.data, firstAxes));
  const surfaces: (Surface | undefined)[] = [];
  for (const [l, { units }] of run.shape!.layers.entries())
    surfaces.push(
      units > mostUnits ? undefined : await ask({ step: toStep(step), grid, x, y, layer: l + 1, ...(branch !== undefined && { branch }) }),
    );
  return surfaces;
};

/** The same as small images in a theme's colours. */
export const unitSurfaceImages = (
  surfaces: readonly (Surface | undefined)[],
  shape: NetworkShape,
  palette: Palette,
): UnitSurfaceImages => ({
  rows: shape.inputs === 1 ? 1 : grid,
  columns: grid,
  layers: surfaces.map((surface, l) => surface && surfaceColours(surface, shape.layers[l]!.activation, palette)),
});
