import { emitRun } from '#core/compile/compiled-run.ts';
import { compileNow } from '#core/compile/instantiate.ts';
import { FailureError } from '#core/contract/failure.ts';
import { History } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { prepareRun, type Run } from '#core/net/run.ts';
import type { Effort } from './effort.ts';
import { peers, startPeers } from './peers/peers.ts';
import type { Task, Train } from './peers/task.ts';
import { specOf, workloads, type WorkloadName } from './workloads.ts';

/** Mini-batches per second over one slice of so many milliseconds, `atOnce` of them between two looks at the clock. */
const rate = (train: Train, atOnce: number, sliceTime: number): number => {
  const start = performance.now();
  let made = 0;
  let elapsed = 0;
  do {
    train(atOnce);
    made += atOnce;
    elapsed = performance.now() - start;
  } while (elapsed < sliceTime);
  return (1000 * made) / elapsed;
};

/** As the app trains: with its history. */
const recorded = (run: Run): Train => {
  const history = new History(transitionOf(run, undefined, { compile: 'now' }));
  return (count) => {
    if (history.extend(count) < count) throw new FailureError(history.failure!);
  };
};

/** The steps alone, of either core. */
const bare = (run: Run, compile: 'now' | 'never'): Train => {
  const transition = transitionOf(run, undefined, { compile });
  const state = transition.initial.slice();
  let step = 0;
  return (count) => {
    step += transition.make(step, count, state, () => undefined).made;
  };
};

/** Milliseconds that it takes to write a run's module and compile it; the best of three, once the engine knows the way. */
const compileTime = (run: Run): number => {
  let best = Infinity;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    compileNow(emitRun(run)!.bytes);
    if (i >= 2) best = Math.min(best, performance.now() - start);
  }
  return best;
};

const rowsOf = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, n) => [...values.subarray(n * width, (n + 1) * width)]);

const taskOf = ({ spec, train, batchSize }: Run): Task => {
  const { inputs, layers } = spec.network;
  return {
    x: rowsOf(train.x, train.inputs),
    y: rowsOf(train.y, train.outputs),
    sizes: [inputs, ...layers.map(({ units }) => units)],
    hidden: layers[0]!.activation as Task['hidden'],
    output: layers.at(-1)!.activation as Task['output'],
    batch: batchSize,
    learningRate: spec.optimizer.learningRate,
  };
};

/** Samples per second of this core and of its peers on one thread; the best of slices that are taken in turn. */
const benchWorkload = (name: WorkloadName, { slices, sliceTime }: Effort): Record<string, number> => {
  const run = prepareRun(specOf(workloads[name]));
  const task = taskOf(run);
  const trains = Object.entries({
    recorded: recorded(run),
    bare: bare(run, 'now'),
    readable: bare(run, 'never'),
    ...Object.fromEntries(Object.entries(peers).map(([peer, make]) => [peer, make(task)])),
  }).filter((entry): entry is [string, Train] => entry[1] !== undefined);
  // Our own epochs may end in a smaller batch; the peers' batches are all whole.
  const own = run.train.samples / Math.ceil(run.train.samples / run.batchSize);
  const contestants = trains.map(([contestant, train]) => {
    train(1);
    // The clock is looked at a few times a slice: after each mini-batch it would cost a small network much of its time.
    const atOnce = Math.max(1, Math.floor((rate(train, 1, sliceTime) * sliceTime) / 20_000));
    return { contestant, train, atOnce, samples: contestant in peers ? task.batch : own };
  });
  const best: Record<string, number> = {};
  for (let slice = 0; slice < slices; slice++)
    for (const { contestant, train, samples, atOnce } of contestants)
      best[contestant] = Math.max(best[contestant] ?? 0, samples * rate(train, atOnce, sliceTime));
  return best;
};

/** `ratio` is this core, with its history, against the peer. */
export const benchTraining = async (_folder: string, effort: Effort): Promise<Record<string, number>> => {
  await startPeers();
  const figures: Record<string, number> = {};
  for (const name of Object.keys(workloads) as WorkloadName[]) {
    const best = benchWorkload(name, effort);
    figures[`train.${name}.samplesPerSecond`] = best['recorded']!;
    figures[`train.${name}.readable.samplesPerSecond`] = best['readable']!;
    figures[`train.${name}.compileMs`] = compileTime(prepareRun(specOf(workloads[name])));
    figures[`train.${name}.recordingRatio`] = best['recorded']! / best['bare']!;
    for (const peer of Object.keys(peers)) {
      const theirs = best[peer];
      if (theirs === undefined) continue;
      figures[`train.${name}.${peer}.samplesPerSecond`] = theirs;
      figures[`train.${name}.ratio.${peer}`] = best['recorded']! / theirs;
    }
  }
  return figures;
};
