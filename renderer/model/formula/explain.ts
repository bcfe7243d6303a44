import type { RunSpec } from '#core/spec/run-spec.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Place } from '#core/account/place.ts';
import type { Target } from '#renderer/picture/shape.ts';
import { backwardCards } from './backward.ts';
import { contextOf, type Card, type FormulaSource } from './card.ts';
import { forwardCards, inputCard } from './forward.ts';
import { incomingCard, learnCards } from './learn.ts';
import { lossCards } from './loss.ts';

/** Everything that one training step does to a unit, a weight, a bias or the loss, in the order in which it happens. */
export const explain = (source: FormulaSource, target: Target): Card[] => {
  const context = contextOf(source);
  switch (target.kind) {
    case 'loss':
      return lossCards(context);
    case 'weight':
      return learnCards(context, target);
    case 'bias':
      return learnCards(context, { layer: target.layer, to: target.unit });
    case 'unit':
      if (target.layer === 0) return [inputCard(context, target.unit)];
      return [
        ...forwardCards(context, target.layer, target.unit),
        ...backwardCards(context, target.layer, target.unit),
        incomingCard(context, target.layer, target.unit),
      ];
  }
};

/** What the step is working on at a place: where the person has chosen nothing, the inspector follows it. */
export const targetAt = ({ phase, layer, unit, part, operation }: Place): Target => {
  switch (phase) {
    case 'loss':
      return { kind: 'loss' };
    case 'gradient':
    case 'update':
      return operation === 'bias-gradient' || operation === 'bias-update'
        ? { kind: 'bias', layer, unit }
        : { kind: 'weight', layer, from: part, to: unit };
    case 'optimise':
      return { kind: 'weight', layer, from: 0, to: unit };
    default:
      return { kind: 'unit', layer, unit };
  }
};

/** Whether a trace is of this network: one of the run before may still be on show. */
export const fitsNetwork = ({ layers }: StepTrace, { network }: RunSpec): boolean =>
  layers.length === network.layers.length &&
  layers.every(({ W }, l) => W.cols === network.layers[l]!.units && W.rows === (l === 0 ? network.inputs : network.layers[l - 1]!.units));

/** Whether a target exists in a network: a selection may outlive the network that it was made in. */
export const exists = ({ inputs, layers }: { inputs: number; layers: readonly { units: number }[] }, target: Target): boolean => {
  if (target.kind === 'loss') return true;
  const units = (layer: number): number => (layer === 0 ? inputs : (layers[layer - 1]?.units ?? 0));
  if (target.kind === 'weight') return target.layer > 0 && target.to < units(target.layer) && target.from < units(target.layer - 1);
  return target.unit < units(target.layer);
};
