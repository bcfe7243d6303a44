import type { Run } from '#core/net/run.ts';
import type { Tensor } from './tensors.ts';

/** What the scripts of all libraries share: how numbers and the program around the steps are written in Python. */

export const when = (condition: boolean, ...lines: readonly string[]): readonly string[] => (condition ? lines : []);
export const truth = (value: boolean): string => (value ? 'True' : 'False');
export const uses = ({ spec }: Run, ...names: readonly string[]): boolean =>
  spec.network.layers.some(({ activation }) => names.includes(activation));

/** The head of a script: what it is, how it is called, and modules of Python's own. `remarks` are lines by themselves. */
export const head = (step: number, imports: readonly string[], ...remarks: readonly string[]): string[] => [
  `"""Training of a network step by step, from step ${step} on. Written by Retrograd.`,
  '',
  'python3 THIS.py [--steps N]   the loss of each step goes to standard error, the parameters to standard output',
  ...when(remarks.length > 0, '', ...remarks),
  '"""',
  ...[...new Set(['argparse', 'json', 'sys', ...imports])].sort().map((name) => `import ${name}`),
  '',
];

/** A number that Python takes for a float: 1 is a whole number there, and PyTorch and Keras want none. */
export const float = (value: number): string => (/^-?\d+$/.test(String(value)) ? `${value}.0` : String(value));
export const row = (data: ArrayLike<number>): string => JSON.stringify(Array.from(data));

/** What looks at the losses of whole epochs, in Python. */
export interface Watch {
  /** Data and functions; empty where nothing watches. They call `held_out_loss()` where samples are held out. */
  readonly lines: readonly string[];
  /** Whether a script that stops early ends with the parameters of its best step. */
  readonly restores: boolean;
}

/** How a library makes an array of float64 from a list. */
export type Wrap = (list: string) => string;

/** An array of rows of so many numbers, a row per line. */
export const rows = (data: Float64Array, columns: number, wrap: Wrap): string => {
  const lines = Array.from({ length: data.length / columns }, (_, r) => `    ${row(data.subarray(r * columns, (r + 1) * columns))},`);
  return wrap(`[\n${lines.join('\n')}\n]`);
};

/** `target["layers.0.W"] = ...` for every tensor. */
export const assign = (target: string, tensors: readonly Tensor[], wrap: Wrap): string[] =>
  tensors.map(({ name, shape, data }) => `${target}["${name}"] = ${shape.length === 2 ? rows(data, shape[1]!, wrap) : wrap(row(data))}`);

export const trainingSet = ({ train }: Run, wrap: Wrap): string[] => [
  '# Inputs and targets of the training set, a sample per row.',
  `X = ${rows(train.x, train.inputs, wrap)}`,
  `Y = ${rows(train.y, train.outputs, wrap)}`,
];

/** Nothing watches. */
const unwatched: Watch = { lines: [], restores: false };

/** What `step` answers: the loss with its penalty, and in a run that is watched the loss of the data before it. */
export const answerOf = (watch: Watch): string => (watch.lines.length > 0 ? 'data, total' : 'total');

/**
 * The function `main`. The script has defined `batch(k)`, `learning_rate(k)`, `step(x, y, rate, k)`, which makes the update of step k and answers `answerOf`, and
 * `parameters()`, which answers lists of numbers by name.
 */
export const program = ({ spec }: Run, watch = unwatched): string[] => [
  '',
  'def main():',
  '    parser = argparse.ArgumentParser()',
  '    parser.add_argument("--steps", type=int, default=3)',
  '    steps = parser.parse_args().steps',
  ...when(watch.restores, '    found = None'),
  '    for k in range(FIRST_STEP, FIRST_STEP + steps):',
  '        x, y = batch(k)',
  `        ${answerOf(watch)} = step(x, y, learning_rate(k), k)`,
  '        print(f"step {k}: loss {total}", file=sys.stderr)',
  ...when(
    spec.stopping !== null,
    '        if watch(k, data, len(x)):',
    '            print(f"training stops early, after step {k}", file=sys.stderr)',
    ...when(watch.restores, '            found = stopping["parameters"]'),
    '            break',
  ),
  ...when(spec.stopping === null && watch.lines.length > 0, '        watch(k, data, len(x))'),
  `    print(json.dumps(${watch.restores ? 'found or parameters()' : 'parameters()'}))`,
  '',
  '',
  'if __name__ == "__main__":',
  '    main()',
];
