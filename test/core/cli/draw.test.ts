import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { findChromium } from '#core/cli/chromium.ts';
import { readPlaces } from '#core/cli/drawing-options.ts';
import { drawnSubjects } from '#core/view/figures.ts';
import { viewIds } from '#core/view/views.ts';
import { retrograd } from './terminal.ts';

const en = ['--lang', 'en'];
const textOf = (svg: string): string => svg.replace(/<style>.*?<\/style>/su, '').replaceAll(/<[^>]*>/gu, ' ');

describe('render', () => {
  test('the same run at the same moment is the same SVG twice, in the language that is asked for', async () => {
    const argv = ['render', 'two-two-two', '--at', '2:forward.1.0'];
    const [first, second] = [await retrograd([...argv, ...en]), await retrograd([...argv, ...en])];
    expect([first.code, first.err]).toEqual([0, '']);
    expect(second.out).toBe(first.out);
    expect(first.out).toMatch(/^<\?xml/u);
    expect(textOf(first.out)).toMatch(/Forward.*Step 2 · sample 1/su);
    const spanish = await retrograd([...argv, '--lang', 'es']);
    expect(textOf(spanish.out)).toMatch(/Hacia delante.*Paso 2 · muestra 1/su);
  });

  test('a picture for each moment, numbered so that names sort', async () => {
    const { code, saved } = await retrograd(['render', 'two-two-two', '--to', '11', '--with', 'note', '--out', 'a-%.svg', ...en]);
    expect(code).toBe(0);
    expect([...saved.keys()]).toEqual(Array.from({ length: 12 }, (_, i) => `a-${String(i + 1).padStart(2, '0')}.svg`));
    expect([...saved.values()].map((svg) => /Step (\d+)/.exec(textOf(String(svg)))?.[1])).toEqual(
      Array.from({ length: 12 }, (_, i) => `${i}`),
    );
  });

  test('every view of the app is drawn, with its numbers as a table', async () => {
    expect(drawnSubjects).toEqual(expect.arrayContaining(viewIds.filter((view) => view !== 'sketch')));
    const normalised = JSON.parse(await readFile('assets/examples/moons.json', 'utf8')) as { network: { layers: object[] } };
    normalised.network.layers[0] = { ...normalised.network.layers[0], normalization: 'batch' };
    // A notebook comes from a window; the landscape is drawn by its own test.
    for (const view of drawnSubjects.filter((subject) => subject !== 'landscape' && subject !== 'notebook')) {
      const run = { normalisation: 'moons.json', health: 'dead-relus' }[view as 'health'] ?? 'xor';
      const argv = ['render', run, '--view', view, '--at', '20', '--steps', '40'];
      const files = { 'moons.json': normalised };
      const picture = await retrograd([...argv, ...en], files);
      expect([picture.code, picture.err], view).toEqual([0, '']);
      const { saved } = await retrograd([...argv, '--out', 't.csv', ...en], files);
      expect(String(saved.get('t.csv')).split('\n').length, view).toBeGreaterThan(2);
    }
  });

  test('the formulas of all that a step computes are outlines, in both languages', async () => {
    for (const [run, language] of [
      ['article', 'es'],
      ['spirals', 'en'],
      ['two-two-two', 'es'],
    ]) {
      const argv = ['render', run!, '--view', 'formulas', '--at', '3', '--each', 'phase', '--out', 'f-%.svg', '--lang', language!];
      const { code, err, saved } = await retrograd(argv);
      expect([code, err], run).toEqual([0, '']);
      for (const svg of saved.values()) expect(String(svg)).toMatch(/<g id="formulas">\n<path/u);
    }
  });

  test('a PDF has a page for each picture; another file holds one', async () => {
    const argv = ['render', 'first', '--to', '2'];
    expect(
      String(await retrograd([...argv, '--out', 'a.pdf']).then(({ saved }) => new TextDecoder().decode(saved.get('a.pdf') as Uint8Array))),
    ).toBe('pdf of 3');
    const refused = await retrograd([...argv, '--out', 'a.svg', ...en]);
    expect([refused.code, refused.saved.size]).toEqual([2, 0]);
    expect(refused.err).toContain('3 pictures');
  });

  test.each([
    [['--at', '2:sideways'], '--at is 2:sideways'],
    [['--at', '5-2'], '--at is 5-2'],
    [['--from', '5', '--to', '2'], '--to'],
    [['--theme', 'mauve'], '--theme'],
    [['--with', 'frame'], '--with'],
    [['--out', 'a.bmp'], '.svg, .pdf'],
    [['--view', 'loss', '--steps', '3', '--out', 'a.tex'], 'are written as .tex'],
    [['--marks'], 'no marks'],
    [['--view', 'scores', '--at', '0'], 'nothing to draw'],
  ])('what cannot be drawn is one sentence and no file: %s', async (more, said) => {
    const { code, out, err, saved } = await retrograd(['render', more.includes('scores') ? 'sine' : 'first', ...more, ...en]);
    expect([code, out, saved.size]).toEqual([2, '', 0]);
    expect(err).toContain(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('a step behind the end of a run that stops early is told', async () => {
    const run = {
      ...JSON.parse(await readFile('assets/examples/moons.json', 'utf8')),
      split: { train: 0.7, validation: 0.3 },
      stopping: { patience: 1 },
    };
    const { code, err } = await retrograd(['render', 'r.json', '--view', 'loss', '--at', '900', ...en], { 'r.json': run });
    expect(code).toBe(2);
    expect(err).toMatch(/step/iu);
  });
});

test('the program’s own data, and more classes than a row of the key has room for', async () => {
  const run = {
    data: { kind: 'dataset', name: 'digits' },
    network: { layers: [{ units: 10, activation: 'softmax' }] },
    loss: 'categorical-cross-entropy',
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    batch: 32,
  };
  const { code, err, out } = await retrograd(['render', 'r.json', '--view', 'hidden', '--at', '1', ...en], {
    'r.json': { ...run, network: { layers: [{ units: 6, activation: 'tanh' }, ...run.network.layers] } },
  });
  expect([code, err]).toEqual([0, '']);
  const width = Number(/viewBox="0 0 ([\d.]+)/u.exec(out)![1]);
  for (const [, x] of out.matchAll(/<text x="([\d.]+)"/gu)) expect(Number(x)).toBeLessThan(width);
});

test('what lies beside the network is drawn with it, to one scale and under its name', async () => {
  const spec = JSON.parse(await readFile('assets/examples/two-two-two.json', 'utf8')) as object;
  const view = { version: 2, place: { step: 5, phase: 'update' } };
  const branches = [{ number: 1, from: 0, step: 0, change: { spec: { ...spec, optimizer: { kind: 'sgd', learningRate: 0.1 } } } }];
  const drawn = async (more: object) => {
    const { code, err, out } = await retrograd(['render', 'r.json', ...en], {
      'r.json': { ...spec, branches, view: { ...view, ...more } },
    });
    expect([code, err]).toEqual([0, '']);
    return out;
  };
  const inputs = (svg: string) => textOf(svg).split(/\b0\.05\b/u).length - 1;
  const alone = await drawn({});
  const both = await drawn({ compared: [{ branch: 1 }] });
  expect(textOf(both)).toMatch(/rate 0\.5.*rate 0\.1/su);
  expect(inputs(alone)).toBeGreaterThan(0);
  expect(inputs(both)).toBe(2 * inputs(alone));
  const held = await drawn({ whatIf: { place: { layer: 1, kind: 'W', row: 0, col: 0 }, value: 2, ripple: false } });
  expect(held).not.toBe(alone);
  const surfaces = await drawn({ unitSurfaces: true });
  expect(surfaces).toContain('id="surfaces"');
  expect(alone).not.toContain('id="surfaces"');
});

/** A network with a branch, left as `view` says. */
const left = async (view: object, argv: readonly string[]) => {
  const spec = JSON.parse(await readFile('assets/examples/two-two-two.json', 'utf8')) as object;
  const branches = [{ number: 1, from: 0, step: 0, change: { spec: { ...spec, optimizer: { kind: 'sgd', learningRate: 0.1 } } } }];
  const run = { ...spec, branches, view: { version: 2, place: { step: 5, phase: 'update' }, ...view } };
  return retrograd(['render', 'r.json', ...argv, ...en], { 'r.json': run });
};
const picture = async (view: object, argv: readonly string[]): Promise<string> => {
  const { code, err, out } = await left(view, argv);
  expect([code, err]).toEqual([0, '']);
  return out;
};

test('by choice the network is as near as it was left, in letters of the size that is chosen', async () => {
  const near = (camera: object, more: readonly string[] = []) => picture({ camera }, ['--with', 'zoom', ...more]);
  const camera = { zoom: 2.5, x: 0.6, y: 0.4 };
  const first = await near(camera);
  expect(await picture({}, ['--with', 'zoom'])).toBe(await picture({ camera }, ['--with', 'none']));
  expect(first).not.toBe(await picture({}, ['--with', 'none']));
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/u.exec(first)!.map(Number) as [number, number, number];
  expect(first).toContain(`<rect x="0" y="0" width="${width}" height="${height}"/></clipPath>`);
  const place = (svg: string, unit: string) => {
    const [, x, y] = new RegExp(`<g id="${unit}">.*?cx="(-?[\\d.]+)" cy="(-?[\\d.]+)"`, 'u').exec(svg)!;
    return [Number(x), Number(y)] as const;
  };
  // Looked at in the middle, a unit stands in the middle of the paper; the others as far from it as before.
  const [x, y] = place(first, 'unit-1-2');
  const moved = { zoom: 2.5, x: camera.x + (x / width - 0.5) / 2.5, y: camera.y + (y / height - 0.5) / 2.5 };
  const second = await near(moved);
  const [middle, other, before] = [place(second, 'unit-1-2'), place(second, 'unit-2-1'), place(first, 'unit-2-1')];
  expect(Math.hypot(middle[0] - width / 2, middle[1] - height / 2)).toBeLessThan(0.1);
  expect(Math.hypot(other[0] - middle[0] - before[0] + x, other[1] - middle[1] - before[1] + y)).toBeLessThan(0.1);
  // Twice as near, twice as far apart.
  const twice = await near({ ...moved, zoom: 5 }, ['--points', '14']);
  const apart = (svg: string) => place(svg, 'unit-1-1')[1] - place(svg, 'unit-1-2')[1];
  expect(apart(twice) / apart(second)).toBeCloseTo(2, 2);
  const sizes = [...first.matchAll(/<text [^>]*font-size="([\d.]+)"/gu)].map(([, size]) => Number(size));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual((7 * 96) / 72 - 0.01);
  const tex = await left({ camera }, ['--with', 'zoom', '--out', 'a.tex']);
  expect(String(tex.saved.get('a.tex'))).toMatch(/\\begin\{scope\}\n\\clip \(0,0\) rectangle/u);
});

test('by choice the views that are open beside it stand with it, each under its title', async () => {
  const views = { first: 'loss', second: 'matrices', bottom: 'histogram', open: { first: true, second: true, bottom: false } };
  const of = (more: readonly string[]) => picture({ views }, more);
  const height = (svg: string) => Number(/ height="([\d.]+)mm"/u.exec(svg)![1]);
  const alone = await of([]);
  const column = await of(['--with', 'title,views']);
  expect(textOf(alone)).not.toMatch(/Loss|Matrices/u);
  expect(textOf(column)).toMatch(/Loss.*Matrices/su);
  expect(textOf(column)).not.toContain('Histogram');
  // In a column they stand under each other on a longer paper, on a page beside it on the same.
  expect(height(column)).toBeGreaterThan(1.5 * height(alone));
  const page = await of(['--with', 'title,views', '--size', 'page']);
  expect(height(page)).toBeLessThan(116.1);
  const [, width] = /viewBox="0 0 ([\d.]+)/u.exec(page)!.map(Number);
  const matrices = /<text x="([\d.]+)"[^>]*>Matrices/u.exec(page)!;
  expect(Number(matrices[1])).toBeGreaterThan(0.55 * width!);
  expect(page).toContain('id="unit-1-1"');
  const tex = await left({ views }, ['--with', 'views', '--out', 'a.tex']);
  expect([tex.code, tex.saved.size]).toEqual([2, 0]);
  expect(await picture({}, ['--with', 'title', '--view', 'loss', '--steps', '9'])).toBe(
    await picture({ views }, ['--with', 'title,views', '--view', 'loss', '--steps', '9']),
  );
});

test('a weight that is held is said over the picture, and what it changes is another picture', async () => {
  const place = { layer: 1, kind: 'W', row: 0, col: 0 };
  const held = (ripple: boolean) => picture({ whatIf: { place, value: 2, ripple } }, []);
  const [supposed, ripple] = [await held(false), await held(true)];
  expect(textOf(supposed)).toMatch(/What if\? Weight 1→1, layer 1: 0\.149 → 2/u);
  expect(textOf(ripple)).toMatch(/What changes: Weight 1→1, layer 1: 0\.149 → 2/u);
  // Nothing of it reaches the inputs.
  expect(textOf(supposed)).toContain('0.05');
  expect(textOf(ripple)).not.toMatch(/\b0\.05\b/u);
});

test('letters are outlines by choice, on pages too; of other files the choice is refused', async () => {
  const svg = await picture({}, ['--outlined']);
  expect(svg).not.toMatch(/<text|@font-face/u);
  expect(svg).toContain('aria-label="Step 5 · sample 1"');
  for (const out of ['a.png', 'a.tex', 'a.gif']) {
    const { code, err } = await left({}, ['--outlined', '--out', out]);
    expect([code, err.trim().split('\n').length, err.includes('--outlined')]).toEqual([2, 1, true]);
  }
  const story = await retrograd(['storyboard', 'first', '--outlined', '--out', 's-%.svg', ...en]);
  expect(String([...story.saved.values()][0])).not.toContain('<text');
});

test('on a thumbnail the network stands alone, as large as there is room', async () => {
  const { out } = await retrograd(['render', 'article-standard', '--at', '3:backward', '--size', 'thumbnail', ...en]);
  const [, width] = /viewBox="0 0 ([\d.]+)/u.exec(out)!.map(Number);
  const places = [...out.matchAll(/<g id="unit-\d-\d">.*?cx="([\d.]+)"/gu)].map(([, x]) => Number(x));
  expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(0.45 * width!);
  expect(textOf(out)).not.toMatch(/Inputs|target|w > 0/u);
});

test('of networks that lie beside each other every loss is drawn, and tables tell whose each number is', async () => {
  const compared = { compared: [{ branch: 1 }] };
  const steps = ['--steps', '8'];
  const out = await picture(compared, ['--view', 'loss', ...steps]);
  expect(textOf(out)).toMatch(/rate 0\.1/u);
  expect(textOf(out)).toMatch(/rate 0\.5/u);
  const table = async (argv: readonly string[]) => {
    const { saved } = await left(compared, [...argv, '--out', 't.csv']);
    return String(saved.get('t.csv'))
      .trim()
      .split(/\r?\n/u)
      .map((line) => line.replace('\ufeff', '').split(','));
  };
  const [head, ...losses] = await table(['--view', 'loss', ...steps]);
  expect(head!.slice(0, 3)).toEqual(['network', 'step', 'loss']);
  const of = (name: string) => losses.filter(([network]) => network!.includes(name)).map((row) => Number(row[2]));
  expect([of('0.5').length, of('0.1').length]).toEqual([8, 8]);
  expect(of('0.1')[0]).toBe(of('0.5')[0]);
  expect(of('0.1')[7]).toBeGreaterThan(of('0.5')[7]!);
  const [names, ...weights] = await table([]);
  expect(names!.slice(0, 3)).toEqual(['network', 'layer', 'parameter']);
  expect(weights).toHaveLength(24);
});

test('no letters of a figure are smaller than those that are chosen', async () => {
  const views = drawnSubjects.filter((view) => !['landscape', 'notebook', 'normalisation', 'health'].includes(view));
  for (const view of views) {
    const { code, out } = await retrograd(['render', 'xor', '--view', view, '--at', '20', '--steps', '40', '--points', '6', ...en]);
    expect(code, view).toBe(0);
    const sizes = [...out.matchAll(/font-size="([\d.]+)"/gu)].map(([, size]) => Number(size));
    // A point is 4/3 of a stage unit.
    expect(Math.min(...sizes), view).toBeGreaterThanOrEqual(8 - 0.01);
  }
});

test('films show the whole network alone', async () => {
  for (const part of ['zoom', 'views']) {
    const { code, err } = await left({}, ['--with', part, '--out', 'a.gif']);
    expect([code, err.trim().split('\n').length]).toEqual([2, 1]);
    expect(err).toContain(`--with ${part}`);
  }
});

test('one formula has a paper of its own height', async () => {
  const out = await picture({}, ['--view', 'formulas', '--at', '3:forward.1.0']);
  expect(Number(/ height="([\d.]+)mm"/u.exec(out)![1])).toBeLessThan(40);
});

test('a storyboard shows all moments of a step with their sentences on pages', async () => {
  const { code, saved } = await retrograd(['storyboard', 'two-two-two', '--each', 'phase', '--out', 's-%.svg', ...en]);
  expect(code).toBe(0);
  expect([...saved.keys()]).toEqual(['s-1.svg', 's-2.svg']);
  const said = [...saved.values()].map((page) => textOf(String(page))).join(' ');
  for (const phase of ['Batch', 'Forward', 'Loss', 'Backward', 'Gradient', 'Optimiser', 'Update']) expect(said).toContain(phase);
  expect(String(saved.get('s-1.svg'))).toContain('width="210mm" height="297mm"');
});

test('places are steps and parts of a step', () => {
  expect(readPlaces('2')).toEqual([{ from: 2, to: 2, every: 1, spot: undefined }]);
  expect(readPlaces('3,7:backward.2')).toEqual([
    { from: 3, to: 3, every: 1, spot: undefined },
    { from: 7, to: 7, every: 1, spot: { phase: 'backward', layer: 2, unit: undefined } },
  ]);
  for (const text of ['', '1,', '-1', '0-9', '1.5', '1:forward.', '1:2']) expect(readPlaces(text), text).toBeUndefined();
});

test('the Chromium that is named goes before those of the path', () => {
  const there =
    (...files: string[]) =>
    (file: string) =>
      files.includes(file);
  const env = { PATH: '/usr/bin:/opt/bin', RETROGRAD_CHROMIUM: '/mine/chrome' };
  expect(findChromium(env, 'linux', there('/mine/chrome', '/usr/bin/chromium'))).toBe('/mine/chrome');
  expect(findChromium(env, 'linux', there('/opt/bin/google-chrome', '/usr/bin/chrome'))).toBe('/opt/bin/google-chrome');
  expect(findChromium(env, 'linux', there())).toBeUndefined();
});
