import type { Surface } from '#core/protocol/trainer.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { UnitSurfaceImages } from '#renderer/picture/look.ts';
import { palettes, type Theme } from '#renderer/picture/palette.ts';
import { mostUnits } from '#renderer/picture/space/placement.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { LatestQuery } from '#renderer/model/queries/latest-query.svelte.ts';
import { alongAxes, firstAxes } from '#renderer/ui/plots/axes.ts';
import { domainOf } from '#renderer/ui/plots/domain.ts';
import { surfaceColours } from '#renderer/ui/plots/surface-images.ts';

/** Points along a side: a disc is small. */
const grid = 24;

/** What every unit says over the plane of the first two inputs at the step that is shown, asked for while discs are to show it. */
export class UnitSurfaces {
  readonly #surfaces: LatestQuery<{ readonly step: number }, readonly (Surface | undefined)[]>;

  /** Of another branch than the one that is turned to, where one is named. */
  constructor(
    readonly app: App,
    readonly branch?: number,
  ) {
    this.#surfaces = new LatestQuery(
      () => app.run.id,
      ({ step }) => this.#ask(step),
      (reason) => (branch === undefined ? app.report(reason) : app.reportOf(branch, reason)),
    );
  }

  seek(step: number): void {
    this.#surfaces.want({ step });
  }

  /** The last answer about the open run, in the theme's colours. */
  look(theme: Theme): UnitSurfaceImages | undefined {
    const { value } = this.#surfaces;
    const { shape } = this.app.run;
    if (!value || !shape) return undefined;
    const layers = value.map((surface, l) => surface && surfaceColours(surface, shape.layers[l]!.activation, palettes[theme]));
    return { rows: shape.inputs === 1 ? 1 : grid, columns: grid, layers };
  }

  async #ask(step: number): Promise<readonly (Surface | undefined)[]> {
    const { run, trainer } = this.app;
    const { branch } = this;
    const slot = branch === undefined ? 'unitSurfaces' : `unitSurfaces ${branch}`;
    const { x, y } = domainOf(alongAxes(run.summary!.data, firstAxes));
    const surfaces: (Surface | undefined)[] = [];
    for (const [l, { units }] of run.shape!.layers.entries())
      surfaces.push(
        units > mostUnits
          ? undefined
          : await trainer.latest(slot, 'surface', {
              step: toStep(step),
              grid,
              x,
              y,
              layer: l + 1,
              ...(branch !== undefined && { branch }),
            }),
      );
    return surfaces;
  }
}
