import { load } from './load.ts';
import { oneByOne, type Peer } from './task.ts';

type Squash = unknown;
interface Layer {
  set(options: { squash: Squash }): void;
  project(to: Layer): void;
}
interface Network {
  activate(x: readonly number[]): number[];
  propagate(rate: number, y: readonly number[]): void;
}
interface Synaptic {
  Layer: new (units: number) => Layer;
  Network: new (layers: { input: Layer; hidden: Layer[]; output: Layer }) => Network;
  Neuron: { squash: { TANH: Squash; RELU: Squash; LOGISTIC: Squash } };
}

/** It writes one line of code for each connection: hundreds of thousands are out of its reach. */
const most = 50_000;

/** Online gradient descent. It has no softmax: its output units are logistic, of about the same cost. */
export const synaptic: Peer = (task) => {
  const { sizes } = task;
  if (sizes.slice(1).reduce((sum, units, l) => sum + units * sizes[l]!, 0) > most) return undefined;
  const { Layer, Network, Neuron } = load<Synaptic>('synaptic');
  const layers = sizes.map((units) => new Layer(units));
  layers.forEach((layer, l) => {
    if (l === 0) return;
    const name = l < layers.length - 1 ? task.hidden : task.output;
    layer.set({ squash: Neuron.squash[name === 'tanh' ? 'TANH' : name === 'relu' ? 'RELU' : 'LOGISTIC'] });
    layers[l - 1]!.project(layer);
  });
  const network = new Network({ input: layers[0]!, hidden: layers.slice(1, -1), output: layers.at(-1)! });
  return oneByOne(task, (index) => {
    network.activate(task.x[index]!);
    network.propagate(task.learningRate, task.y[index]!);
  });
};
