import { createBatcher } from '#core/data/batches.ts';
import { countsUpdates, stepConstants } from '#core/math/optimise.ts';
import { rateOf } from '#core/net/rate.ts';
import type { Run } from '#core/net/run.ts';
import { updateNumber } from '#core/net/update.ts';
import { drawsByStep } from './plan.ts';
import { NUMBER, RECORD, type Arena } from './arena.ts';

/** What a call is about: so many steps, from the record at this address on. */
export interface Call {
  readonly count: number;
  readonly record: number;
}

/** Writes into the arena what each step is told. */
export class StepRecords {
  readonly #run: Run;
  readonly #arena: Arena;
  readonly #numbers: Float64Array;
  readonly #ints: Int32Array;
  readonly #batchesPerEpoch: number;
  /** Whether what a step is told depends on its place in the epoch alone: then an epoch is written once. */
  readonly #lasting: boolean;
  #written = false;

  constructor(run: Run, arena: Arena, memory: ArrayBuffer) {
    this.#run = run;
    this.#arena = arena;
    this.#numbers = new Float64Array(memory);
    this.#ints = new Int32Array(memory);
    this.#batchesPerEpoch = createBatcher(run.spec, run.train.samples).batchesPerEpoch;
    const { schedule, optimizer } = run.spec;
    const isSteady = schedule.kind === 'constant' && schedule.warmup === 0 && !countsUpdates(optimizer.kind) && !drawsByStep(run);
    this.#lasting = isSteady && this.#batchesPerEpoch > 1 && this.#batchesPerEpoch <= arena.steps;
  }

  /** Tells of up to `most` steps, none beyond its epoch's order; `state` is that of the first one. */
  tell(step: number, most: number, state: Float64Array): Call {
    const position = step % this.#batchesPerEpoch;
    const { records } = this.#arena;
    const rest = this.#batchesPerEpoch - position;
    if (this.#lasting) {
      if (!this.#written) this.#write(step - position, this.#batchesPerEpoch, state);
      return { count: Math.min(most, rest), record: records + position * RECORD.bytes };
    }
    const count = this.#batchesPerEpoch > 1 && this.#run.spec.shuffle ? Math.min(most, rest) : most;
    this.#write(step, count, state);
    return { count, record: records };
  }

  #write(step: number, count: number, state: Float64Array): void {
    const { train, batchSize, spec, layout } = this.#run;
    const [ints, numbers] = [this.#ints, this.#numbers];
    let product = spec.optimizer.kind === 'nadam' ? state[layout.scalars]! : 1;
    for (let i = 0; i < count; i++) {
      const from = ((step + i) % this.#batchesPerEpoch) * batchSize;
      const rows = Math.min(batchSize, train.samples - from);
      const at = (this.#arena.records + i * RECORD.bytes) / NUMBER;
      const whole = 2 * at;
      ints[whole + RECORD.rows / 4] = rows;
      ints[whole + RECORD.from / 4] = from;
      ints[whole + RECORD.step / 4] = step + i;
      // A batch of all samples stays where it is, unless noise has moved it.
      ints[whole + RECORD.load / 4] = +(this.#batchesPerEpoch > 1 || spec.augment.noise > 0 || !this.#written);
      this.#written = true;
      const rate = rateOf(this.#run, step + i, state);
      numbers[at + RECORD.mean / NUMBER] = 1 / rows;
      numbers[at + RECORD.rate / NUMBER] = rate;
      numbers[at + RECORD.unbias / NUMBER] = rows > 1 ? rows / (rows - 1) : 1;
      const constants = at + RECORD.constants / NUMBER;
      stepConstants(spec.optimizer, updateNumber(this.#run, step + i), rate, product, numbers, constants);
      if (spec.optimizer.kind === 'nadam') product *= numbers[constants + 3]!;
    }
  }
}
