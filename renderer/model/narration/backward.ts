import { delta, gated, slope, upstream } from '#core/account/backward.ts';
import { mask } from '#core/account/forward.ts';
import { activationIn, isCoupled, isFromLogits, unitsIn } from '#core/account/program.ts';
import type { Quantity, Value } from '#core/account/quantity.ts';
import type { Words } from '#core/words/catalogue.ts';
import { joined, type Lines, type Teller } from './teller.ts';

/** Who asks for what on the way back, by which weight it arrives, and what the unit must do. */
export const sayBackward = (teller: Teller): Lines => {
  const { account, telling, place } = teller;
  const { backward } = telling;
  const { layer, unit, operation } = place;
  if (!account.inBatch) return { line: backward.notInBatch, next: teller.following('unit') };
  const name = teller.the(layer, unit);
  const above = upstream(account, layer, unit);
  if (operation === 'gate') return sayGate(teller, name, above);
  if (!above)
    return { line: mustPlain(teller, name, delta(account, layer, unit)), next: joined(backward.fromTarget, teller.following('unit')) };
  if (layer === account.depth) {
    const asked = above.value === 0 ? backward.outputContent(name, teller.owed(above)) : undefined;
    return {
      line: asked ?? backward.outputAsks(name, teller.way(above), teller.owed(above)),
      next: above.value === 0 ? backward.thenTheGate : joined(backward.ifItRose(teller.owed(above)), backward.thenTheGate),
    };
  }
  return operation === 'upstream' ? sayAsked(teller, name, above) : { line: sayOwed(teller, name, above), next: backward.thenTheGate };
};

/** What one unit of the next layer asks, and what of it arrives over its weight. */
const sayAsked = (teller: Teller, name: string, above: Quantity): Lines => {
  const { account, telling, place } = teller;
  const { backward } = telling;
  const { layer, part } = place;
  const [w, error] = above.terms!.factors(part);
  const from = teller.the(layer + 1, part);
  const arrived = { value: above.terms!.value(part) };
  const asking = unitsIn(account.program, layer + 1);
  const next =
    part + 1 < asking
      ? backward.nextAsks(teller.the(layer + 1, part + 1))
      : above.terms!.count > 1
        ? backward.thenTheSum
        : backward.thenTheGate;
  if (error!.value === 0) return { line: backward.asksNothing(from, teller.owed(error!), teller.weight(w!)), next };
  const asks = backward.asks(from, teller.way(error!), teller.owed(error!));
  const product = `${teller.product(teller.weight(w!), teller.owed(error!))} = ${teller.owed(arrived)}`;
  if (arrived.value === undefined || w!.value === undefined)
    return { line: joined(asks, backward.arrives(teller.weight(w!), name, product)), next };
  if (w!.value === 0) return { line: joined(asks, backward.arrivesNothing(teller.weight(w!), name)), next };
  const arrives = w!.value < 0 ? backward.arrivesReversed : backward.arrivesAlike;
  return { line: joined(asks, arrives(teller.weight(w!), name, teller.way(arrived), product)), next };
};

/** All that is asked of a unit: its blame. */
const sayOwed = (teller: Teller, name: string, above: Quantity): string => {
  const { backward } = teller.telling;
  const terms = above.terms!;
  const handedOn = terms.factors(terms.count - 1);
  if (handedOn.length === 1) return backward.twoWays(teller.owed(handedOn[0]!), name, teller.owed(above));
  if (above.value === 0) return backward.owesNothing(name, teller.owed(above));
  return terms.count === 1 ? backward.owes(name, teller.owed(above)) : backward.owesSum(name, teller.owed(above), teller.way(above));
};

const mustPlain = (teller: Teller, name: string, own: Quantity): string => {
  const { backward } = teller.telling;
  return own.value === 0 ? backward.mustNothing(name, teller.owed(own)) : backward.mustPlain(name, teller.way(own), teller.owed(own));
};

/** What of its blame a unit's gate lets through: its error. */
const sayGate = (teller: Teller, name: string, above: Quantity | undefined): Lines => {
  const { account, telling, place } = teller;
  const { backward } = telling;
  const { layer, unit } = place;
  const [own, through, taken] = [delta(account, layer, unit), gated(account, layer, unit), slope(account, layer, unit)];
  const then = teller.following('unit');
  const plain = (why: string): Lines => ({ line: mustPlain(teller, name, own), next: joined(why, then) });
  if (mask(account, layer, unit)?.value === 0) return { line: backward.dropped(name, teller.owed(own)), next: then };
  if (isFromLogits(account.program, layer)) return plain(backward.fromTarget);
  if (isCoupled(activationIn(account.program, layer))) return plain(backward.coupled);
  if (through.symbol.letter !== own.symbol.letter || !above || !taken) return plain(backward.normalised);
  if (taken.value === 0 && above.value !== 0 && own.value !== undefined)
    return { line: backward.closed(name, teller.owed(own)), next: joined(backward.closedTo(teller.owed(above)), then) };
  if (own.value === 0) return plain('');
  const [arrived, ...opening] = through.terms!.factors(0);
  const product = teller.product(teller.owed(arrived!), ...opening.map((factor) => teller.plain(factor)));
  const whole = taken.value === 1 && opening.length === 1;
  const only = layer < account.depth && above.terms!.count === 1 ? above.terms!.factors(0) : undefined;
  if (only?.length !== 2 || own.value === undefined || only[0]!.value === undefined || !((taken.value ?? 0) > 0))
    return {
      line: backward.must(name, teller.way(own), product, teller.owed(own)),
      next: joined(whole ? backward.open : openness(taken.value, backward), then),
    };
  const [w, error] = only;
  const asks = backward.asks(teller.the(layer + 1, 0), teller.way(error!), teller.owed(error!));
  const must = w!.value! < 0 ? backward.mustReversed : backward.mustAlike;
  return {
    line: joined(asks, must(teller.weight(w!), name, teller.way(own), teller.owed(own))),
    next: joined(whole ? backward.open : backward.passes(product, teller.owed(own)), then),
  };
};

const openness = (slope: Value, { turns, partly, enlarges, open }: Words['telling']['backward']): string =>
  slope === undefined ? '' : slope < 0 ? turns : slope < 1 ? partly : slope > 1 ? enlarges : open;
