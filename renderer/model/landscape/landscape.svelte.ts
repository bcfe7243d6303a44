import type { Plane, PlaneAxes, PlanePoint, PlaneQuery, RaceResult, Rival } from '#core/protocol/landscape.ts';
import { step as asStep } from '#core/contract/units.ts';
import { isCancelled } from '#renderer/link/trainer.ts';
import { beginPicture, nextBand, takeBand, type Picture, type PictureQuestion } from './landscape-picture.ts';
import { LatestQuery } from '#renderer/model/queries/latest-query.svelte.ts';
import { same } from '#renderer/model/queries/same.ts';
import type { Chosen } from '#renderer/model/view/view-choices.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';

const slot = 'landscape';

interface PointQuestion {
  readonly plane: PlaneQuery;
  readonly step: number;
}
interface RaceQuestion {
  readonly plane: PlaneQuery;
  readonly steps: number;
  readonly rivals: readonly Rival[];
}

/**
 * The loss around the open run's parameters: which plane is looked at, and its picture, coarse at first and refined while nobody wants
 * another one. A picture that was left half done is gone on with when it is wanted again.
 */
export class Landscape {
  picture = $state.raw<Picture | undefined>(undefined);

  #wanted: PictureQuestion | undefined;
  #working = false;
  #refining = false;
  readonly #points: LatestQuery<PointQuestion, PlanePoint>;
  readonly #races: LatestQuery<RaceQuestion, readonly RaceResult[]>;

  constructor(
    readonly run: Run,
    readonly choices: Chosen<'landscape'>,
    readonly failed: (reason: unknown) => void,
  ) {
    this.#points = new LatestQuery(
      () => run.id,
      ({ plane, step }) => run.trainer.latest('planePoint', 'planePoint', { plane, step: asStep(step) }),
      failed,
    );
    this.#races = new LatestQuery(
      () => run.id,
      ({ plane, steps, rivals }) => run.trainer.latest('race', 'race', { plane, steps, rivals }),
      failed,
    );
  }

  /** The picture of the open run, as far as it has come. */
  readonly shown = $derived.by(() => (this.picture?.question.run === this.run.id ? this.picture : undefined));
  readonly plane = $derived<Plane | undefined>(this.shown?.plane);
  /** Where the playhead is on the plane that is shown. */
  readonly point = $derived.by(() => this.shown && this.#points.of({ plane: this.shown.question.plane }));
  readonly race = $derived.by(
    () => this.choices.race && this.shown && this.#races.of({ plane: this.shown.question.plane, rivals: this.choices.race.rivals }),
  );

  /** What is to be seen with the playhead at a step: asked for at once, refined in the background. */
  look(step: number): void {
    const { id, training, goal } = this.run;
    // The trace of the last step trains one further, which is no part of the path.
    const trainedTo = Math.min(this.run.trainedTo, goal);
    // While training goes on the path grows by doubling: each time everything is computed anew.
    const reached = training ? Math.pow(2, Math.floor(Math.log2(trainedTo + 1))) - 1 : trainedTo;
    const to = Math.max(reached, this.choices.anchor === 'end' ? 0 : step);
    const through = this.choices.anchor === 'playhead' ? step : this.choices.anchor === 'end' ? to : this.choices.anchor;
    const axes = this.#axes();
    if (!axes) return;
    this.#want({ run: id, plane: { step: asStep(through), axes, to: asStep(to) }, zoom: this.choices.zoom });
    const { shown } = this;
    if (!shown) return;
    this.#points.want({ plane: shown.question.plane, step });
    if (this.choices.race) this.#races.want({ plane: shown.question.plane, ...this.choices.race });
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#wanted = undefined;
    this.run.trainer.cancel(slot);
  }

  /** Lets rivals race on the plane that is shown, which stays where it is meanwhile. */
  start(rivals: readonly Rival[], steps: number): void {
    if (this.choices.anchor === 'playhead' && this.plane) this.choices.anchor = this.plane.step;
    this.choices.race = { rivals, steps };
  }

  #axes(): PlaneAxes | undefined {
    const { kind, seed, places } = this.choices;
    if (kind === 'random') return { kind, seed };
    if (kind !== 'weights') return { kind };
    return places && { kind, first: places[0], second: places[1] };
  }

  #want(question: PictureQuestion): void {
    if (same(question, this.#wanted)) return;
    this.#wanted = question;
    // A first picture that is under way is finished, so that a drag shows some; refining is given up.
    if (this.#refining) this.run.trainer.cancel(slot);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    // What was wanted of a run that is gone is wanted no more.
    while (this.#wanted?.run === this.run.id && !(same(this.picture?.question, this.#wanted) && !nextBand(this.picture!))) {
      const question = this.#wanted;
      try {
        await this.#compute(question);
      } catch (reason) {
        if (isCancelled(reason)) continue;
        if (this.#wanted === question) this.#wanted = undefined;
        this.failed(reason);
      }
    }
    this.#working = false;
  }

  async #compute(question: PictureQuestion): Promise<void> {
    const { trainer } = this.run;
    let picture = same(this.picture?.question, question) ? this.picture! : undefined;
    picture ??= beginPicture(question, await trainer.latest(slot, 'plane', question.plane));
    for (let band = nextBand(picture); band; band = nextBand(picture)) {
      this.#refining = picture.level > 0;
      if (this.#refining && this.#wanted !== question) break;
      try {
        picture = takeBand(picture, await trainer.latest(slot, 'landscape', band));
      } finally {
        this.#refining = false;
      }
      if (picture.level > 0) this.picture = picture;
    }
  }
}
