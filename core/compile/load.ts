import { NUMBER, PAIR, RECORD, type Blocks } from './arena.ts';
import { streams } from '#core/math/random.ts';
import { normalDraws } from './chance.ts';
import { at, eachPair, eachUnit, numberAt, pairAt, times, type Emit } from './context.ts';
import {
  add2,
  addInt,
  int,
  lessInt,
  load2,
  loadInt,
  loadSplat,
  mul2,
  pair,
  shiftLeft,
  shiftRight,
  shuffle,
  subInt,
  type Int,
} from './expression.ts';
import { inTiles } from './tiles.ts';

/** X, Y ← the rows of the batch, two samples side by side; the last sample stands twice where it is alone. */
export const load: Emit = ({ arena }, body, { record }) => {
  const rows = body.let(loadInt(record, RECORD.rows));
  const order = body.let(addInt(int(arena.order), shiftLeft(loadInt(record, RECORD.from), int(2))));
  const last = body.let(subInt(rows, int(1)));
  const n = body.let(int(0));
  const second = body.local('i32');
  const sample = (place: typeof n) => loadInt(addInt(order, shiftLeft(place, int(2))));
  const take = (from: number, into: Blocks): void => {
    const { units } = into;
    const to = body.let(addInt(int(into.at), times(shiftRight(n, int(1)), into.stride)));
    const a = body.let(addInt(int(from), times(sample(n), units * NUMBER)));
    const b = body.let(addInt(int(from), times(sample(second), units * NUMBER)));
    inTiles(body, units, 2, (first, size) => {
      const byte = body.let(numberAt(first));
      const out = body.let(addInt(to, pairAt(first)));
      if (size === 1) {
        body.store(out, 0, shuffle(loadSplat(addInt(a, byte)), loadSplat(addInt(b, byte)), 0, 0));
        return;
      }
      // (a0 a1), (b0 b1) → (a0 b0), (a1 b1)
      const p = body.let(load2(addInt(a, byte)));
      const q = body.let(load2(addInt(b, byte)));
      body.store(out, 0, shuffle(p, q, 0, 0));
      body.store(out, PAIR, shuffle(p, q, 1, 1));
    });
  };
  body.when(loadInt(record, RECORD.load), () =>
    body.loop(n, rows, 2, () => {
      body.set(second, addInt(n, int(1)));
      body.when(lessInt(last, second), () => body.set(second, last));
      take(arena.dataX, arena.x);
      take(arena.dataY, arena.y);
    }),
  );
};

/** X ← X + deviation·N(0, 1): a draw of its own for each step, sample and input. */
export const addNoise: Emit = ({ run, arena }, body, { record, pairs }) => {
  const { x, order } = arena;
  const draw = normalDraws(body, run.spec, streams.augment, loadInt(record, RECORD.step));
  const last = body.let(subInt(loadInt(record, RECORD.rows), int(1)));
  const from = body.let(addInt(int(order), shiftLeft(loadInt(record, RECORD.from), int(2))));
  // The index of a sample's first draw.
  const drawOf = (row: Int) => times(loadInt(addInt(from, shiftLeft(row, int(2)))), x.units);
  const second = body.local('i32');
  eachPair(body, pairs, [x.stride], ([row], n) => {
    body.set(second, addInt(shiftLeft(n, int(1)), int(1)));
    body.when(lessInt(last, second), () => body.set(second, last));
    const [a, b] = [body.let(drawOf(shiftLeft(n, int(1)))), body.let(drawOf(second))];
    eachUnit(body, row, x.units, (o, unit) => {
      const drawn = mul2(pair(run.spec.augment.noise), draw(addInt(a, unit), addInt(b, unit)));
      body.store(o, x.at, add2(at(x, o), drawn));
    });
  });
};
