import type { Surface } from '#core/protocol/trainer.ts';
import { step as toStep } from '#core/contract/units.ts';
import { SequentialLoader } from '#renderer/model/queries/sequential-loader.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';

type Range = readonly [number, number];

/** Pictures that are kept, the newest: many times more than a timeline shows at once. */
const mostKept = 256;

/** What the network says over the plane of its inputs at steps along the timeline, asked for one after the other while they are shown. */
export class Thumbnails {
  /** Of the open run. */
  pictures = $state.raw<readonly { readonly step: number; readonly surface: Surface }[]>([]);

  #run = -1;
  #wanted: readonly number[] = [];
  #plane: { readonly x: Range; readonly y: Range } = { x: [0, 1], y: [0, 1] };
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
    /** Points along a side. */
    readonly grid = 24,
  ) {}

  /** Wants these steps, as far as they are trained; those already there are not asked for again. */
  follow(steps: readonly number[], x: Range, y: Range): void {
    const { id, trainedTo } = this.run;
    if (id !== this.#run) {
      this.#run = id;
      this.pictures = [];
    }
    this.#wanted = steps.filter((step) => step <= trainedTo);
    this.#plane = { x, y };
    this.#filling.start();
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#wanted = [];
    this.run.trainer.cancel('thumbnails');
  }

  async #fetch(step: number): Promise<void> {
    const { id } = this.run;
    const surface = await this.run.trainer.latest('thumbnails', 'surface', { step: toStep(step), grid: this.grid, ...this.#plane });
    if (id === this.run.id && id === this.#run) this.pictures = [...this.pictures, { step, surface }].slice(-mostKept);
  }

  #missing(): number | undefined {
    if (this.run.id !== this.#run) return undefined;
    return this.#wanted.find((wanted) => !this.pictures.some(({ step }) => step === wanted));
  }
}
