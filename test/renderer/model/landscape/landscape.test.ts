import { describe, expect, test } from 'vitest';
import type { LandscapeQuery, Plane, PlaneQuery } from '#core/protocol/landscape.ts';
import { step } from '#core/contract/units.ts';
import { beginPicture, fieldAt, nextBand, shareDone, takeBand } from '#renderer/model/landscape/landscape-picture.ts';
import { ViewChoices } from '#renderer/model/view/view-choices.svelte.ts';
import { Landscape } from '#renderer/model/landscape/landscape.svelte.ts';
import { optimizerRivals, racingOptimizer, startRivals } from '#renderer/model/run/rivals.ts';
import { Run } from '#renderer/model/run/run.svelte.ts';
import { FailureError } from '#core/contract/failure.ts';
import type { Trainer } from '#renderer/link/trainer.ts';
import { specOf } from '#test/golden/golden.ts';

const query: PlaneQuery = { step: step(3), axes: { kind: 'path' }, to: step(9) };
const path = { steps: Float64Array.of(0, 9), x: Float64Array.of(-1, 1), y: Float64Array.of(0, 0), off: Float64Array.of(0, 0) };
const plane: Plane = {
  step: step(3),
  kind: 'path',
  x: [-1, 1],
  y: [-2, 0],
  lengths: [1, 1],
  path,
  levels: [
    { grid: 3, samples: 10, rows: 3 },
    { grid: 5, samples: 10, rows: 2 },
    { grid: 5, samples: 40, rows: 5 },
  ],
};
/** A field that is told apart everywhere, as the worker answers it. */
const lossAt = (row: number, col: number, grid: number, samples: number): number => samples + row / (grid - 1) + (10 * col) / (grid - 1);
const answer = ({ grid, rows, known, samples }: LandscapeQuery): Float64Array =>
  Float64Array.from({ length: (rows[1] - rows[0]) * grid }, (_, i) => {
    const [row, col] = [rows[0] + Math.floor(i / grid), i % grid];
    return known > 0 && row % known === 0 && col % known === 0 ? NaN : lossAt(row, col, grid, samples);
  });

describe('a picture', () => {
  test('is asked for in bands, each level without the points of the one before where the samples are the same', () => {
    let picture = beginPicture({ run: 1, plane: query, zoom: 1 }, plane);
    const asked: unknown[] = [];
    for (let band = nextBand(picture); band; band = nextBand(picture)) {
      asked.push([band.grid, band.samples, ...band.rows, band.known]);
      picture = takeBand(picture, answer(band));
      expect(picture.values.every(Number.isFinite)).toBe(true);
    }
    expect(asked).toEqual([
      [3, 10, 0, 3, 0],
      [5, 10, 0, 2, 2],
      [5, 10, 2, 4, 2],
      [5, 10, 4, 5, 2],
      [5, 40, 0, 5, 0],
    ]);
    expect([...picture.values]).toEqual(Array.from({ length: 25 }, (_, i) => lossAt(Math.floor(i / 5), i % 5, 5, 40)));
    expect([picture.grid, picture.samples, shareDone(picture)]).toEqual([5, 40, 1]);
  });

  test('between the points that are known it is straight until they come', () => {
    let picture = beginPicture({ run: 1, plane: query, zoom: 1 }, plane);
    picture = takeBand(picture, answer(nextBand(picture)!));
    expect(shareDone(picture)).toBeCloseTo(90 / (90 + 250 + 1000), 12);
    picture = takeBand(picture, answer(nextBand(picture)!));
    // The field is straight, so what is interpolated is what will come.
    expect([...picture.values]).toEqual(Array.from({ length: 25 }, (_, i) => lossAt(Math.floor(i / 5), i % 5, 5, 10)));
    expect([picture.level, picture.row]).toEqual([1, 2]);
  });

  test('from nearer it is about the same middle', () => {
    const { x, y } = beginPicture({ run: 1, plane: query, zoom: 4 }, plane);
    expect([x, y]).toEqual([
      [-0.25, 0.25],
      [-1.25, -0.75],
    ]);
  });

  test('a place beside one that is not finite is not finite, the finite points are', () => {
    const values = Float64Array.of(1, 2, 3, NaN);
    expect([fieldAt(values, 2, 0, 0), fieldAt(values, 2, 0.5, 0), fieldAt(values, 2, 0.5, 0.5)]).toEqual([1, 1.5, NaN]);
  });
});

