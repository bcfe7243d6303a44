import { describe, expect, test } from 'vitest';
import type { Account } from '#core/account/account.ts';
import { delta, gated, slope, upstream } from '#core/account/backward.ts';
import { gradient, parameterAt } from '#core/account/gradient.ts';
import { gatePart, stateAt, type Span } from '#core/account/place.ts';
import type { Quantity } from '#core/account/quantity.ts';
import { explain } from '#renderer/model/formula/explain.ts';
import { narrate } from '#renderer/model/narration/narrate.ts';
import { textOf } from '#renderer/model/narration/teller.ts';
import { actOf } from '#renderer/picture/act.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { networkShape, type Target } from '#renderer/picture/shape.ts';
import { place as placed } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { drawWorkings } from '#renderer/picture/workings/workings.ts';
import { notesOf } from '#renderer/ui/views/graph/graph-notes.ts';
import { operationsOf, statesOf } from '#renderer/ui/views/graph/operations.ts';
import { graphOf } from '#renderer/ui/views/graph/unit-graph.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { accountAt } from '#test/core/account/account-at.ts';
import { shownValues } from '#test/core/account/all-quantities.ts';
import { randomRun } from '#test/core/account/random-runs.ts';
import { allTargets } from '#test/renderer/model/formula/tell.ts';
import { measureWriter } from '#test/measures.ts';
import { plainLook } from '#test/scenes/scene.ts';
import { soaked } from '#test/soak.ts';

