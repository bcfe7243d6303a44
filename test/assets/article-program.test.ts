import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { hasPackage, python } from '#test/core/code/python.ts';
import { expectClose, golden, specOf } from '#test/golden/golden.ts';

/** The programs of the course about the article are Python that makes the steps of the runs beside it. */

const numpy = hasPackage('numpy', 'the programs of the article’s course');
const steps = 200;

/** Runs a program up to its window, with few steps, each of which it notes. With `given` it has these samples and these parameters to begin with. */
const driver = `
import contextlib, io, json, sys
source, steps, given = json.load(sys.stdin)
source, window = source.split("\\nimport matplotlib")
assert source.count("range(50000)") == 1 and source.count("\\nerrors = []\\n") == 1 and source.count("% 25 ") == 1
source = source.replace("range(50000)", f"range({steps})").replace("% 25 ", "% 1 ")
before, after = source.split("\\nerrors = []\\n")
names = {}
np = __import__("numpy")
np.random.seed(1)
with contextlib.redirect_stdout(io.StringIO()):
    exec(compile(before, "before", "exec"), names)
    p = names["p"]
    if given:
        names.update(X=np.array(given["X"]), Y=np.array(given["Y"]), N=len(given["X"]))
        for l, layer in enumerate(given["parameters"], 1):
            p["W", l], p["b", l] = np.array(layer["W"]), np.array([layer["b"]])
    begun = [{"W": p["W", l].tolist(), "b": p["b", l][0].tolist()} for l in (1, 2, 3)]
    exec(compile("errors = []\\n" + after, "after", "exec"), names)
print(json.dumps({"X": names["X"].tolist(), "Y": names["Y"].tolist(), "parameters": begun, "errors": names["errors"]}))
`;

interface Trained {
  readonly X: number[][];
  readonly Y: number[][];
  readonly parameters: { W: number[][]; b: number[] }[];
  readonly errors: number[];
}

const source = (name: string) => readFile(`assets/courses/article/${name}`, 'utf8');
const train = async (name: string, given?: Omit<Trained, 'errors'>): Promise<Trained> => {
  const { status, stdout, stderr } = python(['-c', driver], JSON.stringify([await source(name), steps, given ?? null]));
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Trained;
};

/** The loss before each step of the run that has these samples, these parameters and this arithmetic. */
const lossesOf = ({ X, Y, parameters }: Omit<Trained, 'errors'>, arithmetic: string, learningRate: number): number[] => {
  const run = prepareRun(
    specOf({
      data: { kind: 'inline', x: X, y: Y },
      network: {
        layers: [
          { units: 4, activation: 'relu' },
          { units: 8, activation: 'relu' },
          { units: 1, activation: 'sigmoid' },
        ],
      },
      loss: 'mse',
      optimizer: { kind: 'sgd', learningRate },
      arithmetic,
      parameters,
    }),
  );
  let state = initialState(run);
  let next: Float64Array = new Float64Array(run.layout.length);
  const workspace = createWorkspace(run);
  return Array.from({ length: steps }, (_, k) => {
    const { loss } = advance(run, k, state, next, workspace);
    [state, next] = [next, state];
    return loss;
  });
};

describe.skipIf(!numpy).each([
  ['program.py', 'article', 0.001],
  ['mended.py', 'standard', 0.5],
])('%s', (name, arithmetic, rate) => {
  test('prints the losses of a run in its arithmetic', async () => {
    const trained = await train(name);
    expect(trained.X).toHaveLength(1000);
    expect(trained.Y.flat().filter((y) => y === 1)).toHaveLength(500);
    const losses = lossesOf(trained, arithmetic, rate);
    expect(losses.at(-1)).toBeLessThan(losses[0]! * 0.99);
    expectClose(trained.errors, losses, 1e-9, 'losses');
  });
});

test.skipIf(!numpy)('program.py prints the errors of the article itself', async () => {
  const article = golden<Trained>('article-200.json');
  expectClose((await train('program.py', article)).errors, article.errors, 1e-9, 'errors');
});

test('both programs fit beside the picture: no line is much longer than the panel', async () => {
  for (const name of ['program.py', 'mended.py'])
    for (const line of (await source(name)).split('\n')) expect(line.length, line).toBeLessThanOrEqual(60);
});
