import { accountOf, type Account } from '#core/account/account.ts';
import { delta, gated, slope, upstream } from '#core/account/backward.ts';
import { activation, argument, bias, branch, incoming, input, mask, preActivation, weightedSum } from '#core/account/forward.ts';
import { gradient, parameterAt } from '#core/account/gradient.ts';
import { change, clipFactor, gradientNorm, isFrozen, isScaled, parameterBefore, rate, update } from '#core/account/learn.ts';
import { dataLoss, penaltyLoss, prediction, residual, sampleLoss, target } from '#core/account/loss.ts';
import type { Place } from '#core/account/place.ts';
import { activationIn } from '#core/account/program.ts';
import type { Value } from '#core/account/quantity.ts';
import type { ToldMistake } from '#core/account/rules.ts';
import { epochEnd } from '#core/account/watch.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import type { Told } from './time/told.ts';
import { unitsOf, type NetworkShape } from '#renderer/picture/shape.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { MeasureWriter, NumberWriter } from '#core/words/number.ts';

/** What the words need: the language, its numbers, and the network they speak of. */
export interface Speech {
  readonly words: Words;
  readonly number: MeasureWriter;
  readonly count: NumberWriter;
  readonly spec: RunSpec;
  readonly shape: NetworkShape;
  /** The mistake that is told. */
  readonly mistake?: ToldMistake | undefined;
}

/** "Step 12 · backward · layer 2 · unit 3 · blame 2 of 4": where in training a place is. Layers and units count from 1. */
export const placeInWords = (step: number, place: Place, { words, count, shape }: Speech): string => {
  const w = words.narration;
  const names: string[] = [w.step(count(step)), w.phase[place.phase]];
  if (place.operation === 'start') return names.join(' · ');
  if (place.operation === 'loss') return names.join(' · ');
  if (place.phase !== 'batch') names.push(place.layer === shape.layers.length ? w.outputLayer : w.layer(place.layer));
  if (place.phase === 'batch') names.push(w.input(place.unit + 1));
  else if (place.phase !== 'optimise') names.push(w.unit(place.unit + 1));
  const part = partInWords(place, shape, w);
  if (part) names.push(part);
  return names.join(' · ');
};

const partInWords = (place: Place, shape: NetworkShape, w: Words['narration']): string | undefined => {
  const incoming = unitsOf(shape, Math.max(0, place.layer - 1));
  switch (place.operation) {
    case 'product':
      return w.part.product(place.part + 1, incoming);
    case 'sum':
      return w.part.sum;
    case 'bias':
    case 'bias-update':
      return w.part.bias;
    case 'activation':
      return w.part.activation;
    case 'residual':
      return w.part.residual;
    case 'upstream':
      return place.layer === shape.layers.length ? undefined : w.part.blame(place.part + 1, unitsOf(shape, place.layer + 1));
    case 'upstream-sum':
      return w.part.blameSum;
    case 'gate':
      return w.part.gate;
    case 'gradient':
    case 'weight-update':
      return w.part.gradient(place.part + 1, incoming);
    case 'bias-gradient':
      return w.part.biasGradient;
    default:
      return undefined;
  }
};

/** What happens at a place, with the numbers of the followed sample (row 0 of the trace). */
export const sayPlace = (trace: StepTrace, place: Place, speech: Speech): string => {
  const { words, count, spec, shape, mistake } = speech;
  const { say } = words.narration;
  const account = accountOf(shape, trace, place, { mistake });
  const number = ({ value }: { readonly value: Value }): string => (value === undefined ? '?' : speech.number(value));
  const { layer, unit, part } = place;
  switch (place.operation) {
    case 'start':
      return say.start(account.samples === 1 ? say.oneSample : say.samples(count(account.samples)));
    case 'input':
      return say.input(unit + 1, number(input(account, unit)));
    case 'product': {
      const [w, a] = preActivation(account, layer, unit).terms!.factors(part);
      return say.product(number(w!), number(a!), number(incoming(account, layer, part, unit)));
    }
    case 'sum':
      return say.sum(number(weightedSum(account, layer, unit)));
    case 'bias':
      return say.bias(number(bias(account, layer, unit)), number(preActivation(account, layer, unit)));
    case 'activation':
      return sayActivation(account, place, speech, number);
    case 'residual':
      return say.residual(number(prediction(account, unit)), number(target(account, unit)), number(residual(account, unit)));
    case 'loss': {
      const penalty = penaltyLoss(account);
      return say.loss(number(sampleLoss(account)), number(dataLoss(account))) + (penalty.value === 0 ? '' : say.penalty(number(penalty)));
    }
    case 'upstream':
    case 'upstream-sum':
    case 'gate':
      return account.inBatch ? sayBackward(account, place, speech, number) : say.notInBatch;
    case 'gradient':
      return say.gradient(number(gradient(account, { layer, from: part, to: unit })));
    case 'bias-gradient':
      return isFrozen(account, { layer, to: unit }) ? say.frozen : say.biasGradient(number(gradient(account, { layer, to: unit })));
    case 'optimiser':
      return (isScaled(account) ? say.clipped : say.optimiser)(
        words.methods.optimizers[spec.optimizer.kind],
        number(rate(account, layer)),
        number(gradientNorm(account)),
        number(clipFactor(account) ?? { value: 1 }),
      );
    case 'weight-update':
    case 'bias-update': {
      const parameter = parameterAt(account, layer, part, unit);
      // The last of all updates: what follows from it is worth more than its own number, which the picture shows as well.
      const ended = parameter.from === undefined && layer === account.depth && unit === unitsOf(shape, layer) - 1;
      const told = ended ? sayEpochEnd(account, speech, number) : undefined;
      if (told !== undefined) return told;
      if (isFrozen(account, parameter)) return say.frozen;
      const added = change(account, parameter);
      const by = `${added.value! > 0 ? '+' : ''}${number(added)}`;
      const [before, after] = [parameterBefore(account, parameter), update(account, parameter)];
      const numbers = [...speech.number.pair(before.value!, after.value!), by] as const;
      return parameter.from === undefined ? say.biasUpdate(...numbers) : say.update(...numbers);
    }
  }
};

