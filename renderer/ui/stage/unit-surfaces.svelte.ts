import type { Surface } from '#core/protocol/trainer.ts';
import type { UnitSurfaceImages } from '#renderer/picture/look.ts';
import { palettes, type Theme } from '#renderer/picture/palette.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { LatestQuery } from '#renderer/model/queries/latest-query.svelte.ts';
import { askUnitSurfaces, unitSurfaceImages } from '#renderer/ui/figures/unit-surfaces.ts';

/** What every unit says over the plane of the first two inputs at the step that is shown, asked for while discs are to show it. */
export class UnitSurfaces {
  readonly #surfaces: LatestQuery<{ readonly step: number }, readonly (Surface | undefined)[]>;

  /** Of another branch than the one that is turned to, where one is named. */
  constructor(
    readonly app: App,
    readonly branch?: number,
  ) {
    const slot = branch === undefined ? 'unitSurfaces' : `unitSurfaces ${branch}`;
    this.#surfaces = new LatestQuery(
      () => app.run.id,
      ({ step }) => askUnitSurfaces(app, step, branch, (query) => app.trainer.latest(slot, 'surface', query)),
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
    return value && shape && unitSurfaceImages(value, shape, palettes[theme]);
  }
}
