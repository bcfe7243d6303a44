import { load } from './load.ts';
import { oneByOne, type Peer } from './task.ts';

interface Network {
  sizes: number[];
  initialize(): void;
  updateTrainingOptions(options: object): void;
  trainPattern(pattern: { input: Float64Array; output: Float64Array }): unknown;
}
interface Brain {
  NeuralNetwork: new (options: object) => Network;
}

/** Online gradient descent. One activation serves all its layers: the hidden one. */
export const brain: Peer = (task) => {
  const { NeuralNetwork } = load<Brain>('brain.js');
  const network = new NeuralNetwork({ activation: task.hidden });
  network.updateTrainingOptions({ learningRate: task.learningRate });
  network.sizes = [...task.sizes];
  network.initialize();
  const patterns = task.x.map((x, n) => ({ input: Float64Array.from(x), output: Float64Array.from(task.y[n]!) }));
  return oneByOne(task, (index) => network.trainPattern(patterns[index]!));
};
