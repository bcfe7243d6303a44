import { step as toStep } from '#core/contract/units.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { namesBeside } from '#renderer/model/branches/names-beside.ts';
import { follow } from '#renderer/model/queries/latest-query.svelte.ts';
import { seriesTo } from '#renderer/model/queries/series-to.ts';
import type { BesideRun } from '#renderer/ui/plots/loss-chart.ts';

/** About one a pixel of the widest plot. */
const buckets = 800;

/** The losses of the branches that lie beside each other, the one that is turned to first. Made by a component: it asks as long as that lives. */
export class BesideCurves {
  readonly #compared = $derived.by(() => this.app().branches.compared);
  readonly #goal = $derived.by(() => this.app().run.goal);
  readonly #asked = () => this.#compared.length > 0;

  /** They are trained as far as the run, so that they can be compared. One that breaks off on the way shows it by its curve. */
  readonly trained = follow(
    () => this.app(),
    () => this.#asked() && { branches: this.#compared, step: toStep(this.#goal) },
    ({ branches, step }) =>
      Promise.all(
        branches.map((branch) =>
          this.app()
            .trainer.latest(`beside ${branch}`, 'state', { branch, step })
            .then(
              () => true,
              () => false,
            ),
        ),
      ),
  );
  readonly #series = follow(
    () => this.app(),
    () => {
      const { reached } = this.app().branches;
      return this.#asked() && { branches: this.#compared, goal: this.#goal, reached: this.#compared.map((branch) => reached[branch] ?? 0) };
    },
    ({ branches, goal }) =>
      Promise.all(branches.map((branch) => this.app().trainer.call('series', { from: toStep(0), to: toStep(goal), buckets, branch }))),
  );
  /** Buckets of the curves hold many steps; one step is asked for by itself. */
  readonly #here = follow(
    () => this.app(),
    () => this.#asked() && { branches: this.#compared, step: this.step() },
    ({ branches, step }) =>
      Promise.all(
        branches.map((branch) => this.app().trainer.call('series', { from: toStep(step), to: toStep(step + 1), buckets: 1, branch })),
      ),
  );

  constructor(
    readonly app: () => App,
    /** The step that the person looks at. */
    readonly step: () => number,
  ) {}

  readonly names = $derived.by((): string[] => {
    const { branches, preferences } = this.app();
    return namesBeside(branches, [branches.current, ...this.#compared], preferences.words, {
      ...preferences.writers,
      covers: this.app().covers,
    });
  });
  /** Undefined while there is nothing to compare. */
  readonly runs = $derived.by((): readonly BesideRun[] | undefined => {
    const own = this.app().run.series;
    if (!own || !this.#asked()) return undefined;
    const others = this.#series.of({ branches: this.#compared }) ?? [];
    return [own, ...others].map((series, index) => ({ name: this.names[index]!, series: seriesTo(series, this.app().shownTo) }));
  });
  /** Of the others, at the step that the person looks at: undefined where it is not known yet, or there is none. */
  readonly losses = $derived.by((): readonly (number | undefined)[] => {
    const there = this.#here.of({ branches: this.#compared, step: this.step() });
    return this.#compared.map((_, index) => there?.[index]?.lossMean[0]);
  });
}
