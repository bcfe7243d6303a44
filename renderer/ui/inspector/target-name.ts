import type { Words } from '#core/words/catalogue.ts';
import { ownName, type UnitNames } from '#renderer/picture/own-names.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** What a target of a network of so many layers is called, with the name that the data give it. */
export const targetName = (target: Target, depth: number, words: Words['inspector'], own: UnitNames | undefined): string => {
  const names = words.target;
  switch (target.kind) {
    case 'unit': {
      const { layer, unit } = target;
      const numbered = layer === 0 ? names.input(unit + 1) : layer === depth ? names.output(unit + 1) : names.hidden(unit + 1, layer);
      return [numbered, ownName(own, depth, layer, unit)].filter((part) => part !== undefined).join(' · ');
    }
    case 'weight':
      return names.weight(target.from + 1, target.to + 1, target.layer);
    case 'bias':
      return names.bias(target.unit + 1, target.layer);
    case 'loss':
      return names.loss;
  }
};
