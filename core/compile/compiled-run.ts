import { createBatcher } from '#core/data/batches.ts';
import { streams, substream } from '#core/math/random.ts';
import { advance, type Workspace } from '#core/net/advance.ts';
import { finished } from '#core/net/finished.ts';
import type { Run } from '#core/net/run.ts';
import { workspaceOf, type MakeInPieces, type MakeUpdates, type Stretch, type Told } from '#core/net/updates.ts';
import { watchEpoch } from '#core/net/watch.ts';
import type { DataLoss } from '#core/net/workspace.ts';
import { arenaOf, LOG, NUMBER, PAIR, type Arena } from './arena.ts';
import { MOST_BYTES, type Emitted } from './emitted.ts';
import { createMemory, instantiate, pagesOf, type Exported } from './instantiate.ts';
import { isLong, pieceModule, piecesOf, type Piece } from './pieces.ts';
import { StepRecords, type Call } from './step-records.ts';
import { stepModule } from './step.ts';

/** Writes the module of a run; undefined where its numbers do not fit a module's memory. */
export const emitRun = (run: Run): Emitted | undefined => {
  const arena = arenaOf(run);
  if (arena.bytes > MOST_BYTES) return undefined;
  const pages = pagesOf(arena.bytes);
  const module = isLong(run) ? pieceModule(run, arena) : stepModule(run, arena);
  return { arena, pages, bytes: module.toBytes(pages) };
};

/** Makes updates by a run's module, with the bits of `advance`. A state that `make` has left is not written to by others. */
export class CompiledRun {
  readonly #run: Run;
  readonly #arena: Arena;
  readonly #exported: Readonly<Record<string, Exported>>;
  /** Of a step that lasts long. */
  readonly #pieces: readonly Piece[] | undefined;
  readonly #numbers: Float64Array;
  readonly #ints: Int32Array;
  readonly #records: StepRecords;
  /** Of what is done outside the module. */
  readonly #workspace: () => Workspace;
  readonly #validationLoss: DataLoss | undefined;
  readonly #batcher;
  /** What is told of a step of the readable core. */
  readonly #row: Float64Array;
  /** Steps of one call: one where something between two steps is done outside the module. */
  readonly #atOnce: number;
  /** The epoch whose order the arena has. */
  #epoch = -1;
  /** The state that the last call left, and where the arena has it. */
  #left: { readonly state: Float64Array; readonly step: number; readonly at: number } | undefined;

  constructor(run: Run, { arena, pages }: Emitted, module: object, workspace = workspaceOf(run), validationLoss?: DataLoss) {
    const memory = createMemory(pages);
    this.#run = run;
    this.#arena = arena;
    this.#exported = instantiate(module, memory);
    this.#pieces = isLong(run) ? piecesOf(run) : undefined;
    this.#numbers = new Float64Array(memory.buffer);
    this.#ints = new Int32Array(memory.buffer);
    this.#workspace = workspace;
    this.#validationLoss = validationLoss;
    this.#batcher = createBatcher(run.spec, run.train.samples);
    this.#row = new Float64Array(1 + run.layout.layers.length);
    this.#records = new StepRecords(run, arena, memory.buffer);
    this.#atOnce = this.#pieces || run.layout.epochLoss >= 0 ? 1 : arena.steps;
    this.#numbers.set(run.train.x, arena.dataX / NUMBER);
    this.#numbers.set(run.train.y, arena.dataY / NUMBER);
    new BigInt64Array(memory.buffer, arena.there, 2 * Math.ceil(run.batchSize / 2)).fill(-1n);
  }

  readonly make: MakeUpdates = (step, count, state, told) => {
    let made = 0;
    while (made < count) {
      const call = this.#prepare(step + made, Math.min(count - made, this.#atOnce), state);
      const places = this.#place(step + made, state);
      const done = this.#pieces
        ? finished(this.#make(this.#pieces, call, places))
        : this.#exported['steps']!(call.count, ...places, call.record);
      const rest = this.#take(step + made, done, call.count, places, state, told);
      made += rest.made;
      if (rest.failure || rest.stopped) return { ...rest, made };
    }
    return { made };
  };

  /** One step, with a pause after each piece of it; there where a step lasts long. Between the pauses nobody else makes one. */
  get inPieces(): MakeInPieces | undefined {
    return this.#pieces && ((step, _, state, told) => this.#inPieces(this.#pieces!, step, state, told));
  }

  *#inPieces(pieces: readonly Piece[], step: number, state: Float64Array, told: Told): Generator<void, Stretch, void> {
    const call = this.#prepare(step, 1, state);
    const places = this.#place(step, state);
    return this.#take(step, yield* this.#make(pieces, call, places), 1, places, state, told);
  }

