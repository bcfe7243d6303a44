import { describe, expect, test } from 'vitest';
import { exampleRuns, type ExampleName } from '#test/core/spec/example-runs.ts';
import { retrograd, textbookRun } from './terminal.ts';

type Rows = number[][];
interface LayerJson {
  W: Rows;
  dW: Rows;
  WAfter: Rows;
  perSample: Rows[];
}
const layersOf = (line: Record<string, unknown>) => line.layers as LayerJson[];
const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
const expectClose = (found: unknown, wanted: unknown) => {
  const [a, b] = [flat(found), flat(wanted)];
  expect(a).toHaveLength(b.length);
  a.forEach((value, i) => expect(Math.abs(value - b[i]!)).toBeLessThan(1e-12));
};

describe('trace', () => {
  test('prints the step as one line of JSON', async () => {
    const { code, out, err, lines } = await retrograd(['trace', 'run.json'], { 'run.json': textbookRun });
    expect([code, err]).toEqual([0, '']);
    expect(out.endsWith('}\n')).toBe(true);
    const [trace] = lines();
    expect(Object.keys(trace!)).toEqual(['step', 'epoch', 'batch', 'lr', 'loss', 'gradientNorm', 'layers']);
    expect(trace).toMatchObject({ step: 0, epoch: 0, lr: 0.5, batch: { indices: [0], x: [[0.05, 0.1]], y: [[0.01, 0.99]] } });
    expectClose((trace!.loss as { total: number }).total, 0.2983711087600027);
    expect(Object.keys(layersOf(trace!)[0]!)).toEqual(
      expect.arrayContaining(['W', 'b', 'z', 'a', 'dA', 'dZ', 'dW', 'db', 'deltaW', 'deltab', 'WAfter', 'bAfter', 'optimizer']),
    );
  });

  test('of a file that keeps branches the run itself is told', async () => {
    const kept = { ...exampleRuns.classes, branches: [{ number: 1, step: 0, change: {} }] };
    const told = async (r: object) => (await retrograd(['trace', 'r', '--step', '2'], { r })).out;
    expect(await told(kept)).toBe(await told(exampleRuns.classes));
  });

  test('--step K starts where step K - 1 ended', async () => {
    const at = async (k: number) => (await retrograd(['trace', 'r', '--step', String(k)], { r: exampleRuns.classes })).lines()[0]!;
    const [third, fourth] = [await at(3), await at(4)];
    expect(fourth.step).toBe(4);
    expect(layersOf(fourth).map((layer) => layer.W)).toEqual(layersOf(third).map((layer) => layer.WAfter));
  });

  test('--per-sample takes dW apart: one (I,O) matrix per sample, which add up to dW', async () => {
    const { lines } = await retrograd(['trace', 'r', '--per-sample'], { r: exampleRuns.regression });
    for (const { perSample, dW } of layersOf(lines()[0]!)) {
      expect(perSample).toHaveLength(20);
      expectClose(
        dW.map((row, i) => row.map((_, o) => perSample.reduce((sum, part) => sum + part[i]![o]!, 0))),
        dW,
      );
    }
  });

  test('without --per-sample there are no per-sample gradients', async () => {
    const { lines } = await retrograd(['trace', 'r'], { r: exampleRuns.regression });
    for (const layer of layersOf(lines()[0]!)) expect(layer).not.toHaveProperty('perSample');
  });

  test('more per-sample gradients than the limit are refused', async () => {
    const run = {
      data: { kind: 'generator', name: 'moons', samples: 1000 },
      network: { layers: [{ units: 100 }, { units: 100 }, { units: 1 }] },
    };
    const { code, out, err } = await retrograd(['trace', 'r', '--per-sample'], { r: run });
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe('r: «--per-sample» da 10.300.000 celdas y el límite es 10.000.000; usa menos filas o columnas.\n');
  });

  test('a step that is not finite is printed with the names of its numbers, and said', async () => {
    const run = { ...textbookRun, network: { layers: [{ units: 2 }, { units: 2 }] }, optimizer: { kind: 'sgd', learningRate: 1e6 } };
    const diverged = await retrograd(['train', 'r', '--steps', '1000', '--every', '1000'], { r: run });
    expect(diverged.code).toBe(1);
    const step = /paso (\d+)/.exec(diverged.err)![1]!;
    const { code, out, err, lines } = await retrograd(['trace', 'r', '--step', step], { r: run });
    expect(code).toBe(1);
    expect(out).toMatch(/"(NaN|-?Infinity)"/);
    expect(lines()).toHaveLength(1);
    expect(err).toMatch(/^r: En el paso \d+ aparece (NaN|-?Infinity) en .*\.\n$/);
  });
});

