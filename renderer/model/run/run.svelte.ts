import { FailureError, failureFrom, type Failure } from '#core/contract/failure.ts';
import type { Fork } from '#core/spec/branch.ts';
import type { RunSummary, Series, TrainerEvent } from '#core/protocol/trainer.ts';
import type { RunSpec, RunSpecInput } from '#core/spec/run-spec.ts';
import type { StoppingTrace } from '#core/contract/step-trace.ts';
import { step } from '#core/contract/units.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import { LatestQuery } from '#renderer/model/queries/latest-query.svelte.ts';
import { same } from '#renderer/model/queries/same.ts';
import { Tables } from './tables.svelte.ts';
import type { Road, Taken } from './taken.ts';

/** How many buckets the loss curve is asked for: about one a pixel of the widest plot. */
const buckets = 800;
const plantSlot = 'plant';

/** The open run: what it is, how far it is trained, how its loss went. */
export class Run {
  summary = $state.raw<RunSummary | undefined>(undefined);
  /** Grows by one with every run opened; keys caches and views. */
  id = $state(0);
  trainedTo = $state(0);
  /** Where background training goes and where the timeline ends: what was wished, or where the run stopped early. */
  goal = $state(0);
  /** How far the person wants training to go, whatever became of it. */
  wished = 0;
  /** Where early stopping stood when it ended the run. */
  early = $state.raw<StoppingTrace | undefined>(undefined);
  training = $state(false);
  /** A run is being made ready: large data take their time. */
  opening = $state(false);
  /** Why training stopped by itself. */
  failure = $state.raw<Failure | undefined>(undefined);