  /** Makes one step in pieces; answers 1, or 0 where a number may not be finite. */
  *#make(pieces: readonly Piece[], { record }: Call, [state, next]: readonly [number, number]): Generator<void, number, void> {
    const { log, piece } = this.#arena;
    const { begin, end } = this.#exported;
    const pairs = begin!(record, log);
    let finite = 0;
    try {
      for (const { operation, from, to } of pieces) {
        this.#ints[piece / 4] = from;
        this.#ints[piece / 4 + 1] = to;
        this.#exported[operation]!(state, next, record, log, pairs);
        yield;
      }
    } finally {
      // Of a step that is left in the middle too.
      finite = end!(PAIR * (pairs - 1), log);
    }
    return finite;
  }

  /** Takes over what a call has made, `done` of the steps that it was asked for; the readable core makes the one that it could not. */
  #take(step: number, done: number, asked: number, places: readonly [number, number], state: Float64Array, told: Told): Stretch {
    if (done > 0) {
      const at = places[done % 2]! / NUMBER;
      const stopped = this.#atOnce === 1 && this.#watch(step, state, at);
      state.set(this.#numbers.subarray(at, at + state.length));
      this.#left = { state, step: step + done, at: at * NUMBER };
      told(this.#numbers, done, (this.#arena.log + LOG.loss) / NUMBER, this.#arena.logBytes / NUMBER);
      if (stopped) return { made: done, stopped };
    }
    if (done === asked) return { made: done };
    // The readable core says whether a number was not finite, and which.
    const next = new Float64Array(state.length);
    const { loss, gradientNorms, failure, stopped } = advance(this.#run, step + done, state, next, this.#workspace());
    if (failure) return { made: done, failure };
    this.#row[0] = loss;
    this.#row.set(gradientNorms, 1);
    told(this.#row, 1, 0, this.#row.length);
    state.set(next);
    this.#left = undefined;
    return { made: done + 1, stopped };
  }

  /** Puts a state into the arena, unless it is there since the last call; answers where it is, and where the next one goes. */
  #place(step: number, state: Float64Array): readonly [number, number] {
    const [first, second] = this.#arena.states;
    if (this.#left?.state === state && this.#left.step === step) return this.#left.at === first ? [first, second] : [second, first];
    this.#numbers.set(state, first / NUMBER);
    return [first, second];
  }

  /** Makes ready for up to `most` steps: their order and their records. */
  #prepare(step: number, most: number, state: Float64Array): Call {
    const epoch = Math.floor(step / this.#batcher.batchesPerEpoch);
    if (epoch !== this.#epoch) this.#takeOrder(epoch);
    return this.#records.tell(step, most, state);
  }

  /** The order in which the batches of an epoch take the samples. */
  #takeOrder(epoch: number): void {
    const { spec, train } = this.#run;
    if (spec.shuffle && this.#batcher.batchesPerEpoch > 1)
      this.#exported['permute']!(spec.seed, substream(streams.shuffle, epoch), train.samples);
    else if (this.#epoch < 0) this.#ints.set(this.#batcher.orderOf(epoch), this.#arena.order / 4);
    this.#epoch = epoch;
  }

  /** What looks at whole epochs, after one step: writes its part of the state at `at`. Answers whether the run stops. */
  #watch(step: number, state: Float64Array, at: number): boolean {
    if (this.#run.layout.epochLoss < 0) return false;
    const ws = this.#workspace();
    if (this.#validationLoss) ws.validationLoss = this.#validationLoss;
    ws.batch = this.#batcher.at(step);
    ws.rows = ws.batch.indices.length;
    ws.loss.data = this.#numbers[(this.#arena.log + LOG.data) / NUMBER]!;
    ws.result.stopped = false;
    watchEpoch(this.#run, step, state, this.#numbers.subarray(at, at + state.length), ws);
    return ws.result.stopped;
  }
}