describe('train', () => {
  test('prints metrics each M steps, the first and the last, then the parameters', async () => {
    const { code, lines } = await retrograd(['train', 'r', '--steps', '7', '--every', '3'], { r: exampleRuns.classes });
    expect(code).toBe(0);
    const all = lines();
    expect(all.map((line) => line.step)).toEqual([0, 3, 6, 7, 7]);
    for (const line of all.slice(0, -1)) {
      expect(line).toMatchObject({ loss: expect.any(Number), accuracy: expect.any(Number), epoch: Math.floor((line.step as number) / 3) });
      expect(line).toMatchObject({ validation: { loss: expect.any(Number) }, test: { loss: expect.any(Number) } });
    }
    const parameters = all.at(-1)!.parameters as unknown as { W: Rows; b: number[] }[];
    expect(parameters.map(({ W, b }) => [W.length, W[0]!.length, b.length])).toEqual([
      [2, 5, 5],
      [5, 3, 3],
    ]);
  });

  test('the textbook example: loss before and after one step, parameters that start a run again', async () => {
    const { lines } = await retrograd(['train', 'r', '--steps', '1'], { r: textbookRun });
    const [before, after, last] = lines();
    expectClose([before!.loss, after!.loss], [0.2983711087600027, 0.29102777369359933]);
    const again = await retrograd(['train', 'r', '--steps', '0'], { r: { ...textbookRun, parameters: last!.parameters } });
    expect(again.lines()[0]!.loss).toBe(after!.loss);
  });
});

describe('a run that stops early', () => {
  const run = {
    data: { kind: 'generator', name: 'moons', samples: 24 },
    split: { train: 0.6, validation: 0.4 },
    batch: 7,
    network: { layers: [{ units: 4, activation: 'tanh' }, { units: 1 }] },
    optimizer: { kind: 'sgd', learningRate: 0.9 },
    stopping: { patience: 3 },
  };
  const trained = async (options: string[], changes: object = {}) =>
    retrograd(['train', 'r', '--lang', 'en', ...options], { r: { ...run, ...changes } });
  const lossOf = (line: Record<string, unknown>) => (line.validation as { loss: number }).loss;

  test('ends where it stops, with the parameters of the best step, and says so', async () => {
    const { code, err, lines } = await trained(['--steps', '100000']);
    expect(code).toBe(0);
    const all = lines();
    const last = all.at(-1)!;
    const stopped = all.at(-2)!.step as number;
    const best = last.step as number;
    expect(err).toBe(
      `r: Early stopping ends the training after ${stopped} updates; the parameters are those of step ${best}, the best one.\n`,
    );
    // An epoch has two steps: patience runs out three epochs after the best.
    expect(stopped).toBe(best + 6);
    const ends = all.slice(1, -1).filter(({ step }) => (step as number) % 2 === 0);
    expect(Math.min(...ends.map(lossOf))).toBe(lossOf(all[best]!));
    const before = await trained(['--steps', String(best)]);
    expect(before.err).toBe('');
    expect(before.lines().at(-1)).toEqual(last);
  });

  test('keeps the last parameters where it does not restore', async () => {
    const { err, lines } = await trained(['--steps', '100000', '--every', '1000'], { stopping: { patience: 3, restore: false } });
    const all = lines();
    expect(all.map(({ step }) => step)).toEqual([0, all.at(-1)!.step, all.at(-1)!.step]);
    expect(err).toBe(
      `r: Early stopping ends the training after ${String(all.at(-1)!.step)} updates; the parameters are those of step ${String(all.at(-1)!.step)}.\n`,
    );
  });

  test('has no step beyond its end', async () => {
    const stopped = (await trained(['--steps', '100000'])).lines().at(-2)!.step as number;
    const asked = async (...argv: string[]) => retrograd([...argv, '--lang', 'en'], { r: run });
    const sentence = (step: number, max: number) => `r: Step ${step} does not exist in this run; choose one from 0 to ${max}.\n`;
    for (const command of [['trace'], ['check'], ['export', '--as', 'numpy'], ['export', '--as', 'onnx', '--out', 'f']]) {
      const { code, out, err } = await asked(command[0]!, 'r', ...command.slice(1), '--step', String(stopped + 1));
      expect([code, out, err]).toEqual([2, '', sentence(stopped + 1, stopped)]);
    }
    expect((await asked('export', 'r', '--as', 'onnx', '--out', 'f', '--step', String(stopped))).code).toBe(0);
    const script = await asked('export', 'r', '--as', 'pytorch', '--step', String(stopped));
    expect([script.code, script.err]).toEqual([2, sentence(stopped, stopped - 1)]);
  });
});

