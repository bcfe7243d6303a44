import { at, type Matrix } from '#core/contract/matrix.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Place } from '#renderer/picture/time/step-timeline.ts';
import { unitsOf, type NetworkShape } from '#renderer/picture/shape.ts';
import type { Words } from '#renderer/words/catalogue.ts';
import type { NumberWriter } from '#renderer/words/number.ts';

/** What the words need: the language, its numbers, and the network they speak of. */
export interface Speech {
  readonly words: Words;
  readonly number: NumberWriter;
  readonly count: NumberWriter;
  readonly spec: RunSpec;
  readonly shape: NetworkShape;
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

/** What happens at a place, with the numbers of the followed sample (row 0 of the trace). Reads the trace, computes nothing but products. */
export const sayPlace = (trace: StepTrace, place: Place, speech: Speech): string => {
  const { words, number, count, spec } = speech;
  const { say } = words.narration;
  const { unit, part } = place;
  if (place.operation === 'start') {
    const size = trace.batch.indices.length;
    return say.start(size === 1 ? say.oneSample : say.samples(count(size)));
  }
  if (place.operation === 'input') return say.input(unit + 1, number(at(trace.batch.x, 0, unit)));
  const layer = trace.layers[place.layer - 1]!;
  const next = trace.layers[place.layer];
  const into = place.layer === 1 ? trace.batch.x : trace.layers[place.layer - 2]!.a;
  const of = (m: Matrix): number => at(m, 0, unit);
  const f = words.methods.activations[spec.network.layers[place.layer - 1]!.activation];
  const inBatch = trace.batch.rows[0] !== -1;
  switch (place.operation) {
    case 'product': {
      const w = at(layer.W, part, unit);
      const x = at(into, 0, part);
      return say.product(number(w), number(x), number(w * x));
    }
    case 'sum':
      return say.sum(number(of(layer.z) - of(layer.b)));
    case 'bias':
      return say.bias(number(of(layer.b)), number(of(layer.z)));
    case 'activation': {
      const z = number(of(layer.normalization?.normalized ?? layer.z));
      const own = of(layer.branch ?? layer.a);
      const mask = layer.mask && of(layer.mask);
      if (layer.branch) {
        const input = number(at(into, 0, unit));
        if (mask === 0) return say.onlySkip(input);
        const made = `${f}(${z})${mask === undefined ? '' : ` × ${number(mask)}`}`;
        return say.skip(made, number(own), input, number(of(layer.a)));
      }
      if (mask === 0) return say.dropped;
      if (own === 0) return say.silent(f, z);
      return mask === undefined ? say.activation(f, z, number(own)) : say.scaled(f, z, number(mask), number(own));
    }
    case 'residual':
      return say.residual(number(of(layer.a)), number(of(trace.batch.y)), number(of(layer.a) - of(trace.batch.y)));
    case 'loss': {
      const penalty = trace.loss.penalty === 0 ? '' : say.penalty(number(trace.loss.penalty));
      return say.loss(number(trace.loss.perSample[0]!), number(trace.loss.data)) + penalty;
    }
    case 'upstream': {
      if (!inBatch) return say.notInBatch;
      if (!next) return layer.dA ? say.outputBlame(number(of(layer.dA))) : say.logitBlame(number(of(layer.dZ)));
      const w = at(next.W, unit, part);
      const dZ = at(next.dZ, 0, part);
      return say.blame(number(w), number(dZ), number(w * dZ));
    }
    case 'upstream-sum':
      if (!inBatch || !layer.dA) return say.notInBatch;
      return next?.branch ? say.blameTwoWays(number(of(next.dA!)), number(of(layer.dA))) : say.blameSum(number(of(layer.dA)));
    case 'gate': {
      if (!inBatch) return say.notInBatch;
      if (!layer.dA || !layer.slope) return say.plainGate(number(of(layer.dZ)));
      if (of(layer.slope) === 0) return say.closed(number(of(layer.dA)));
      return layer.normalization
        ? say.plainGate(number(of(layer.dZ)))
        : say.gate(number(of(layer.dA)), number(of(layer.slope)), number(of(layer.dZ)));
    }
    case 'gradient':
      return say.gradient(number(at(layer.dW, part, unit)));
    case 'bias-gradient':
      return spec.train.biases === false ? say.frozen : say.biasGradient(number(of(layer.db)));
    case 'optimiser':
      return (clipped(trace) ? say.clipped : say.optimiser)(
        words.methods.optimizers[spec.optimizer.kind],
        number(trace.lr),
        number(trace.gradientNorm),
        number(trace.clipFactor ?? 1),
      );
    case 'weight-update':
      return say.update(
        number(at(layer.W, part, unit)),
        number(at(layer.WAfter, part, unit)),
        signed(at(layer.deltaW, part, unit), number),
      );
    case 'bias-update': {
      // The last of all updates: what follows from it is worth more than its own number, which the picture shows as well.
      const ended = !next && unit === layer.W.cols - 1 ? epochEnd(trace, speech) : undefined;
      if (ended !== undefined) return ended;
      return spec.train.biases === false
        ? say.frozen
        : say.biasUpdate(number(of(layer.b)), number(of(layer.bAfter)), signed(of(layer.deltab), number));
    }
  }
};

/** Whether clipping by norm scaled the gradient of this step. */
const clipped = ({ clipFactor = 1 }: StepTrace): boolean => clipFactor < 1;

/** What the end of an epoch means to early stopping and to the schedule, where either looks at it. */
const epochEnd = ({ epoch, watch }: StepTrace, { words, number, count }: Speech): string | undefined => {
  if (watch?.loss === undefined) return undefined;
  const { say } = words.narration;
  const { stopping, plateau } = watch;
  const told = [say.epochEnd(count(epoch + 1), number(watch.loss))];
  if (stopping) {
    const { waited, patience, stopped, bestStep } = stopping.after;
    told.push(waited === 0 ? say.bestYet : stopped ? say.stopsHere(count(bestStep)) : say.waits(count(waited), count(patience)));
  }
  if (plateau && plateau.after.factor !== plateau.before.factor) told.push(say.rateFalls(number(plateau.after.factor)));
  return told.join(' ');
};

const signed = (value: number, number: NumberWriter): string => (value > 0 ? '+' : '') + number(value);