/** A trainer that answers when it is told to. */
const slowTrainer = () => {
  const open: { readonly call: string; readonly query: unknown; readonly resolve: (value: unknown) => void; readonly reject: (reason: unknown) => void; readonly slot: string }[] = []; // prettier-ignore
  const log: string[] = [];
  const drop = (slot: string): void => {
    for (const call of open.filter((one) => one.slot === slot)) {
      open.splice(open.indexOf(call), 1);
      log.push(`cancel ${call.call}`);
      call.reject(new FailureError({ code: 'cancelled' }));
    }
  };
  const trainer = {
    onEvent: () => () => undefined,
    cancel: drop,
    latest: (slot: string, call: string, asked: unknown) => {
      drop(slot);
      log.push(call === 'landscape' ? `${call} ${(asked as LandscapeQuery).grid}` : call);
      return new Promise((resolve, reject) => open.push({ call, query: asked, resolve, reject, slot }));
    },
  } as unknown as Trainer;
  /** Answers what is asked in the background until nothing is, or `times` answers were given. */
  const serve = async (times = Infinity): Promise<void> => {
    for (let i = 0; i < times; i++) {
      await new Promise((resolve) => setTimeout(resolve));
      const at = open.findIndex(({ slot }) => slot === 'landscape');
      if (at < 0) return;
      const [{ call, query: asked, resolve }] = open.splice(at, 1) as [(typeof open)[number]];
      resolve(call === 'plane' ? { ...plane, step: (asked as PlaneQuery).step } : answer(asked as LandscapeQuery));
    }
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { trainer, log, serve };
};
const started = () => {
  const { trainer, log, serve } = slowTrainer();
  const run = new Run(trainer);
  run.trainedTo = 9;
  run.goal = 9;
  const failures: unknown[] = [];
  const landscape = new Landscape(run, new ViewChoices().of('landscape'), (reason) => failures.push(reason));
  return { landscape, run, log, serve, failures };
};

describe('the landscape', () => {
  test('is coarse at first and refined without being asked', async () => {
    const { landscape, log, serve } = started();
    landscape.look(4);
    await serve(2);
    expect(landscape.shown).toMatchObject({ grid: 3, samples: 10 });
    await serve();
    expect(landscape.shown).toMatchObject({ grid: 5, samples: 40 });
    expect(log).toEqual(['plane', 'landscape 3', 'landscape 5', 'landscape 5', 'landscape 5', 'landscape 5']);
    landscape.look(4);
    await serve();
    expect(log.filter((call) => call === 'plane')).toHaveLength(1);
  });

  test('a drag shows some planes: a first picture is finished, refining is given up at once', async () => {
    const { landscape, log, serve } = started();
    landscape.choices.anchor = 'playhead';
    landscape.look(4);
    landscape.look(5);
    landscape.look(6);
    await serve(2);
    expect(landscape.plane?.step).toBe(4);
    await serve(3);
    expect(log.filter((call) => call === 'plane')).toHaveLength(2);
    expect(landscape.plane?.step).toBe(6);
    const before = log.length;
    landscape.look(7);
    expect(log.slice(before)).toContain('cancel landscape');
    await serve();
    expect(landscape.shown).toMatchObject({ grid: 5, samples: 40 });
    expect(landscape.plane?.step).toBe(7);
  });

  test('left half done, it goes on where it was', async () => {
    const { landscape, log, serve } = started();
    landscape.look(4);
    await serve(4);
    landscape.leave();
    await serve();
    expect(landscape.shown).toMatchObject({ level: 1, row: 4 });
    const before = log.length;
    landscape.look(4);
    await serve();
    expect(log.slice(before).filter((call) => call.startsWith('plane') && call !== 'planePoint')).toEqual([]);
    expect(landscape.shown).toMatchObject({ grid: 5, samples: 40, level: 3 });
  });

  test('of another run nothing is shown or asked', async () => {
    const { landscape, run, log, serve } = started();
    landscape.look(4);
    await serve(2);
    run.id += 1;
    expect(landscape.shown).toBeUndefined();
    const before = log.length;
    await serve();
    expect(log.slice(before).filter((call) => call === 'plane')).toEqual([]);
  });

  test('a race holds the plane that is shown', async () => {
    const { landscape, log, serve } = started();
    landscape.choices.anchor = 'playhead';
    landscape.look(4);
    await serve();
    landscape.start([{ kind: 'start', seed: 2 }], 20);
    expect(landscape.choices.anchor).toBe(4);
    landscape.look(8);
    await serve();
    expect(landscape.plane?.step).toBe(4);
    expect(log).toContain('race');
  });
});

describe('rivals', () => {
  const spec = specOf({ network: { layers: [{ units: 2 }, { units: 1 }] }, optimizer: { kind: 'adam', learningRate: 0.3 }, seed: 2 ** 32 - 1 }); // prettier-ignore

  test('have their usual rates, the run’s own optimiser its own', () => {
    const rates = optimizerRivals(['sgd', 'adam', 'rmsprop'], spec).map(
      (rival) => rival.kind === 'optimizer' && rival.optimizer.learningRate,
    );
    expect(rates).toEqual([0.1, 0.3, 0.01]);
  });

  test('in article arithmetic, whose gradients are sums, rates are as much smaller as the article’s', () => {
    expect(racingOptimizer('momentum', { ...spec, arithmetic: 'article' }).learningRate).toBeCloseTo(0.0002, 12);
    expect(racingOptimizer('rmsprop', { ...spec, arithmetic: 'article' }).learningRate).toBe(0.01);
  });

  test('other starts are other seeds', () => {
    expect(startRivals(spec).map((rival) => rival.kind === 'start' && rival.seed)).toEqual([0, 1, 2, 3]);
  });
});
