import { folderOf, load } from './load.ts';
import type { Peer } from './task.ts';

type Tensor = object;
interface Tfjs {
  setBackend(name: string): Promise<boolean>;
  tensor2d(rows: readonly (readonly number[])[]): Tensor;
  randomUniform(shape: number[], low: number, high: number): Tensor;
  zeros(shape: number[]): Tensor;
  variable(start: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  sub(a: Tensor, b: Tensor): Tensor;
  relu(z: Tensor): Tensor;
  tanh(z: Tensor): Tensor;
  sigmoid(z: Tensor): Tensor;
  square(a: Tensor): Tensor;
  mean(a: Tensor): Tensor;
  losses: { softmaxCrossEntropy(y: Tensor, logits: Tensor): Tensor };
  train: { sgd(rate: number): { minimize(loss: () => Tensor): unknown } };
}
interface Backend {
  setWasmPaths(folder: string): void;
  setThreadsCount(count: number): void;
}

const tf = (): Tfjs => load<Tfjs>('@tensorflow/tfjs');

/** To be awaited once, before the first task. */
export const startTfjs = async (): Promise<void> => {
  tf();
  const backend = load<Backend>('@tensorflow/tfjs-backend-wasm');
  backend.setWasmPaths(`${folderOf('@tensorflow/tfjs-backend-wasm')}/wasm-out/`);
  backend.setThreadsCount(1);
  if (!(await tf().setBackend('wasm'))) throw new Error('The wasm backend of tfjs did not start.');
};

/** Its WebAssembly backend on one thread, float32; every mini-batch is a tensor already. */
export const tfjs: Peer = (task) => {
  const { tensor2d, randomUniform, zeros, variable, matMul, add, sub, square, mean, losses, train, ...functions } = tf();
  const { sizes } = task;
  const layers = sizes.slice(1).map((units, l) => {
    const range = Math.sqrt(6 / (sizes[l]! + units));
    return { W: variable(randomUniform([sizes[l]!, units], -range, range)), b: variable(zeros([units])) };
  });
  const batches: { x: Tensor; y: Tensor }[] = [];
  for (let from = 0; from + task.batch <= task.x.length; from += task.batch) {
    const to = from + task.batch;
    batches.push({ x: tensor2d(task.x.slice(from, to)), y: tensor2d(task.y.slice(from, to)) });
  }
  const optimizer = train.sgd(task.learningRate);
  let next = 0;
  const lossOf = (x: Tensor, y: Tensor): Tensor => {
    let a = x;
    layers.forEach(({ W, b }, l) => {
      const z = add(matMul(a, W), b);
      const name = l < layers.length - 1 ? task.hidden : task.output;
      a = name === 'softmax' ? z : functions[name](z);
    });
    return task.output === 'softmax' ? losses.softmaxCrossEntropy(y, a) : mean(square(sub(a, y)));
  };
  return (count) => {
    for (let i = 0; i < count; i++) {
      const { x, y } = batches[next]!;
      optimizer.minimize(() => lossOf(x, y));
      next = (next + 1) % batches.length;
    }
  };
};
