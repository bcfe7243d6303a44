import { step } from '#core/contract/units.ts';
import { History } from '#core/history/history.ts';
import { transitionOf } from '#core/history/run-transition.ts';
import { prepareRun } from '#core/net/run.ts';
import { benchLatency, placeOf, quantile, timeTrace, watchLag } from './latency.ts';
import { startWorker } from './worker-client.ts';
import { article, specOf, workloads } from './workloads.ts';

const STEPS = 50_000;
const SEEKS = 200;

/**
 * Megabytes that this run's history takes after all its steps: its states are as many and as long as they are, whatever
 * they hold.
 */
const historyMegabytes = (): number => {
  const { initial, layers, work } = transitionOf(prepareRun(specOf(article)));
  const gradientNorms = new Float64Array(layers);
  const history = new History({
    initial,
    layers,
    work,
    make: (_step, count, _state, told) => {
      for (let i = 0; i < count; i++) told(0, gradientNorms);
      return { made: count };
    },
  });
  history.extend(STEPS);
  for (let i = 0; i < SEEKS; i++) history.at(step(placeOf(i, STEPS)));
  return (history.bytes + history.scalarBytes) / 1e6;
};

const named = (prefix: string, figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}.${name}`, value]));

/**
 * Traces through a worker thread, timed on this side of it: while 50,000 steps of the article's network are trained, then
 * all over them; and while a network for digits trains.
 */
export const benchSeeking = async (folder: string): Promise<Record<string, number>> => {
  const trainer = startWorker(folder);
  try {
    await trainer.call('open', article);
    const training = await benchLatency(trainer, STEPS, Infinity);
    const seeks: number[] = [];
    const lag = watchLag();
    for (let i = 0; i < SEEKS; i++) seeks.push(await timeTrace(trainer, placeOf(i, STEPS)));
    const machine = lag();

    await trainer.call('open', workloads.W4);
    const digits = await benchLatency(trainer, 1e9, 4000);
    return {
      'seek.article50k.medianMs': quantile(seeks, 0.5),
      'seek.article50k.maxMs': Math.max(...seeks),
      'seek.article50k.machineLagMs': machine,
      'seek.article50k.historyMB': historyMegabytes(),
      ...named('latency.training', training),
      ...named('latency.digits', digits),
    };
  } finally {
    trainer.close();
  }
};

const LONG = 100_000;

/** The run of digits that a student leaves training: batches of 32, Adam. */
const digits = { ...workloads.W4, optimizer: { kind: 'adam', learningRate: 0.001 } } as const;

/** Traces all over 100,000 trained steps, through a worker thread: of the article's network, and of a network for digits. */
export const benchLongSeeking = async (folder: string): Promise<Record<string, number>> => {
  const trainer = startWorker(folder);
  try {
    const figures: Record<string, number> = {};
    for (const [name, spec] of Object.entries({ article100k: article, digits100k: digits })) {
      await trainer.call('open', spec);
      const began = performance.now();
      const ended = new Promise<void>((resolve) => {
        const leave = trainer.onEvent(({ event }) => {
          if (event !== 'stopped') return;
          leave();
          resolve();
        });
      });
      await trainer.call('train', step(LONG));
      await ended;
      figures[`seek.${name}.trainedS`] = (performance.now() - began) / 1000;
      const times: number[] = [];
      for (let i = 0; i < SEEKS; i++) times.push(await timeTrace(trainer, placeOf(i, LONG)));
      figures[`seek.${name}.medianMs`] = quantile(times, 0.5);
      figures[`seek.${name}.maxMs`] = Math.max(...times);
    }
    return figures;
  } finally {
    trainer.close();
  }
};
