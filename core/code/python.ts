import type { ScriptWords } from '#core/words/cli/scripts.ts';
import { fromLogits } from '#core/math/loss.ts';
import type { Run } from '#core/net/run.ts';
import type { Tensor } from './tensors.ts';

/** What the scripts of all libraries share: how numbers and the program around the steps are written in Python. */

export const when = (condition: boolean, ...lines: readonly string[]): readonly string[] => (condition ? lines : []);
export const truth = (value: boolean): string => (value ? 'True' : 'False');
export const uses = ({ spec }: Run, ...names: readonly string[]): boolean =>
  spec.network.layers.some(({ activation }) => names.includes(activation));

/** The head of a script: what it is, how it is called, and modules of Python's own. `remarks` are lines by themselves. */
export const head = (
  words: ScriptWords,
  step: number,
  imports: readonly string[],
  options: Calls = [],
  remarks: readonly string[] = [],
): string[] => [
  `"""${words.head(String(step))}`,
  '',
  `python3 THIS.py [--steps N]   ${words.usage}`,
  ...[...options, ['--predict X ...', words.usagePredict] as const].map(([call, about]) => `python3 THIS.py ${call}   ${about}`),
  ...when(remarks.length > 0, '', ...remarks),
  '"""',
  ...[...new Set(['argparse', 'json', 'sys', ...imports])].sort().map((name) => `import ${name}`),
  '',
];
/** Further ways to call a script, each with what it does. */
type Calls = readonly (readonly [call: string, about: string])[];

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

export const trainingSet = ({ train }: Run, words: ScriptWords, wrap: Wrap): string[] => [
  `# ${words.trainingSet}`,
  `X = ${rows(train.x, train.inputs, wrap)}`,
  `Y = ${rows(train.y, train.outputs, wrap)}`,
];

/** Whether what comes out of the network of a script are logits that the run's own activation turns into probabilities. */
const heldActivation = ({ spec }: Run): string | undefined => (fromLogits(spec.loss) ? spec.network.layers.at(-1)!.activation : undefined);

/** What the last activation makes of logits, by the library's functions; the same where the activation is in the network. */
export const probabilities = (run: Run, out: string, functions: Readonly<Record<'sigmoid' | 'softmax', string>>): string => {
  const activation = heldActivation(run);
  return activation === 'sigmoid' ? `${functions.sigmoid}(${out})` : activation === 'softmax' ? `${functions.softmax}(${out}, -1)` : out;
};

/** Whether empty cells of the data are filled in. */
const fills = ({ spec }: Run): boolean => spec.data.kind === 'csv' && spec.data.missing === 'mean';
const isPrepared = (run: Run): boolean => fills(run) || run.scaling.kind !== 'none';

/** What becomes of rows in the units of the data before the network sees them. */
export const preparedRows = (run: Run, rowsOfData: string): string => (isPrepared(run) ? `prepared(${rowsOfData})` : rowsOfData);

/**
 * The names of the data and what is done to its columns, in Python: `told(outputs)` names the numbers of one prediction. `library` has `where`
 * and `isnan`.
 */
export const dataNames = (run: Run, words: ScriptWords, library: 'np' | 'torch', wrap: Wrap): string[] => {
  const { spec, train, scaling } = run;
  const names = JSON.stringify;
  const classes = train.task === 'classes';
  const boundary = spec.loss === 'binary-cross-entropy-logits' ? '0' : '0.5';
  const index = train.outputs === 1 ? `int(outputs[0] > ${boundary})` : 'outputs.index(max(outputs))';
  return [
    '',
    `# ${words.names}`,
    `COLUMNS = ${names(train.columns)}`,
    `${classes ? 'CLASSES' : 'TARGETS'} = ${names(train.targets)}`,
    ...when(isPrepared(run), `# ${words.scaling}`),
    ...when(fills(run), `FILL = ${wrap(row(scaling.fill))}`),
    ...when(scaling.kind !== 'none', `OFFSET = ${wrap(row(scaling.offset))}`, `SCALE = ${wrap(row(scaling.scale))}`),
    ...when(
      isPrepared(run),
      '',
      '',
      'def prepared(rows):',
      `    """${words.prepared}"""`,
      ...when(fills(run), `    rows = ${library}.where(${library}.isnan(rows), FILL, rows)`),
      `    return ${scaling.kind === 'none' ? 'rows' : '(rows - OFFSET) / SCALE'}`,
    ),
    '',
    '',
    'def told(outputs):',
    `    """${words.told}"""`,
    classes
      ? `    return {"${words.prediction}": outputs, "${words.class}": CLASSES[${index}]}`
      : `    return {"${words.prediction}": dict(zip(TARGETS, outputs))}`,
    '',
  ];
};

/** Nothing watches. */
const unwatched: Watch = { lines: [], restores: false };

/** What `step` answers: the loss with its penalty, and in a run that is watched the loss of the data before it. */
export const answerOf = (watch: Watch): string => (watch.lines.length > 0 ? 'data, total' : 'total');

/**
 * The function `main`. The script has defined `batch(k)`, `learning_rate(k)`, `step(x, y, rate, k)`, which makes the update of step k and answers
 * `answerOf`, `training_loss()`, `parameters()`, which answers lists of numbers by name, `predict(rows)`, `told(outputs)` and, where a watch
 * restores, `restore(parameters)`. `options` are lines that add to the parser, `first` lines that follow what it read, `asked`.
 */
export const program = (
  { spec, train }: Run,
  words: ScriptWords,
  watch = unwatched,
  { options = [], first = [] }: { readonly options?: readonly string[]; readonly first?: readonly string[] } = {},
): string[] => {
  const after = (k: string): string => `    print(f"${words.printsAfter(`{${k}}`)} {training_loss()}", file=sys.stderr)`;
  return [
    '',
    'def main():',
    '    parser = argparse.ArgumentParser()',
    '    parser.add_argument("--steps", type=int, default=3)',
    '    parser.add_argument("--predict", type=float, nargs="+", metavar="X")',
    ...options,
    '    asked = parser.parse_args()',
    `    if asked.predict and len(asked.predict) != ${train.inputs}:`,
    `        parser.error("${words.needsNumbers(String(train.inputs))}: " + ", ".join(COLUMNS))`,
    ...first,
    ...when(watch.restores, '    found = None'),
    '    done = FIRST_STEP',
    after('done'),
    '    for k in range(FIRST_STEP, FIRST_STEP + asked.steps):',
    '        x, y = batch(k)',
    `        ${answerOf(watch)} = step(x, y, learning_rate(k), k)`,
    `        print(f"${words.printsStep} {k}: ${words.printsLoss} {total}", file=sys.stderr)`,
    '        done = k + 1',
    ...when(
      spec.stopping !== null,
      '        if watch(k, data, len(x)):',
      `            print(f"${words.printsStop} {k}", file=sys.stderr)`,
      ...when(watch.restores, '            found = stopping["parameters"]'),
      '            break',
    ),
    ...when(spec.stopping === null && watch.lines.length > 0, '        watch(k, data, len(x))'),
    after('done'),
    ...when(watch.restores, '    if found:', '        restore(found)'),
    '    print(json.dumps(told(predict([asked.predict])[0]) if asked.predict else parameters()))',
    '',
    '',
    'if __name__ == "__main__":',
    '    main()',
  ];
};