/** Writes each number as a token, from which it is read again wherever it is shown. */
class Tokens {
  readonly #values: number[] = [];
  readonly write = measureWriter((value) => `«${this.#values.push(value) - 1}»`);
  in(texts: readonly string[]): number[] {
    return texts.flatMap((text) => [...text.matchAll(/«(\d+)»/gu)].map(([, index]) => this.#values[Number(index)]!));
  }
}

/** Klambauer et al. 2017: they stand in a formula as numbers. */
const seluConstants = [1.0507009873554805, 1.6732632423543772];

type Covers = (symbol: Quantity['symbol']) => boolean;

/** The printers of one step at one place: the texts of each, and the numbers in them. */
const printersOf = ({ spec, trace, mistake }: ReturnType<typeof randomRun>, account: Account, t: number, covers?: Covers) => {
  const shape = networkShape(spec);
  const tokens = new Tokens();
  const pen = new Pen();
  const scene = { trace, placement: placed(shape, { width: 2400, height: 1500 }), timeline: stepTimeline(shape), t };
  const act = actOf({ ...scene, look: { ...plainLook, mistake } });
  const look = { ...act.look, number: tokens.write };
  drawWorkings({ ...act, look, ...(covers && { account: { ...act.account, covers } }) }, pen);
  const texts = pen.texts.filter(({ alpha }) => alpha > 0).map(({ text }) => text);
  const source = { spec, trace, place: account.place, number: tokens.write, mistake, ...(covers && { covers }) };
  const cards = allTargets(spec).map((target) => ({ target, cards: explain(source, target) }));
  const speech = { words: catalogue.en.words, number: tokens.write, count: String, spec, shape, mistake };
  const units = spec.network.layers.flatMap((own, l) => Array.from({ length: own.units }, (_, unit) => ({ layer: l + 1, unit })));
  const reached = (span: Span | undefined): boolean => span !== undefined && stateAt(account.place, span) !== 'later';
  const graphs = units.map((unit) => graphOf(account, unit, { most: 99 }));
  return {
    texts,
    cards,
    numbers: {
      picture: tokens.in(texts),
      formulas: cards.flatMap(({ cards: all }) =>
        all.flatMap(({ numeric, right, table, value }) => [
          ...tokens.in([...numeric, ...(right?.numeric ?? [])]),
          ...(table ? [...table.rows, ...(table.total ? [table.total] : [])] : []).flatMap(({ cells }) => cells),
          value,
        ]),
      ),
      ...(covers ? {} : { sentence: tokens.in([textOf(narrate(trace, account.place, speech))]) }),
      graph: [
        ...graphs.flatMap(({ wires, loss }) => [
          ...wires.flatMap(({ value, adjoint, local, recorded, replayed }) => [
            ...(reached(recorded) ? [value] : []),
            ...(adjoint !== undefined && reached(replayed) ? [adjoint, ...(local === 1 ? [] : [local])] : []),
          ]),
          ...(loss && reached(loss.recorded) ? [loss.value, loss.adjoint] : []),
        ]),
        ...operationsOf(account).flatMap((operation) => {
          const { value, adjoint } = statesOf(operation, account.place, account.program);
          const { locals } = operation;
          return [
            ...(value === 'later'
              ? []
              : [operation.value, ...locals.flatMap(({ by, value: local }) => (by === 'p' || by === 'z' ? [] : [local]))]),
            ...(adjoint === 'later' || !account.inBatch ? [] : [operation.adjoint]),
          ];
        }),
      ],
    },
  };
};

const rightOf = (account: Account, target: Target, name: string): Quantity['right'] => {
  if (target.kind === 'unit' && target.layer > 0) {
    if (name === 'dA') return upstream(account, target.layer, target.unit)?.right;
    if (name === 'dZ') return gated(account, target.layer, target.unit).right;
  }
  if (name !== 'gradient') return undefined;
  if (target.kind === 'weight') return gradient(account, target).right;
  return target.kind === 'bias' ? gradient(account, { layer: target.layer, to: target.unit }).right : undefined;
};

/** The lines of the picture that begin with "≠". */
const marksOf = (account: Account): number => {
  const { phase, layer, unit, part } = account.place;
  if (phase === 'gradient') return gradient(account, parameterAt(account, layer, part, unit)).right ? 1 : 0;
  if (phase !== 'backward') return 0;
  const above = upstream(account, layer, unit);
  const gate = gatePart(account.program, layer);
  const rights = [
    above ? above.right : delta(account, layer, unit).right,
    gate === undefined ? undefined : slope(account, layer, unit)?.right,
  ];
  return rights.filter((right) => right !== undefined).length;
};

const seeds = Array.from({ length: soaked(300) }, (_, i) => i + 1);

describe.each(seeds)('random run %i', (seed) => {
  const run = randomRun(seed);
  const { spec, trace, mistake, chance } = run;
  const timeline = stepTimeline(networkShape(spec));
  const places = [timeline.count - 1, ...Array.from({ length: 7 }, () => 1 + Math.floor(chance() * (timeline.count - 1)))];

  test.each(places)('at place %i every number and every mark that a printer shows is the account’s', (index) => {
    const account = accountAt(spec, trace, index, { mistake });
    const known = shownValues(account);
    for (const constant of seluConstants) known.add(constant);
    const { numbers, texts, cards } = printersOf(run, account, timeline.restAt(index));
    for (const [printer, shown] of Object.entries(numbers)) {
      const strange = shown.filter((value) => value !== undefined && !Number.isNaN(value) && !known.has(value));
      expect(strange, `${printer} ${JSON.stringify(account.place)}`).toEqual([]);
    }
    expect(texts.filter((text) => text.startsWith('≠'))).toHaveLength(marksOf(account));
    for (const { target, cards: all } of cards)
      for (const { name, right } of all)
        expect(right !== undefined, `${JSON.stringify(target)} ${name}`).toBe(rightOf(account, target, name) !== undefined);
    const output = { layer: account.depth, unit: 0 };
    const names = notesOf(account, output).map((note) => note.name);
    if (account.inBatch) expect(names.includes('articleError')).toBe(upstream(account, account.depth, 0)?.by === 'article');
  });

  test('what a question covers is shown by no printer', () => {
    const layer = 1 + Math.floor(chance() * spec.network.layers.length);
    const unit = Math.floor(chance() * spec.network.layers[layer - 1]!.units);
    const covers: Covers = ({ letter, layer: l, indices, derivative }) =>
      letter === 'z' && derivative === true && l === layer && indices![0] === unit;
    const value = delta(accountAt(spec, trace, Infinity, { mistake }), layer, unit).value!;
    const index = places[1]!;
    const account = accountAt(spec, trace, index, { mistake, covers });
    // The same number may be another quantity's too.
    if (value === 0 || shownValues(account).has(value)) return;
    for (const shown of Object.values(printersOf(run, account, timeline.restAt(index), covers).numbers)) expect(shown).not.toContain(value);
  });
});
