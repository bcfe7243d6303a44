import { expect, test } from 'vitest';
import { elementwise2 } from '#core/compile/activation.ts';
import { cosTurn2, exp2, expm12, log1p2, shareLog2, sigmoid2, softplus2, tanh2 } from '#core/compile/elementary.ts';
import { nearDistribution2, normalDensity2, normalDistribution2 } from '#core/compile/gaussian.ts';
import { addInt, int, load2, type Pair } from '#core/compile/expression.ts';
import { compileNow, createMemory, instantiate, pagesOf } from '#core/compile/instantiate.ts';
import { Module, type Body } from '#core/compile/module.ts';
import { elementwise, type ElementwiseName } from '#core/math/activation.ts';
import { exp, expm1, log, log1p, sigmoid, softplus, tanh } from '#core/math/elementary.ts';
import { nearDistribution, normalDensity, normalDistribution } from '#core/math/gaussian.ts';
import { uniformAt } from '#core/math/random.ts';
import { cosTurn } from '#core/math/turn.ts';
import { soaked } from '../../soak.ts';

/** Bytes of one array of numbers of a module: its arguments, then its second ones, then its results. */
const atOnce = 1000;
const array = 8 * atOnce;

type Made = (x: Float64Array, other: Float64Array) => Float64Array;

/** What a function for two numbers makes of each of `atOnce`; neighbours lie in the two lanes. */
const inModule = (write: (body: Body, x: Pair, other: Pair) => Pair): Made => {
  const module = new Module();
  module.define(
    [],
    (body) => {
      const place = body.let(int(0));
      body.loop(place, int(array), 16, () => body.store(addInt(place, int(0)), 2 * array, write(body, load2(place), load2(place, array))));
    },
    'run',
  );
  const pages = pagesOf(3 * array);
  const memory = createMemory(pages);
  const { run } = instantiate(compileNow(module.toBytes(pages)), memory);
  const numbers = new Float64Array(memory.buffer);
  return (x, other) => {
    numbers.set(x, 0);
    numbers.set(other, atOnce);
    run!();
    return numbers.slice(2 * atOnce, 3 * atOnce);
  };
};

const special = [
  [NaN, Infinity, -Infinity, 0, -0, 5e-324, -5e-324, 2.2250738585072014e-308, -2.2250738585072014e-308, 1.7976931348623157e308],
  [-1.7976931348623157e308, 1e-300, -1e-300, 1, -1, 0.5, 0.5000000000000001, 0.6, -0.6, 0.6000000000000001, 20, -20, 26, -26, 39, -39],
  [-40, -708, -708.0000000000001, -744.5, -745.1332191019411, -745.1332191019412, -746, 709.78, 709.782712893384, 709.79, 710, 710.1, 1e17],
].flat();

/** Numbers between -2^9 and 2^9 of all sizes, between -2 and 2, where tails end, and any bits at all; the special ones first. */
const drawn = (round: number): Float64Array => {
  const x = new Float64Array(atOnce);
  const bits = new BigUint64Array(x.buffer);
  for (let i = 0; i < atOnce; i++) {
    const u = uniformAt(round, 50, 2 * i);
    const v = uniformAt(round, 50, 2 * i + 1);
    const sign = v < 0.5 ? -1 : 1;
    if (round === 0 && i < special.length) x[i] = special[i]!;
    else if (i % 4 === 0) x[i] = sign * 2 * u;
    else if (i % 4 === 1) x[i] = sign * 800 * u;
    else if (i % 4 === 2) x[i] = sign * 40 * u * v;
    else bits[i] = (BigInt(Math.floor(u * 2 ** 32)) << 32n) | BigInt(Math.floor(v * 2 ** 32));
  }
  return x;
};

/** Holds the two to the bit, NaN being one number whatever its bits. */
const same = (
  name: string,
  made: Made,
  own: (x: Float64Array, other: Float64Array) => Float64Array,
  domain: (x: number) => number,
): void => {
  const rounds = soaked(1000);
  for (let round = 0; round < rounds; round++) {
    const x = drawn(round).map(domain);
    // What lay in lane 0 lies in lane 1 every second time.
    if (round % 2 === 1) x.reverse();
    const other = own(x, x);
    const found = made(x, other);
    for (let i = 0; i < atOnce; i++) {
      if (!Object.is(found[i], other[i])) expect.fail(`${name} of ${x[i]}: ${found[i]} in the module, ${other[i]} in the core`);
    }
  }
};

const any = (x: number): number => x;
/** In [0, 1). */
const share = (x: number): number => (Number.isFinite(x) ? Math.abs(x) % 1 : 0.5);
const each =
  (f: (x: number) => number) =>
  (x: Float64Array): Float64Array =>
    x.map(f);

test.each([
  ['exp', exp2, exp, any],
  ['expm1', expm12, expm1, any],
  ['tanh', tanh2, tanh, any],
  ['sigmoid', sigmoid2, sigmoid, any],
  ['softplus', softplus2, softplus, any],
  ['log1p', log1p2, log1p, Math.abs],
  ['log of a share', shareLog2, log, (x: number) => Math.max(share(x), 2 ** -1022)],
  ['cosine', cosTurn2, cosTurn, share],
  ['density', normalDensity2, normalDensity, any],
  ['distribution', normalDistribution2, normalDistribution, any],
  ['nearDistribution', nearDistribution2, nearDistribution, any],
] as const)('%s for two numbers has the bits of the one for one', (name, two, one, domain) => same(name, inModule(two), each(one), domain));

const names = Object.keys(elementwise) as ElementwiseName[];
const valueOf =
  (name: ElementwiseName) =>
  (z: Float64Array): Float64Array => {
    const a = new Float64Array(atOnce);
    elementwise[name].value(z, a, atOnce);
    return a;
  };

test.each(names)('%s has the same bits in both', (name) => same(name, inModule(elementwise2[name].value), valueOf(name), any));

test.each(names)('and so has the slope of %s', (name) => {
  const made = inModule((body, z, a) => elementwise2[name].slope(body, z, a));
  const slope = (z: Float64Array): Float64Array => {
    const own = new Float64Array(atOnce);
    elementwise[name].derivative(z, valueOf(name)(z), own, atOnce);
    return own;
  };
  same(`slope of ${name}`, (z) => made(z, valueOf(name)(z)), slope, any);
});