describe('check', () => {
  test.each(Object.keys(exampleRuns) as ExampleName[])('%s: every gradient agrees with its central difference', async (name) => {
    const { code, err, lines } = await retrograd(['check', 'r', '--step', '2'], { r: exampleRuns[name] });
    expect([code, err]).toEqual([0, '']);
    const [result] = lines();
    expect(result).toMatchObject({ step: 2, passed: true });
    expect((result!.parameters as unknown[]).length).toBeGreaterThan(0);
  });

  test('a check that fails ends with 1 and names the worst place', async () => {
    // So steep a loss that its central difference is rounding alone.
    const run = {
      data: { kind: 'inline', x: [[1e155]], y: [[0]] },
      network: { layers: [{ units: 1 }] },
      parameters: [{ W: [[1]], b: [0] }],
    };
    const { code, err, lines } = await retrograd(['check', 'r', '--lang', 'en'], { r: run });
    expect(lines()[0]).toMatchObject({ passed: false });
    expect(code).toBe(1);
    expect(err).toMatch(/^The check fails: .* layers\[0\]\.[Wb]\[0\].*\.\n$/);
  });
});

describe('bad input ends with 2, nothing on standard output and one sentence', () => {
  const run = { 'run.json': textbookRun };
  test.each([
    [['trace', 'none.json'], 'No se puede leer «none.json»: no existe; comprueba el nombre y la carpeta.'],
    [['trace', 'bad.json'], 'bad.json: «network.layers[0].units» es 0; elige un número entero entre 1 y 10.000.'],
    [['trace', '-'], 'entrada estándar: «network.layers[0].units» es 0; elige un número entero entre 1 y 10.000.'],
    [
      ['trace', 'text.json'],
      'text.json: El texto deja de ser JSON válido en la línea 1, columna 2; corrígelo ahí (comas, comillas, llaves; NaN e Infinity no existen en JSON).',
    ],
    [[], 'Falta la orden; escribe retrograd --help.'],
    [['fly', 'run.json'], 'La orden fly no existe; escribe retrograd --help.'],
    [['constructor', 'run.json'], 'La orden constructor no existe; escribe retrograd --help.'],
    [['trace'], 'Falta RUN; escribe retrograd trace RUN [--step K] [--per-sample].'],
    [['trace', 'run.json', 'more'], 'Sobra more; escribe retrograd trace RUN [--step K] [--per-sample].'],
    [['train', 'run.json'], 'Falta --steps N; escribe retrograd train RUN --steps N [--every M].'],
    [['check', 'run.json', '--steps', '3'], 'La opción --steps no existe en esta orden; escribe retrograd check RUN [--step K].'],
    [['check', 'run.json', '--stpe=3'], 'La opción --stpe no existe en esta orden; escribe retrograd check RUN [--step K].'],
    ...['-1', '1.5', 'x', '', '1e3', '99999999999999999999'].map((found): [string[], string] => [
      ['check', 'run.json', '--step', found],
      `--step es ${found || '""'} y debe ser un número entero entre 0 y 1.000.000.000; escribe retrograd check RUN [--step K].`,
    ]),
    [
      ['train', 'run.json', '--steps', '2', '--every', '0'],
      '--every es 0 y debe ser un número entero entre 1 y 1.000.000.000; escribe retrograd train RUN --steps N [--every M].',
    ],
    [['trace', 'run.json', '--lang', 'fr'], '--lang es fr y debe ser es o en; escribe retrograd trace RUN [--step K] [--per-sample].'],
  ])('%j', async (argv, sentence) => {
    const bad = { network: { layers: [{ units: 0 }] } };
    const { code, out, err } = await retrograd(argv, { ...run, 'bad.json': bad, '-': bad, 'text.json': '{' });
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(`${sentence}\n`);
  });
});