  // Progress comes more often than a long series can be made: each is finished before the next is asked for.
  readonly #series = new LatestQuery<{ readonly goal: number; readonly trainedTo: number }, Series>(
    () => this.id,
    ({ goal }) => this.trainer.call('series', { from: step(0), to: step(goal), buckets }),
    (reason) => (this.failure = asFailure(reason)),
  );
  readonly series = $derived(this.#series.value);
  readonly spec = $derived(this.summary?.spec);
  readonly shape = $derived(this.spec ? networkShape(this.spec) : undefined);

  constructor(
    readonly trainer: Trainer,
    readonly tables = new Tables(trainer),
  ) {
    trainer.onEvent((event) => this.#hear(event));
  }

  /**
   * Calls `listener` whenever a run takes the stage, with the new run there and before anybody sees it: who looks at a step must not take
   * the old run's for one of the new.
   */
  onTaken(listener: (taken: Taken) => void): void {
    this.#listeners.push(listener);
  }
  readonly #listeners: ((taken: Taken) => void)[] = [];

  /** Tells that the run has taken the stage. Who opens one or turns to it without a road tells when all is there. */
  tell(road: Road): void {
    this.#tell(road, this.spec);
  }

  #tell(road: Road, before: RunSpec | undefined): void {
    const { spec, branch } = this.summary!;
    const sameShape = before !== undefined && same(networkShape(before), networkShape(spec));
    for (const listener of this.#listeners) listener({ ...road, spec, branch, before, sameShape });
  }

  /** Opens a run; on a failure the open one stays as it was and the failure is returned. */
  async open(spec: RunSpecInput | unknown, goal: number, road?: Road): Promise<Failure | undefined> {
    const turn = ++this.#turn;
    this.opening = true;
    try {
      this.#take(await this.#withTables(() => this.trainer.call('open', spec), turn), goal, road);
      return undefined;
    } catch (reason) {
      return asFailure(reason);
    } finally {
      if (turn === this.#turn) this.opening = false;
    }
  }
  /** Counts the runs that were to be opened. */
  #turn = 0;

  /** Leaves the run, or a branch of it, for one that is other from some step on. */
  fork(fork: Fork, hidden: boolean): Promise<Failure | undefined> {
    const made = this.#withTables(() => this.trainer.call('fork', fork), this.#turn);
    return this.#branched(made, { by: 'fork', fork, hidden });
  }

  /** Makes a branch and stays where it is; of those of one slot the latest wins. Rejects with a FailureError. */
  plant(fork: Fork, slot = plantSlot): Promise<RunSummary> {
    return this.#withTables(() => this.trainer.latest(slot, 'fork', { ...fork, aside: true }), this.#turn);
  }

  /** Ends what `plant` is about: it rejects with `cancelled`. */
  stopPlanting(): void {
    this.trainer.cancel(plantSlot);
  }

  /** Goes on with another branch. */
  turnTo(branch: number, road?: Road): Promise<Failure | undefined> {
    return this.#branched(this.trainer.call('turnTo', branch), road);
  }

  async #branched(summary: Promise<RunSummary>, road?: Road): Promise<Failure | undefined> {
    try {
      this.#take(await summary, this.wished, road);
      return undefined;
    } catch (reason) {
      return asFailure(reason);
    }
  }

  #take(summary: RunSummary, goal: number, road?: Road): void {
    const before = this.spec;
    this.summary = summary;
    this.id += 1;
    this.trainedTo = summary.trainedTo;
    this.failure = undefined;
    this.early = undefined;
    this.training = false;
    this.#wish(goal);
    this.#begun = false;
    // What is trained already tells of no progress that would ask for its curves.
    if (summary.trainedTo > 0) this.refreshSeries();
    if (road) this.#tell(road, before);
  }

  /** Asks once the trainer has the table that a run names. A run that comes meanwhile goes before one that waits for its table. */
  async #withTables(ask: () => Promise<RunSummary>, turn: number): Promise<RunSummary> {
    const given: string[] = [];
    for (;;) {
      try {
        return await ask();
      } catch (reason) {
        const failure = asFailure(reason);
        if (failure.code !== 'needs-table' || given.includes(failure.table)) throw reason;
        given.push(failure.table);
        await this.tables.supply(failure);
        if (turn !== this.#turn) throw new FailureError({ code: 'cancelled' });
      }
    }
  }

  /** Starts the training of a run just opened; once its first picture stands, so that the two do not compete. */
  begin(): void {
    if (!this.summary || this.#begun) return;
    this.train(this.goal);
  }
  #begun = false;

  /** Trains in the background until `goal` updates have been made. */
  train(goal: number): void {
    this.#begun = true;
    this.#wish(goal);
    if (this.goal <= this.trainedTo) return;
    this.training = true;
    this.trainer.call('train', step(this.goal)).catch((reason: unknown) => (this.failure = asFailure(reason)));
  }

  pause(): void {
    this.training = false;
    this.trainer.call('pause').catch((reason: unknown) => (this.failure = asFailure(reason)));
  }

  /** The schedule's learning rate at `points` steps from the first to the goal. */
  rates(points: number): Promise<Float64Array> {
    return this.trainer.latest('rates', 'rates', { to: step(this.goal), points });
  }

  /** Asks for the curves anew: after progress, and when the goal has moved. */
  refreshSeries(): void {
    this.#series.want({ goal: this.goal, trainedTo: this.trainedTo });
  }

  #wish(goal: number): void {
    this.wished = Math.max(1, Math.min(Math.round(goal), this.summary?.maxStep ?? 0));
    this.goal = this.early ? Math.min(this.wished, this.trainedTo) : this.wished;
  }

  #hear(event: TrainerEvent): void {
    if (event.branch !== this.summary?.branch) return;
    this.trainedTo = event.trainedTo;
    if (event.event === 'stopped') {
      this.training = false;
      this.failure = event.failure;
      this.early = event.early;
      if (event.early) this.goal = Math.min(this.goal, event.trainedTo);
    }
    this.refreshSeries();
  }
}

/** What to tell of whatever was thrown in the page; a trainer that was lost says so itself. */
export const asFailure = (reason: unknown): Failure => failureFrom('interface', reason);
