import fc from 'fast-check';
import { activations, losses, normalizations, optimizers } from '#core/spec/methods.ts';
import { exampleRuns, type ExampleName } from './example-runs.ts';

/** Random damage to valid runs: keys deleted, renamed and added, values replaced by others of every kind. */

const deep = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { layers: value };
  return value;
};
const cycle = (): unknown => {
  const loop: Record<string, unknown> = { kind: 'inline' };
  loop.x = loop.network = loop;
  return loop;
};

const names = ['__proto__', 'constructor', 'toString', 'units', 'layers', 'kind', 'name', 'W', 'x', 'ñ', '', 'unit', 'learning_rate'];
const key = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 }));

const value: fc.Arbitrary<() => unknown> = fc.oneof(
  fc
    .constantFrom(NaN, Infinity, -Infinity, -0, -1, 0.5, 1, 2, 3, 65, 1e6, 1e300, 2 ** 53, null, undefined, true, '', 'full')
    .map((v) => () => v),
  fc
    .constantFrom(...activations, ...losses, ...normalizations, ...Object.keys(optimizers), 'article', 'inline', 'sine')
    .map((v) => () => v),
  fc.anything({ maxDepth: 2 }).map((v) => () => v),
  fc.constantFrom(
    () => deep(1000),
    cycle,
    () => new Array(2 ** 32 - 1),
    () => new Array(300_000).fill(0),
    () => Object.create({ units: 1, kind: 'sgd' }) as unknown,
    () => Object.create(null) as unknown,
    () => new Map([['units', 1]]),
    () => new Float64Array(4),
    () => new Date(0),
    () => () => 1,
    () => 10n,
    () => Symbol('s'),
    () => 'x'.repeat(100_000),
  ),
);

type Damage = { at: number } & (
  { kind: 'delete' } | { kind: 'rename' | 'add'; key: string; make: () => unknown } | { kind: 'replace'; make: () => unknown }
);

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('delete' as const), at: fc.nat() }),
  fc.record({ kind: fc.constantFrom('rename' as const, 'add' as const), at: fc.nat(), key, make: value }),
  fc.record({ kind: fc.constant('replace' as const), at: fc.nat(), make: value }),
);

/** Every place of the run that can be damaged: a container and one of its keys. */
const places = (container: object): [object, string][] =>
  Object.keys(container).flatMap((name) => {
    const child = (container as Record<string, unknown>)[name];
    const inside = typeof child === 'object' && child !== null && Object.keys(child).length < 50 ? places(child) : [];
    return [[container, name] as [object, string], ...inside];
  });

const put = (container: object, name: string, held: unknown): void => {
  Object.defineProperty(container, name, { value: held, enumerable: true, configurable: true, writable: true });
};

const apply = (run: object, { at, ...change }: Damage): void => {
  const all = places(run);
  if (all.length === 0) return;
  const [container, name] = all[at % all.length]!;
  const held = (container as Record<string, unknown>)[name];
  if (change.kind === 'delete' && Array.isArray(container)) container.splice(Number(name), 1);
  else if (change.kind === 'delete' || change.kind === 'rename') Reflect.deleteProperty(container, name);
  if (change.kind === 'rename') put(container, change.key, held);
  if (change.kind === 'add' && !(Array.isArray(container) && change.key === 'length')) put(container, change.key, change.make());
  if (change.kind === 'replace') put(container, name, change.make());
};

/** A valid run with one to three damages; the damages go one after the other only while the run stays a tree. */
export const damagedRun: fc.Arbitrary<unknown> = fc
  .record({
    name: fc.constantFrom(...(Object.keys(exampleRuns) as ExampleName[])),
    damages: fc.array(damage, { minLength: 1, maxLength: 3 }),
  })
  .map(({ name, damages }) => {
    const run = structuredClone(exampleRuns[name]);
    for (const each of damages.slice(0, -1)) if (each.kind !== 'replace' && each.kind !== 'add') apply(run, each);
    apply(run, damages.at(-1)!);
    return run;
  });
