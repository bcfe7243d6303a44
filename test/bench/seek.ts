import { step } from '#core/contract/units.ts';
import { History } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { prepareRun } from '#core/net/run.ts';
import { benchLatency, placeOf, quantile, timeTrace, watchLag } from './latency.ts';
import type { Effort } from './effort.ts';
import { startWorker } from './worker-client.ts';
import { article, specOf, workloads } from './workloads.ts';

/** Steps of the widest network whose traces are asked for, one after the other. */
const TRACES = 20;

/** As figures call so many steps: 50,000 are 50k. */
const called = (steps: number): string => `${steps / 1000}k`;

/**
 * Megabytes that this run's history takes after all its steps: its states are as many and as long as they are, whatever
 * they hold.
 */
const historyMegabytes = (steps: number, seeks: number): number => {
  const { initial, layers, work } = transitionOf(prepareRun(specOf(article)));
  const row = new Float64Array(1 + layers);
  const history = new History({
    initial,
    layers,
    work,
    make: (_step, count, _state, told) => {
      for (let i = 0; i < count; i++) told(row, 1, 0, row.length);
      return { made: count };
    },
  });
  history.extend(steps);
  for (let i = 0; i < seeks; i++) history.at(step(placeOf(i, steps)));
  return (history.bytes + history.scalarBytes) / 1e6;
};

const named = (prefix: string, figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}.${name}`, value]));

/**
 * Traces through a worker thread, timed on this side of it: while steps of the article's network are trained, then
 * all over them; while a network for digits trains; and of the widest network.
 */
export const benchSeeking = async (folder: string, { steps, seeks, digitsTime }: Effort): Promise<Record<string, number>> => {
  const trainer = startWorker(folder);
  try {
    await trainer.call('open', article);
    const training = await benchLatency(trainer, steps, Infinity);
    const times: number[] = [];
    const lag = watchLag();
    for (let i = 0; i < seeks; i++) times.push(await timeTrace(trainer, placeOf(i, steps)));
    const machine = lag();

    await trainer.call('open', workloads.W4);
    const digits = await benchLatency(trainer, 1e9, digitsTime);

    await trainer.call('open', workloads.W5);
    const wide: number[] = [];
    for (let k = 0; k < TRACES; k++) wide.push(await timeTrace(trainer, k));
    return {
      ...named(`seek.article${called(steps)}`, {
        medianMs: quantile(times, 0.5),
        maxMs: Math.max(...times),
        machineLagMs: machine,
        historyMB: historyMegabytes(steps, seeks),
      }),
      ...named('latency.training', training),
      ...named('latency.digits', digits),
      'trace.W5.bestMs': Math.min(...wide),
      'trace.W5.medianMs': quantile(wide, 0.5),
    };
  } finally {
    trainer.close();
  }
};

/** The run of digits that a student leaves training: batches of 32, Adam. */
const digits = { ...workloads.W4, optimizer: { kind: 'adam', learningRate: 0.001 } } as const;

/** Traces all over many trained steps, through a worker thread: of the article's network, and of a network for digits. */
export const benchLongSeeking = async (folder: string, { longSteps, seeks }: Effort): Promise<Record<string, number>> => {
  const trainer = startWorker(folder);
  try {
    const figures: Record<string, number> = {};
    for (const [network, spec] of Object.entries({ article, digits })) {
      await trainer.call('open', spec);
      const began = performance.now();
      const ended = new Promise<void>((resolve) => {
        const leave = trainer.onEvent(({ event }) => {
          if (event !== 'stopped') return;
          leave();
          resolve();
        });
      });
      await trainer.call('train', step(longSteps));
      await ended;
      const name = `${network}${called(longSteps)}`;
      figures[`seek.${name}.trainedS`] = (performance.now() - began) / 1000;
      const times: number[] = [];
      for (let i = 0; i < seeks; i++) times.push(await timeTrace(trainer, placeOf(i, longSteps)));
      figures[`seek.${name}.medianMs`] = quantile(times, 0.5);
      figures[`seek.${name}.maxMs`] = Math.max(...times);
    }
    return figures;
  } finally {
    trainer.close();
  }
};
