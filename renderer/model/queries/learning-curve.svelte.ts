import { step as toStep } from '#core/contract/units.ts';
import { SequentialLoader } from './sequential-loader.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';

/** How many points the curve has, about: each costs a pass over the validation part. */
const most = 64;

/**
 * The steps at which the curve is known, the coarse ones first: multiples of a power of two, so that a run that grows keeps every other
 * point, and the last step once training rests.
 */
export const curveSteps = (trainedTo: number, resting: boolean): readonly number[] => {
  let stride = 1;
  while (trainedTo / stride > most) stride *= 2;
  const steps: number[] = [0];
  let coarse = stride;
  while (coarse * 2 <= trainedTo) coarse *= 2;
  if (resting && trainedTo > 0) steps.push(trainedTo);
  for (; coarse >= stride; coarse /= 2) for (let at = coarse; at <= trainedTo; at += 2 * coarse) if (at !== steps[1]) steps.push(at);
  return steps;
};

/** The validation loss over training, asked for a step at a time while somebody looks. */
export class LearningCurve {
  /** In the order of steps; of the open run. */
  points = $state.raw<readonly { readonly step: number; readonly loss: number }[]>([]);

  #run = -1;
  #wanted: readonly number[] = [];
  readonly #filling = new SequentialLoader(
    () => this.#missing(),
    (step) => this.#fetch(step),
    (reason) => {
      this.#wanted = [];
      this.failed(reason);
    },
  );

  constructor(
    readonly run: Run,
    readonly failed: (reason: unknown) => void,
  ) {}

  /** Fills the curve up to what is trained. Steps already known are not asked for again. */
  follow(): void {
    const { id, summary, trainedTo, training } = this.run;
    if (id !== this.#run) {
      this.#run = id;
      this.points = [];
    }
    const held = summary !== undefined && summary.spec.split.validation > 0;
    this.#wanted = held ? curveSteps(trainedTo, !training) : [];
    this.#filling.start();
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#wanted = [];
    this.run.trainer.cancel('learning curve');
  }

  async #fetch(step: number): Promise<void> {
    const { id } = this.run;
    const loss = await this.run.trainer.latest('learning curve', 'validationLoss', toStep(step));
    // So few samples that no part was left to hold out.
    if (loss === undefined) this.#wanted = [];
    else if (id === this.run.id && id === this.#run) this.#put(step, loss);
  }

  #missing(): number | undefined {
    // Another run is open: what was wanted is of the one before, until somebody looks again.
    if (this.run.id !== this.#run) return undefined;
    return this.#wanted.find((wanted) => !this.points.some(({ step }) => step === wanted));
  }

  #put(step: number, loss: number): void {
    this.points = [...this.points, { step, loss }].sort((a, b) => a.step - b.step);
  }
}
