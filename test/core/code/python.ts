import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { exportRun, type ExportTarget } from '#core/code/export-run.ts';
import { tensorsOf } from '#core/code/tensors.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { evaluate } from '#core/net/evaluate.ts';
import { initialState, type Run } from '#core/net/run.ts';
import { finalStep, stoppingOf } from '#core/net/watch.ts';

/** Of Keras's backends TensorFlow is the one that computes in float64. */
const usual = { ...process.env, KERAS_BACKEND: 'tensorflow', TF_CPP_MIN_LOG_LEVEL: '3' };
const run = (program: string, args: readonly string[], input: string, env: Readonly<Record<string, string>> = {}) =>
  spawnSync(program, args, { input, env: { ...usual, ...env }, encoding: 'utf8', maxBuffer: 2 ** 28 });
/** That of `npm run test:python`, else the first one on the path, which may be a bare one, where the system's own has the packages. */
const programs = [...(process.env.RETROGRAD_PYTHON ? [process.env.RETROGRAD_PYTHON] : []), 'python3', '/usr/bin/python3'];
const importing = (name: string) => (program: string) => run(program, ['-c', `import ${name}`], '').status === 0;
const program = programs.find(importing('torch')) ?? programs.find(importing('numpy')) ?? 'python3';
export const python = (args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) => run(program, args, input, env);

/** Whether a Python with this package, of this version or later, is here. Says so where it is not, for then tests are skipped. */
export const hasPackage = (name: string, what: string, version = 0): boolean => {
  const found = python(['-c', `import ${name}; assert int(${name}.__version__.split(".")[0]) >= ${version}`]).status === 0;
  if (!found) console.warn(`Skipped: ${what}, for python3 with ${name} ${version || ''} is not installed.`);
  return found;
};
export const hasPython = (): boolean => python(['-c', '']).status === 0;

/** A run, the step that a script of it begins at, and how many steps that script makes. */
export interface Case {
  readonly name: string;
  readonly run: Run;
  readonly from: number;
  readonly steps: number;
}

/** theta_k by step, up to `to` or to where the run stops. */
export const statesOf = (run: Run, to: number): Float64Array[] => {
  const workspace = createWorkspace(run);
  const states: Float64Array[] = [initialState(run)];
  for (let k = 0; k < to && !stoppingOf(run, states[k]!)?.stopped; k++) {
    const next = new Float64Array(states[k]!.length);
    expect(advance(run, k, states[k]!, next, workspace).failure).toBeUndefined();
    states.push(next);
  }
  return states;
};

export const sourceOf = ({ run, from }: Case, target: ExportTarget): string => {
  const script = exportRun(run, statesOf(run, from).at(-1)!, from, target);
  if (!script.ok) throw new Error(JSON.stringify(script.failure));
  return String(script.value);
};

/** Runs scripts one after the other in one Python, which takes longer to start than they do. */
const driver = `
import contextlib, io, json, sys
results = []
for source, argv in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["script", *argv]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            exec(compile(source, "script", "exec"), {"__name__": "__main__"})
        results.append([out.getvalue(), err.getvalue()])
    except (Exception, SystemExit) as error:
        results.append(["", repr(error)])
print(json.dumps(results))
`;
export type Printed = readonly [stdout: string, stderr: string];
export const runAll = (cases: readonly Case[], target: ExportTarget): Printed[] =>
  runSources(cases.map((entry) => [sourceOf(entry, target), ['--steps', String(entry.steps)]]));
/** The same of any sources, each with its arguments. */
export const runSources = (
  sources: readonly (readonly [source: string, argv: readonly string[]])[],
  env: Readonly<Record<string, string>> = {},
): Printed[] => {
  const { status, stdout, stderr } = python(['-c', driver], JSON.stringify(sources), env);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Printed[];
};

/** What keeps Python from reading each text; empty where nothing does. */
export const syntaxErrors = (sources: readonly string[]): string[] => {
  const reader = `
import json, sys
errors = []
for source in json.load(sys.stdin):
    try:
        compile(source, "script", "exec")
    except SyntaxError as error:
        errors.append(f"{error}: {error.text}")
print(json.dumps(errors))
`;
  return JSON.parse(python(['-c', reader], JSON.stringify(sources)).stdout) as string[];
};

/** Compares what a script printed with the core's own steps: the loss before each step, and the parameters that the run ends with. */
export const compare = ({ run, from, steps }: Case, [stdout, stderr]: Printed, tolerance: number): void => {
  expect(stdout, stderr).not.toBe('');
  const states = statesOf(run, from + steps);
  const printed = [...stderr.matchAll(/^step (\d+): loss (-?[\d.e-]+)$/gm)].map(([, k, loss]) => [Number(k), Number(loss)]);
  expect(printed.map(([k]) => k)).toEqual(Array.from({ length: states.length - 1 - from }, (_, i) => from + i));
  const workspace = createWorkspace(run);
  const near = (value: number, wanted: number, what: string) =>
    expect(Math.abs(value - wanted), what).toBeLessThan(tolerance * Math.max(1, Math.abs(wanted)));
  for (const [k, loss] of printed) {
    const { loss: own } = advance(run, k!, states[k!]!, new Float64Array(states[0]!.length), workspace);
    near(loss!, own, `loss of step ${k}`);
  }
  // What `retrograd train` writes of the first and of the last parameters.
  const trained = [...stderr.matchAll(/^after (\d+) steps: training loss (-?[\d.e-]+)$/gm)].map(([, k, loss]) => [Number(k), Number(loss)]);
  expect(trained.map(([k]) => k)).toEqual([from, states.length - 1]);
  for (const [k, loss] of trained) near(loss!, evaluate(run, states[k!]!, run.train).loss, `training loss after ${k} steps`);
  const found = JSON.parse(stdout) as Record<string, number[] | number[][]>;
  const last = finalStep(run, states.length - 1, states.at(-1)!);
  const wanted = tensorsOf(run, states[last]!);
  expect(Object.keys(found).sort()).toEqual(wanted.map(({ name }) => name).sort());
  for (const { name, data } of wanted) {
    const values = found[name]!.flat();
    expect(values).toHaveLength(data.length);
    values.forEach((value, i) => near(value, data[i]!, `${name}[${i}]`));
  }
  expect(states[from + 1]!.subarray(0, run.layout.parameters)).not.toEqual(states[from]!.subarray(0, run.layout.parameters));
};