/** What a stretch of a step tells in one sentence, told at its end. */
export const sayTold = (trace: StepTrace, told: Told, timeline: StepTimeline, speech: Speech): string =>
  sayPlace(trace, timeline.positionOf(told.to), speech);

type Write = (told: { readonly value: Value }) => string;

/** From the sum to what the unit puts out. */
const sayActivation = (account: Account, { layer, unit }: Place, { words }: Speech, number: Write): string => {
  const { say } = words.narration;
  const f = words.methods.activations[activationIn(account.program, layer)];
  const z = number(argument(account, layer, unit));
  const [own, dropout, alone] = [activation(account, layer, unit), mask(account, layer, unit), branch(account, layer, unit)];
  if (alone) {
    const given = number(own.terms!.factors(1)[0]!);
    if (dropout?.value === 0) return say.onlySkip(given);
    const made = `${f}(${z})${dropout ? ` × ${number(dropout)}` : ''}`;
    return say.skip(made, number(alone), given, number(own));
  }
  if (dropout?.value === 0) return say.dropped;
  if (own.value === 0) return say.silent(f, z);
  return dropout ? say.scaled(f, z, number(dropout), number(own)) : say.activation(f, z, number(own));
};

/** What comes back to a unit, and what of it goes on. */
const sayBackward = (account: Account, { layer, unit, part, operation }: Place, { words }: Speech, number: Write): string => {
  const { say } = words.narration;
  const [above, own] = [upstream(account, layer, unit), delta(account, layer, unit)];
  if (operation === 'gate') {
    const taken = slope(account, layer, unit);
    if (!above || !taken) return say.plainGate(number(own));
    if (taken.value === 0) return say.closed(number(above));
    const isWhole = gated(account, layer, unit).symbol.letter === own.symbol.letter;
    return isWhole ? say.gate(number(above), number(taken), number(own)) : say.plainGate(number(own));
  }
  if (!above) return say.logitBlame(number(own));
  if (layer === account.depth) return say.outputBlame(number(above));
  const terms = above.terms!;
  if (operation === 'upstream') {
    const [w, error] = terms.factors(part);
    return say.blame(number(w!), number(error!), number({ value: terms.value(part) }));
  }
  const handedOn = terms.factors(terms.count - 1);
  return handedOn.length === 1 ? say.blameTwoWays(number(handedOn[0]!), number(above)) : say.blameSum(number(above));
};

/** What the end of an epoch means to early stopping and to the schedule, where either looks at it. */
const sayEpochEnd = (account: Account, { words, count }: Speech, number: Write): string | undefined => {
  const end = epochEnd(account);
  if (!end) return undefined;
  const { say } = words.narration;
  const { stopping, plateau, factor } = end;
  const told = [say.epochEnd(count(account.trace.epoch + 1), number(end.loss))];
  if (stopping) {
    const { waited, patience, stopped, bestStep } = stopping.after;
    told.push(waited === 0 ? say.bestYet : stopped ? say.stopsHere(count(bestStep)) : say.waits(count(waited), count(patience)));
  }
  if (factor && plateau!.after.factor !== plateau!.before.factor) told.push(say.rateFalls(number(factor)));
  return told.join(' ');
};
