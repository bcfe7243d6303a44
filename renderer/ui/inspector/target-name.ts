import type { Words } from '#core/words/catalogue.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** What a target of a network of so many layers is called. */
export const targetName = (target: Target, depth: number, words: Words['inspector']): string => {
  const names = words.target;
  switch (target.kind) {
    case 'unit':
      if (target.layer === 0) return names.input(target.unit + 1);
      return target.layer === depth ? names.output(target.unit + 1) : names.hidden(target.unit + 1, target.layer);
    case 'weight':
      return names.weight(target.from + 1, target.to + 1, target.layer);
    case 'bias':
      return names.bias(target.unit + 1, target.layer);
    case 'loss':
      return names.loss;
  }
};
