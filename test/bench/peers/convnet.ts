import { load } from './load.ts';
import { oneByOne, type Peer } from './task.ts';

interface Convnet {
  Vol: new (x: readonly number[]) => unknown;
  Net: new () => { makeLayers(layers: object[]): void };
  Trainer: new (net: unknown, options: object) => { train(x: unknown, y: number | readonly number[]): unknown };
}

/** Mini-batches, a sample at a time. A regression of it has linear outputs. */
export const convnet: Peer = (task) => {
  const { Vol, Net, Trainer } = load<Convnet>('convnetjs');
  const { sizes } = task;
  const net = new Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] },
    ...sizes.slice(1, -1).map((units) => ({ type: 'fc', num_neurons: units, activation: task.hidden })),
    task.output === 'softmax' ? { type: 'softmax', num_classes: sizes.at(-1) } : { type: 'regression', num_neurons: sizes.at(-1) },
  ]);
  const trainer = new Trainer(net, { method: 'sgd', learning_rate: task.learningRate, momentum: 0, l2_decay: 0, batch_size: task.batch });
  const volumes = task.x.map((x) => new Vol(x));
  const targets = task.y.map((y) => (task.output === 'softmax' ? y.indexOf(1) : y));
  return oneByOne(task, (index) => trainer.train(volumes[index]!, targets[index]!));
};
