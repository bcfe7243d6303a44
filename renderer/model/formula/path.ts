import type { GradientPath, PathFactor } from '#core/contract/explanation.ts';
import { latexNumber, mark, prediction, symbols } from './latex.ts';

/** A unit that a path goes through. */
export interface Station {
  readonly layer: number;
  readonly unit: number;
}

/** The units from the parameter's own to the output, each once where the path stays. */
export const stationsOf = (path: GradientPath): Station[] => {
  const stations: Station[] = [];
  for (const { kind, layer, to, from } of path.factors) {
    // The loss leads out of the network; of the others each ends in a unit of its layer.
    const unit = kind === 'loss' ? from : to;
    const last = stations.at(-1);
    if (last?.layer !== layer || last.unit !== unit) stations.push({ layer, unit });
  }
  return stations;
};

const symbolOf = ({ kind, layer, from, to, value }: PathFactor, outputs: number, ofBias: boolean): string => {
  switch (kind) {
    case 'input':
      if (ofBias) return value === 1 ? '1' : '\\tfrac1B';
      return layer === 1 ? `x_{${from + 1}}` : symbols.a(layer - 1, from);
    case 'normalization':
      return `\\tfrac{\\partial ${symbols.normalized(layer, to)}}{\\partial ${symbols.z(layer, from)}}`;
    case 'slope':
      return `f'(${symbols.z(layer, from)})`;
    case 'softmax':
      return `\\tfrac{\\partial ${symbols.a(layer, to)}}{\\partial ${symbols.z(layer, from)}}`;
    case 'mask':
      return symbols.mask(layer, to);
    case 'weight':
      return symbols.w(layer, from, to);
    case 'skip':
      return '1';
    case 'loss':
      return `\\tfrac{\\partial L}{\\partial ${prediction(outputs, from)}}`;
  }
};

/** Factors that are the derivative of an activation. */
const ofActivation: ReadonlySet<PathFactor['kind']> = new Set<PathFactor['kind']>(['slope', 'softmax']);

/** The product of a path: in symbols, then in numbers. */
export const productOf = (
  { factors, product }: GradientPath,
  outputs: number,
  number: (value: number) => string,
  ofBias: boolean,
): readonly [string, string] => {
  const end = factors.at(-1)!.layer;
  // A cross-entropy is derived by the logit at once: such a path has no derivative of the output's activation.
  const byLogit = !factors.some(({ kind, layer }) => layer === end && ofActivation.has(kind));
  const symbol = (factor: PathFactor): string =>
    factor.kind === 'loss' && byLogit
      ? `\\tfrac{\\partial L}{\\partial ${symbols.z(factor.layer, factor.from)}}`
      : symbolOf(factor, outputs, ofBias);
  const written = (value: number): string => (value < 0 ? `(${latexNumber(number(value))})` : latexNumber(number(value)));
  return [
    factors.map(symbol).join('\\cdot '),
    `{}=${factors.map(({ value }) => written(value)).join('\\cdot ')}=${mark('value', latexNumber(number(product)))}`,
  ];
};
