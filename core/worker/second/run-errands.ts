import type { Port } from '#core/protocol/trainer.ts';
import type { CompileOptions } from '#core/compile/take-over.ts';
import { dataLossOf } from '#core/compile/data-loss.ts';
import { productsOf } from '#core/compile/products.ts';
import { updatesOf } from '#core/compile/updates.ts';
import { lossRows } from '#core/landscape/grid.ts';
import { lossOver, type LossAt } from '#core/landscape/loss-over.ts';
import { racing } from '#core/landscape/race.ts';
import { evenSamples } from '#core/landscape/samples.ts';
import { lossesAtOnce } from '#core/landscape/work.ts';
import { createWorkspace } from '#core/net/advance.ts';
import { readableProducts } from '#core/net/products.ts';
import type { Run } from '#core/net/run.ts';
import type { Stretch, Updates } from '#core/net/updates.ts';
import type { Workspace } from '#core/net/workspace.ts';
import { Scheduler, type Task, type Thread } from '#core/worker/scheduler.ts';
import { serve, type Answered, type Asked } from '#core/worker/server.ts';
import { surfaceOf } from '#core/worker/surface.ts';
import { traceOf } from '#core/worker/trace-of.ts';
import { KeptRuns, type ErrandName, type Errands, type SentRun } from './errands.ts';

/** Nobody waits here for anything else. */
const compiling: CompileOptions = { compile: 'at-once' };

/** A run that was sent, with what it is asked for again and again. */
interface Kept {
  readonly run: Run;
  lossAt(samples: number): LossAt;
  updates(): Updates;
  workspace(): Workspace;
}

const keptOf = (sent: Omit<Run, 'products'>): Kept => {
  const prepared = { ...sent, products: readableProducts };
  const run = { ...prepared, products: productsOf(prepared, compiling) };
  let loss: { readonly samples: number; readonly at: LossAt } | undefined;
  let updates: Updates | undefined;
  let workspace: Workspace | undefined;
  return {
    run,
    lossAt(samples) {
      if (loss?.samples !== samples) {
        const data = evenSamples(run.train, samples);
        loss = { samples, at: lossOver(run, data, dataLossOf(run, data, compiling)) };
      }
      return loss.at;
    },
    updates: () => (updates ??= updatesOf(run, compiling)),
    workspace: () => (workspace ??= createWorkspace(run)),
  };
};

type Does<K extends ErrandName> = (of: Kept, ...args: Parameters<Errands[K]>) => Task<ReturnType<Errands[K]>>;

const errands: { readonly [K in ErrandName]: Does<K> } = {
  *losses({ run, lossAt }, samples, plane, rows, points) {
    return yield* lossRows(plane, rows, lossAt(samples), lossesAtOnce(run, samples), points);
  },

  *race({ run }, plane, steps, rivals) {
    const results = [];
    for (const rival of rivals) results.push(yield* racing(run, plane, steps, rival));
    return results;
  },

  *trace({ run, workspace }, step, state, follow) {
    return traceOf(run, step, state, follow, workspace());
  },

  *surface({ run }, state, query, rowsAtOnce) {
    return yield* surfaceOf(run, state, query, rowsAtOnce);
  },

  *updates({ run, updates }, step, count, state, atOnce) {
    const { make, inPieces } = updates();
    const width = 1 + run.layout.layers.length;
    const rows = new Float64Array(count * width);
    let [made, told] = [0, 0];
    const tell = (from: Float64Array, some: number, at: number, stride: number): void => {
      for (let i = 0; i < some; i++, told++) rows.set(from.subarray(at + i * stride, at + i * stride + width), told * width);
    };
    let stretch: Stretch = { made };
    while (made < count && !stretch.failure && !stretch.stopped) {
      const most = Math.min(atOnce, count - made);
      stretch = inPieces ? yield* inPieces(step + made, most, state, tell) : make(step + made, most, state, tell);
      made += stretch.made;
      yield;
    }
    return { stretch: { ...stretch, made }, state, rows: rows.slice(0, made * width) };
  },
};

/** Does what another thread asks, behind one port. */
export const runErrands = (port: Port<Asked, Answered>, thread: Thread): void => {
  const kept = new KeptRuns<Kept>();
  /** At once and not when its turn comes: an errand may be taken back before, its run not. */
  const take = ({ number, run }: SentRun): Kept => {
    if (run) kept.put(number, keptOf(run));
    return kept.touch(number)!;
  };
  const calls = Object.fromEntries(
    Object.entries(errands).map(([name, does]) => [
      name,
      (sent: SentRun, ...args: never[]) => (does as (of: Kept, ...args: never[]) => Task<unknown>)(take(sent), ...args),
    ]),
  );
  serve(port, calls, new Scheduler(thread));
};
