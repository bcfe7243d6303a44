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
  const history = new History({ initial, layers, work, advance: () => ({ loss: 0, gradientNorms }) });
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