describe('language', () => {
  test.each([
    [{}, 'Falta la orden'],
    [{ LANG: 'en_US.UTF-8' }, 'The command is missing'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'es_ES.UTF-8' }, 'Falta la orden'],
    [{ LANG: 'C' }, 'Falta la orden'],
    [{ LC_ALL: 'en' }, 'The command is missing'],
  ])('%j', async (env, start) => {
    expect((await retrograd([], {}, env)).err.startsWith(start)).toBe(true);
    expect((await retrograd(['--lang', 'en'], {}, env)).err).toMatch(/^The command is missing/);
    expect((await retrograd(['--lang', 'es'], {}, env)).err).toMatch(/^Falta la orden/);
  });
});

test('--version says the version', async () => {
  expect((await retrograd(['--version'])).out).toBe('1.2.3\n');
});

test('a reader that leaves ends the command quietly', async () => {
  const { code, out, err } = await retrograd(['train', 'r', '--steps', '1000000000'], { r: textbookRun }, {}, 4);
  expect([code, err]).toEqual([0, '']);
  expect(out.split('\n')).toHaveLength(3);
});

describe('landscape', () => {
  const run = exampleRuns.classes;
  const print = async (...options: string[]) => retrograd(['landscape', 'r', ...options], { r: run });

  test('prints the loss over a plane, at whose centre is the loss of the step', async () => {
    const { code, lines } = await print('--step', '6', '--grid', '3', '--directions', 'random', '--seed', '2');
    expect(code).toBe(0);
    const [found] = lines();
    const train = await retrograd(['train', 'r', '--steps', '6'], { r: run });
    const { loss } = train.lines()[6]!;
    expect(found).toMatchObject({ step: 6, directions: 'random', x: [-1, 1], y: [-1, 1], loss });
    const grid = found!.grid as number[][];
    expect([grid.length, ...grid.map((row) => row.length)]).toEqual([3, 3, 3, 3]);
    expect(grid[1]![1]).toBe(loss);
  });

  test.each([
    [['--directions', 'path', '--steps', '9'], { directions: 'path', path: { steps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } }],
    [['--directions', 'curvature'], { directions: 'curvature', eigenvalue: expect.any(Number) }],
    [['--directions', 'weights', '--places', '1.W.0.1,1.b.0'], { directions: 'weights', lengths: [1, 1] }],
  ])('%j', async (options, wanted) => {
    const { code, lines } = await print('--step', '4', '--grid', '2', ...options);
    expect(code).toBe(0);
    expect(lines()[0]).toMatchObject(wanted);
  });

  test.each([
    [['--directions', 'down'], '--directions debe ser path, weights, random o curvature'],
    [['--directions', 'weights'], '--places va con --directions weights'],
    [['--directions', 'weights', '--places', '1.W.0,1.b.0'], '--places va con --directions weights'],
    [['--places', '1.b.0,1.b.1'], '--places va con --directions weights'],
    [['--directions', 'weights', '--places', '9.b.0,1.b.0'], '«--places» es 9'],
    [['--directions', 'weights', '--places', '1.b.0,1.W.0.99'], '«--places» es 99'],
    [['--grid', '1'], '--grid es 1'],
    [['--grid', '100000'], '--grid'],
  ])('refuses %j', async (options, said) => {
    const { code, out, err } = await print(...options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });
});
