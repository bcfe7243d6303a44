import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bytes } from '#core/compile/bytes.ts';
import {
  add,
  add2,
  addInt,
  double,
  int,
  lane,
  load,
  load2,
  mul,
  mul2,
  pair,
  select,
  less,
  shuffle,
  splat,
} from '#core/compile/expression.ts';
import { compileNow, createMemory, instantiate } from '#core/compile/instantiate.ts';
import { Module } from '#core/compile/module.ts';

const run = (module: Module) => {
  const memory = createMemory(1);
  return { memory: new Float64Array(memory.buffer), ...instantiate(compileNow(module.toBytes(1)), memory) };
};

/** LEB128 read back. */
const signed = (bytes: Uint8Array): bigint => {
  let value = 0n;
  bytes.forEach((byte, i) => (value |= BigInt(byte & 0x7f) << BigInt(7 * i)));
  return BigInt.asIntN(7 * bytes.length, value);
};

describe('bytes', () => {
  it('write signed integers that are read back, in no more bytes than they need', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const out = new Bytes();
        out.signed(value);
        const bytes = out.toArray();
        expect(signed(bytes)).toBe(value);
        if (bytes.length > 1) expect(BigInt.asIntN(7 * (bytes.length - 1), value)).not.toBe(value);
      }),
    );
  });

  it('grow as they must', () => {
    const out = new Bytes();
    for (let i = 0; i < 5000; i++) out.byte(i & 0xff);
    out.append(new Uint8Array(9000).fill(7));
    const bytes = out.toArray();
    expect(bytes).toHaveLength(14_000);
    expect([bytes[4999], bytes[5000]]).toEqual([4999 & 0xff, 7]);
  });
});

describe('module', () => {
  it('computes with numbers, functions of its own and choices', () => {
    const module = new Module();
    const twice = module.define<['f64'], 'f64'>(['f64'], (_, x) => add(x, x));
    module.define<['f64', 'f64'], 'f64'>(['f64', 'f64'], (_, x, y) => select(less(x, y), twice.call(mul(x, y)), double(-1)), 'chosen');
    const { chosen } = run(module);
    expect(chosen!(2, 3)).toBe(12);
    expect(chosen!(3, 2)).toBe(-1);
  });

  it('loops over the memory, two numbers at a time', () => {
    const module = new Module();
    module.define(
      ['i32'],
      (body, count) => {
        const at = body.local('i32');
        body.loop(at, count, 16, () => body.store(at, 800, add2(mul2(load2(at), pair(3)), splat(load(int(160))))));
      },
      'scale',
    );
    const { memory, scale } = run(module);
    for (let i = 0; i < 20; i++) memory[i] = i;
    memory[20] = 0.5;
    scale!(16 * 4);
    expect([...memory.subarray(100, 109)]).toEqual([0.5, 3.5, 6.5, 9.5, 12.5, 15.5, 18.5, 21.5, 0]);
    scale!(0);
    expect(memory[108]).toBe(0);
  });

  it('takes lanes apart and together', () => {
    const module = new Module();
    module.define<[], 'f64'>(
      [],
      (body) => {
        const mixed = body.let(shuffle(load2(int(0)), load2(int(16)), 1, 0));
        const at = body.let(addInt(int(8), int(24)));
        body.store(at, 0, mixed);
        return add(mul(lane(mixed, 0), double(100)), lane(mixed, 1));
      },
      'mix',
    );
    const { memory, mix } = run(module);
    memory.set([1, 2, 3, 4]);
    expect(mix!()).toBe(203);
    expect([...memory.subarray(4, 6)]).toEqual([2, 3]);
  });

  it('copies, clears and branches', () => {
    const module = new Module();
    module.define(
      ['i32'],
      (body, which) =>
        body.when(
          which,
          () => body.copy(int(64), int(0), int(32)),
          () => body.clear(int(64), int(16)),
        ),
      'move',
    );
    const { memory, move } = run(module);
    memory.set([1, 2, 3, 4]);
    move!(1);
    expect([...memory.subarray(8, 12)]).toEqual([1, 2, 3, 4]);
    move!(0);
    expect([...memory.subarray(8, 12)]).toEqual([0, 0, 3, 4]);
  });
});
